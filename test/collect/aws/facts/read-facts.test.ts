import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openApi } from "../../../../src/collect/aws/call.ts";
import { openClients } from "../../../../src/collect/aws/clients.ts";
import type { Aws } from "../../../../src/collect/aws/facts/aws.ts";
import { openAws } from "../../../../src/collect/aws/facts/aws.ts";
import { plain } from "../../../../src/collect/aws/facts/fact.ts";
import { ALL_ACCOUNT_FACTS, ALL_JOINED_FACTS } from "../../../../src/collect/aws/facts/registry.ts";
import { CALL_LIMITS } from "../../../../src/collect/aws/options.ts";
import { CLOCK } from "../../../../src/commands/clock.ts";
import type { ResourceDocument } from "../../../../src/model/resource.ts";
import {
  ACCOUNT_DOCUMENT,
  FACTS_ESTATE,
  REGION,
  REGION_DOCUMENT,
  RESOURCES,
} from "../../../loopback-aws/facts-estate.ts";
import type { Fault } from "../../../loopback-aws/faults.ts";
import { ACCOUNT } from "../../../loopback-aws/sample-estate.ts";
import type { LoopbackAws } from "../../../loopback-aws/start-aws.ts";
import { byName, resolveBelowLocalhost } from "../../below-localhost.ts";
import { awsEnvironment, startEstate } from "../../scan-aws.ts";

/** Everything a fact may be read with, against an endpoint that plays these faults. */
async function opened(faults: readonly Fault[], documents: readonly ResourceDocument[]): Promise<Opened> {
  const aws = await startEstate({ documents, faults });
  const endpoint = byName(aws.endpoint);
  for (const [name, value] of Object.entries(awsEnvironment({ endpoint }))) vi.stubEnv(name, value || undefined);
  const limits = { ...CALL_LIMITS, backoff: 1, failedAttempts: 2 };
  const needs = { types: new Set<string>(), globalTypes: new Set<string>(), notInConfig: new Set<string>() };
  const options = {
    ...needs,
    paths: new Map(),
    always: new Map(),
    regions: [REGION],
    env: {},
    now: () => "",
    clock: CLOCK,
  };
  const clients = await openClients(options, limits);
  const count = { calls: 0, throttled: 0 };
  const apiIn = (region: string): ReturnType<typeof openApi> =>
    openApi({ session: clients.session, region }, clients, { clock: CLOCK, limits, count });
  return {
    aws,
    facts: openAws({ account: ACCOUNT, apiIn, clock: CLOCK })(REGION),
    close: () => (clients.close(), aws.close()),
  };
}

interface Opened {
  readonly aws: LoopbackAws;
  readonly facts: Aws;
  readonly close: () => Promise<void>;
}

const ACCOUNT_CASES = ALL_ACCOUNT_FACTS.filter(({ path }) => path !== "@config.recorders").map((fact) => {
  const [root, key] = fact.path.split(".") as [string, string];
  const document = fact.per === "account" ? ACCOUNT_DOCUMENT : REGION_DOCUMENT;
  return {
    name: fact.path as string,
    read: (aws: Aws) => fact.read(aws),
    expected: (document[root] as Record<string, unknown>)[key],
  };
});
const JOINED_CASES = RESOURCES.flatMap((resource) =>
  ALL_JOINED_FACTS.filter(({ types }) => types.includes(resource.type)).map((fact) => ({
    name: `${fact.path} of ${resource.type}`,
    read: (aws: Aws) => fact.read(aws, resource),
    expected: resource[fact.path],
  })),
);
const CASES = [...ACCOUNT_CASES, ...JOINED_CASES];

beforeAll(resolveBelowLocalhost);
afterAll(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe("facts that are read", () => {
  let opening: Opened;
  beforeAll(async () => void (opening = await opened([], FACTS_ESTATE)));
  afterAll(() => opening.close());

  it.each(CASES)("$name", async ({ read, expected }) => {
    expect(expected).toBeDefined();
    expect(plain(await read(opening.facts))).toEqual(expected);
  });
});
