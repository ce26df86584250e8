import { beforeAll, describe, expect, it, vi } from "vitest";
import { neededActions } from "../../src/collect/aws/actions.ts";
import { neededTypes } from "../../src/commands/sources/needed-types.ts";
import type { Rule } from "../../src/model/rule.ts";
import { FACTS_ESTATE } from "../loopback-aws/facts-estate.ts";
import { iamAction, NEEDS_NO_LEAVE } from "../loopback-aws/iam-action.ts";
import type { LoopbackAws } from "../loopback-aws/start-aws.ts";
import { estateForTest } from "./estate-for-test.ts";
import { completeEstate } from "./complete-estate.ts";
import { expectExact, rankingOf } from "./predicted.ts";
import { ACCOUNT, collectFor, judge } from "./scan-aws.ts";
import { deniedIn, type Scanned } from "./scan-aws.ts";
import { library } from "../shipped.ts";

const rules = library.rules.filter((rule) => rule.id.startsWith("aws-"));
const needed = neededTypes(rules, library, "aws");
const GRANTED = neededActions({
  types: needed.types,
  notInConfig: needed.notInInventory,
  paths: needed.paths,
  fields: library.fields,
  aggregated: false,
}).account;
const REGIONS = ["eu-west-1", "us-east-1"];
/** A type that no query shows. */
const BY_NAME = "AWS::SQS::Queue";

/** Of reach and of AWS Config; each call for a fact is refused in turn where facts are tested. */
const OWN = ["config:", "ec2:DescribeRegions"];
const documents = completeEstate(FACTS_ESTATE, { paths: needed.paths, regions: REGIONS, account: ACCOUNT });

let aws: LoopbackAws;
const open = estateForTest();
let whole: Scanned;
/** Those that the estate answers when all of it is read. */
let decided: readonly Rule[] = rules;

beforeAll(async () => {
  const first = await scan(GRANTED);
  const open = new Set(first.run.evaluations.flatMap((one) => (one.outcome === "unknown" ? [one.rule_id] : [])));
  decided = rules.filter(({ id }) => !open.has(id));
  whole = await scan(GRANTED);
});

async function scan(granted: readonly string[]): Promise<Scanned> {
  const regions = REGIONS.map((name) => ({ name }));
  aws = await open({ documents, granted: new Set(granted), regions, notSelectable: [BY_NAME] });
  vi.stubEnv("AWS_REGION", REGIONS[0]);
  let now = 0;
  const clock = { now: () => (now += 1000), sleep: async () => {} };
  const entries = await collectFor(rules, library, { regions: [], clock, limits: { failedAttempts: 1 } });
  return judge(decided, library, entries);
}

describe("what permissions prints", () => {
  it("is enough: nothing is denied", () => {
    expect(deniedIn(whole)).toEqual([]);
    expect(whole.run.summary.unknown).toBe(0);
    expect(decided.length).toBeGreaterThan(150);
  });

  it("is no more than is called", async () => {
    await scan(GRANTED);
    const called = new Set(aws.calls.map(iamAction));
    expect([...called].filter((action) => !GRANTED.includes(action))).toEqual([NEEDS_NO_LEAVE]);
    expect(GRANTED.filter((action) => !called.has(action))).toEqual([]);
  });

  it("is all that doctor asks for where nothing is allowed, and turns as much into answers as it says", async () => {
    let granted: readonly string[] = [];
    for (let round = 0; round < 8; round++) {
      const scanned = await scan(granted);
      const { missing } = rankingOf(scanned);
      const asked = missing.flatMap(({ action }) => action ?? []);
      expect(asked.filter((action) => !GRANTED.includes(action))).toEqual([]);
      if (asked.length === 0) return expect(scanned.run.summary).toEqual(whole.run.summary);
      granted = [...granted, ...asked];
    }
    expect.fail("doctor asks for something again and again");
  });

  it.each(GRANTED.filter((action) => OWN.some((own) => action.startsWith(own))))(
    "without %s: exactly what doctor lays on it is unknown",
    async (action) => {
      const scanned = await scan(GRANTED.filter((one) => one !== action));
      expectExact(scanned, whole, [action]);
      expect(rankingOf(scanned).missing.some((one) => one.action === action)).toBe(true);
    },
  );

  it("without several: exactly what doctor lays on them", async () => {
    const without = ["iam:GetAccountSummary", "cloudtrail:GetTrailStatus", "guardduty:ListDetectors"];
    const scanned = await scan(GRANTED.filter((action) => !without.includes(action)));
    expectExact(scanned, whole, without);
  });
});
