declare module "proxy-from-env" {
  /** Returns the address of the proxy, empty if none is to be used. */
  export function getProxyForUrl(url: string): string;
}
