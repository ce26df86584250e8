declare module "proxy-from-env" {
  /** Empty where no proxy is to be asked. */
  export function getProxyForUrl(url: string): string;
}
