import { ConfigServiceClient } from "@aws-sdk/client-config-service";
import { vi } from "vitest";
import type { LoopbackAws } from "./start-aws.ts";

export const KEY = "AKIALOOPBACK00000001";

// The SDK writes a note to stderr on the Node version these tests may run on.
vi.stubEnv("AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED", "true");

/** The real client, which asks once. */
export function configClient(
  { endpoint }: LoopbackAws,
  { region = "eu-west-1", accessKeyId = KEY, maxAttempts = 1 } = {},
): ConfigServiceClient {
  const credentials = { accessKeyId, secretAccessKey: "loopback-secret" };
  return new ConfigServiceClient({ endpoint, region, credentials, maxAttempts });
}
