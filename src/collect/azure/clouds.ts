/** The addresses of one of Microsoft's clouds, and where to get a token for it. */
export interface Cloud {
  /** The address of Azure Resource Manager. */
  readonly endpoint: string;
  readonly authority: string;
  /** The scope of a token for Azure Resource Manager. */
  readonly scope: string;
}

export type CloudName = "public" | "usgov" | "china";

/**
 * Authorities are those of @azure/identity 4.13.1; endpoints are the Resource Manager hosts in the article on the
 * network traffic of Azure Machine Learning (read 2026-11-22).
 */
export const CLOUDS: Readonly<Record<CloudName, Cloud>> = {
  public: cloud("https://management.azure.com", "https://login.microsoftonline.com"),
  usgov: cloud("https://management.usgovcloudapi.net", "https://login.microsoftonline.us"),
  china: cloud("https://management.chinacloudapi.cn", "https://login.chinacloudapi.cn"),
};

function cloud(endpoint: string, authority: string): Cloud {
  return { endpoint, authority, scope: `${endpoint}/.default` };
}
