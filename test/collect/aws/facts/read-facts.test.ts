import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openApi } from "../../../../src/collect/aws/call.ts";
import { openClients } from "../../../../src/collect/aws/clients.ts";
import type { Aws } from "../../../../src/collect/aws/facts/aws.ts";
import { openAws } from "../../../../src/collect/aws/facts/aws.ts";
import { plain } from "../../../../src/collect/aws/facts/fact.ts";
import { ALL_ACCOUNT_FACTS, ALL_JOINED_FACTS } from "../../../../src/collect/aws/facts/registry.ts";
import { ACCOUNT_TYPE } from "../../../../src/collect/aws/facts/needed-facts.ts";
import { CALL_LIMITS } from "../../../../src/collect/aws/options.ts";
import type { RegionApi } from "../../../../src/collect/aws/region-api.ts";
import { actionOf } from "../../../../src/collect/aws/service.ts";
import { CLOCK } from "../../../../src/commands/clock.ts";
import type { Library } from "../../../../src/model/library.ts";
import { REGION } from "../../../loopback-aws/facts-document.ts";
import { FACTS_ESTATE, RESOURCES } from "../../../loopback-aws/facts-estate.ts";
import type { Fault } from "../../../loopback-aws/faults.ts";
import { ACCOUNT_DOCUMENT, REGION_DOCUMENT } from "../../../loopback-aws/place-facts.ts";
import { ACCOUNT } from "../../../loopback-aws/sample-estate.ts";
import { byName, resolveBelowLocalhost } from "../../below-localhost.ts";
import { awsEnvironment, PATIENT, startEstate } from "../../scan-aws.ts";
import { library } from "../../../shipped.ts";

/** Everything a fact may be read with, against an endpoint that plays these faults. */
async function opened(faults: readonly Fault[] = []): Promise<Opened> {
  const endpoint = await startEstate({ documents: FACTS_ESTATE, faults });
  for (const [name, value] of Object.entries(awsEnvironment({ endpoint: byName(endpoint.endpoint) })))
    vi.stubEnv(name, value || undefined);
  const limits = { ...CALL_LIMITS, ...PATIENT, failedAttempts: 2 };
  const needs = { types: new Set<string>(), globalTypes: new Set<string>(), notInConfig: new Set<string>() };
  const paths = { paths: new Map(), always: new Map(), notDirect: new Map() };
  const clients = await openClients(
    { ...needs, ...paths, regions: [REGION], env: {}, now: () => "", clock: CLOCK },
    limits,
  );
  const actions = new Set<string>();
  const apiIn = (region: string): RegionApi => {
    const count = { calls: 0, throttled: 0 };
    const api = openApi({ session: clients.session, region }, clients, { clock: CLOCK, limits, count });
    return { ...api, ask: (call, input) => (actions.add(actionOf(call)), api.ask(call, input)) };
  };
  return {
    aws: () => openAws({ account: ACCOUNT, apiIn, clock: CLOCK })(REGION),
    actions,
    close: () => (clients.close(), endpoint.close()),
  };
}

interface Opened {
  /** Each has read nothing yet. */
  readonly aws: () => Aws;
  /** What was called, as policies name it. */
  readonly actions: Set<string>;
  readonly close: () => Promise<void>;
}

interface Case {
  readonly name: string;
  readonly type: string;
  readonly path: string;
  readonly read: (aws: Aws) => Promise<unknown>;
  /** As the estate has it. */
  readonly expected: unknown;
}

const ACCOUNT_CASES = ALL_ACCOUNT_FACTS.map(({ path, per, read }): Case => {
  const [root, key] = path.split(".") as [string, string];
  const document = per === "account" ? ACCOUNT_DOCUMENT : REGION_DOCUMENT;
  const expected = (document[root] as Record<string, unknown> | undefined)?.[key];
  return { name: path, type: ACCOUNT_TYPE, path, read, expected };
});
const JOINED_CASES = RESOURCES.flatMap((resource) =>
  ALL_JOINED_FACTS.filter(({ types }) => types.includes(resource.type)).map(({ path, read }): Case => ({
    name: `${path} of ${resource.type}`,
    type: resource.type,
    path,
    read: (aws) => read(aws, resource),
    expected: resource[path],
  })),
);
const CASES = [...ACCOUNT_CASES, ...JOINED_CASES];

beforeAll(resolveBelowLocalhost);

describe("a fact", () => {
  let opening: Opened;
  beforeAll(async () => {
    opening = await opened();
  });
  afterAll(() => opening.close());

  it("is there for every type that the estate is to have one of", () => {
    const types = new Set(JOINED_CASES.map(({ type, path }) => `${type} ${path}`));
    const all = ALL_JOINED_FACTS.flatMap((fact) => fact.types.map((type) => `${type} ${fact.path}`));
    expect([...types].toSorted()).toEqual(all.toSorted());
  });

  it.each(CASES)("$name: what the service has, by the calls that the field list names", async (fact) => {
    opening.actions.clear();
    const value = plain(await fact.read(opening.aws()));
    expect(fact.expected, "what test/loopback-aws/ has of it").toBeDefined();
    expect(value).toEqual(fact.expected);
    expect([...opening.actions].toSorted()).toEqual(callsOf(library.fields[fact.type]!.fields, fact.path));
  });
});

/** The calls that the field list names at the fact: any of them refused, all of the fact is unread. */
function callsOf(fields: Library["fields"][string]["fields"], path: string): string[] {
  const { call, further_calls: further = [] } = fields[path]!;
  return [...(call === undefined ? [] : [call]), ...further].toSorted();
}
