/** Where each of Microsoft's clouds answers, and whom a token is asked of. */
export interface Cloud {
  /** Azure Resource Manager. */
  readonly endpoint: string;
  readonly authority: string;
  /** What a token for Azure Resource Manager is asked for. */
  readonly scope: string;
}

export type CloudName = "public" | "usgov" | "china";

/**
 * Authorities are those of @azure/identity 4.13.1; the endpoints are the hosts of Resource Manager in the article on network
 * traffic of Azure Machine Learning (read 2026-11-22).
 */
export const CLOUDS: Readonly<Record<CloudName, Cloud>> = {
  public: cloud("https://management.azure.com", "https://login.microsoftonline.com"),
  usgov: cloud("https://management.usgovcloudapi.net", "https://login.microsoftonline.us"),
  china: cloud("https://management.chinacloudapi.cn", "https://login.chinacloudapi.cn"),
};

function cloud(endpoint: string, authority: string): Cloud {
  return { endpoint, authority, scope: `${endpoint}/.default` };
}
