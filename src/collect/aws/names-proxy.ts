const NAMES = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"];

/** True where the environment names a proxy for anything at all, so that what speaks to one is loaded. */
export function namesProxy(env: Readonly<Record<string, string | undefined>>): boolean {
  return NAMES.some((name) => Boolean(env[name] ?? env[name.toLowerCase()]));
}
