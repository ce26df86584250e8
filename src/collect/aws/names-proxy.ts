const NAMES = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"];

/** Whether the environment names any proxy at all, so that the code for proxies is loaded only then. */
export function namesProxy(env: Readonly<Record<string, string | undefined>>): boolean {
  return NAMES.some((name) => Boolean(env[name] ?? env[name.toLowerCase()]));
}
