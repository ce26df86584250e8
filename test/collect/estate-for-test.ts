import { afterEach, beforeAll, vi } from "vitest";
import type { LoopbackAws } from "../loopback-aws/start-aws.ts";
import { byName, resolveBelowLocalhost } from "./below-localhost.ts";
import { awsEnvironment, startEstate } from "./scan-aws.ts";

/** Plays an estate, with the environment in which the SDK finds it and nothing else. */
export type OpenEstate = (...options: Parameters<typeof startEstate>) => Promise<LoopbackAws>;

/** To be called once a test file: what is opened is closed behind the test, and its environment is gone. */
export function estateForTest(): OpenEstate {
  const open: LoopbackAws[] = [];
  beforeAll(resolveBelowLocalhost);
  afterEach(async () => {
    vi.unstubAllEnvs();
    await Promise.all(open.splice(0).map((aws) => aws.close()));
  });
  return async (options) => {
    const aws = await startEstate(options);
    open.push(aws);
    for (const [name, value] of Object.entries(awsEnvironment({ endpoint: byName(aws.endpoint) })))
      vi.stubEnv(name, value || undefined);
    return aws;
  };
}
