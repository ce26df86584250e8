import { ConfigServiceClient } from "@aws-sdk/client-config-service";
import type { LoopbackAws } from "./start-aws.ts";

export const KEY = "AKIALOOPBACK00000001";

/** The real client, which asks once. */
export function configClient(
  { endpoint }: LoopbackAws,
  { region = "eu-west-1", accessKeyId = KEY, maxAttempts = 1 } = {},
): ConfigServiceClient {
  const credentials = { accessKeyId, secretAccessKey: "loopback-secret" };
  return new ConfigServiceClient({ endpoint, region, credentials, maxAttempts });
}
