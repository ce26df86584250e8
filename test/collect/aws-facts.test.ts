import { beforeAll, describe, expect, it } from "vitest";
import type { Clock } from "../../src/collect/clock.ts";
import { neededFacts } from "../../src/collect/aws/facts/needed-facts.ts";
import { ancestors } from "../../src/commands/sources/ancestors.ts";
import { neededTypes } from "../../src/commands/sources/needed-types.ts";
import type { Field, Rule, TypeFields } from "../../src/model/rule.ts";
import { REGION } from "../loopback-aws/facts-document.ts";
import { FACTS_ESTATE } from "../loopback-aws/facts-estate.ts";
import type { Fault } from "../loopback-aws/faults.ts";
import { iamAction } from "../loopback-aws/iam-action.ts";
import { SERVICES } from "../loopback-aws/services/services.ts";
import type { LoopbackAws } from "../loopback-aws/start-aws.ts";
import { estateForTest } from "./estate-for-test.ts";
import { completeEstate } from "./complete-estate.ts";
import { expectExact } from "./predicted.ts";
import { ACCOUNT, collectFor, judge } from "./scan-aws.ts";
import type { Scanned } from "./scan-aws.ts";
import { library } from "../shipped.ts";

const rules = library.rules.filter((rule) => rule.id.startsWith("aws-") && asksServices(rule));
const documents = completeEstate(FACTS_ESTATE, {
  paths: neededTypes(rules, library, "aws").paths,
  regions: [REGION],
  account: ACCOUNT,
});
let baseline: Scanned;
let called: Set<string>;
let aws: LoopbackAws;
const open = estateForTest();

beforeAll(async () => {
  baseline = await scan([]);
  called = new Set(aws.calls.map(({ service, operation }) => `${service} ${operation}`));
});

/** Rules that AWS Config alone cannot answer. */
function asksServices(rule: Rule): boolean {
  const { paths, notInInventory } = neededTypes([rule], library, "aws");
  const { account, joined, listed } = neededFacts(paths, notInInventory);
  return account || joined.size > 0 || listed.length > 0;
}

async function scan(faults: readonly Fault[]): Promise<Scanned> {
  aws = await open({ documents, faults });
  const entries = await collectFor(rules, library, {
    regions: [REGION],
    clock: unhurried(),
    limits: { failedAttempts: 1 },
  });
  return judge(rules, library, entries);
}

/** A second goes by whenever it is looked at, so that nothing waits for its turn. */
function unhurried(): Clock {
  let now = 0;
  return { now: () => (now += 1000), sleep: async () => {} };
}

/** Ids of the rules that came to another outcome somewhere, and all such outcomes. */
function movedBy({ run }: Scanned): { rules: Set<string>; outcomes: Set<string> } {
  const before = new Set(baseline.run.evaluations.map(({ fingerprint, outcome }) => `${fingerprint} ${outcome}`));
  const moved = run.evaluations.filter(({ fingerprint, outcome }) => !before.has(`${fingerprint} ${outcome}`));
  return { rules: new Set(moved.map(({ rule_id: id }) => id)), outcomes: new Set(moved.map(({ outcome }) => outcome)) };
}

/** Ids of the rules that the field lists say would be blinded. */
function blindedWithout(action: string): Set<string> {
  const takes = (field: Field | TypeFields | undefined): boolean =>
    field?.call === action || (field?.further_calls ?? []).includes(action);
  const needs = (rule: Rule): boolean =>
    [...neededTypes([rule], library, "aws").paths].some(([type, paths]) => {
      const fields = library.fields[type];
      const above = [...paths].flatMap((path) => [...ancestors(path), path]);
      return takes(fields) || above.some((path) => takes(fields?.fields[path]));
    });
  return new Set(rules.filter(needs).map(({ id }) => id));
}

/** The calls that any of the rules needs. */
const CALLS = [...SERVICES]
  .flatMap(([service, { operations }]) => Object.keys(operations).map((operation) => ({ service, operation })))
  .filter(({ service, operation }) => blindedWithout(iamAction({ service, operation })).size > 0);
/** An existing report is as good as a new one. */
const NOT_MISSED = "GenerateCredentialReport";

describe("a call that is refused", () => {
  it("is the only reason for which a fact is unread", () => {
    const unread = baseline.resources.flatMap(({ id, unread: all = [] }) => all.map(({ path }) => `${id} ${path}`));
    expect(unread.filter((place) => place.includes(" @"))).toEqual([]);
    expect(baseline.blindSpots).toEqual([]);
  });

  it.each(CALLS)("$service $operation: exactly its rules are unknown", async ({ service, operation }) => {
    const action = iamAction({ service, operation });
    const blinded = blindedWithout(action);
    const scanned = await scan([{ service, operation, fault: "access_denied" }]);
    const moved = movedBy(scanned);
    expect([...moved.outcomes].filter((outcome) => outcome !== "unknown")).toEqual([]);
    expect([...moved.rules].filter((id) => !blinded.has(id))).toEqual([]);
    expectExact(scanned, baseline, [action]);
    const unread = scanned.resources.flatMap((one) => one.unread ?? []);
    const said = [...unread, ...scanned.blindSpots].filter(({ call }) => call === action);
    const isMissed = called.has(`${service} ${operation}`) && operation !== NOT_MISSED;
    expect(said.length > 0).toBe(isMissed);
    expect(said.map(({ reason }) => reason)).toEqual(said.map(() => "access_denied"));
  });

  it("blinds something in nearly every case", () => {
    expect(CALLS.length).toBeGreaterThan(50);
  });
});
