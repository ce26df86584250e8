import type { ConfigServiceClient } from "@aws-sdk/client-config-service";
import { afterEach } from "vitest";
import { configClient, KEY } from "./config-client.ts";
import { ACCOUNT } from "./sample-estate.ts";
import { startAws } from "./start-aws.ts";
import type { LoopbackAws, LoopbackOptions } from "./start-aws.ts";

export interface AwsForTest {
  /** Starts the endpoint of the test at hand; it is closed behind the test. The client is in eu-west-1. */
  start(options?: Partial<LoopbackOptions>): Promise<ConfigServiceClient>;
  /** The endpoint that was started. */
  readonly aws: LoopbackAws;
}

/** To be called once a test file, or once a `describe`. */
export function awsForTest(): AwsForTest {
  let aws: LoopbackAws | undefined;
  afterEach(async () => {
    await aws?.close();
    aws = undefined;
  });
  return {
    async start(options = {}) {
      aws = await startAws({ documents: [], accounts: { [KEY]: ACCOUNT }, ...options });
      return configClient(aws);
    },
    get aws() {
      if (aws === undefined) throw new Error("start the endpoint first");
      return aws;
    },
  };
}
