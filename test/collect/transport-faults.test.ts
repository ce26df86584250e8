import { afterAll, describe, expect, it, vi } from "vitest";
import { neededTypes } from "../../src/commands/needed-types.ts";
import type { Rule } from "../../src/model/rule.ts";
import type { Evaluation } from "../../src/model/run.ts";
import { trustLoopback } from "../loopback-azure/trust.ts";
import { resolveBelowLocalhost } from "./below-localhost.ts";
import { completeEstate } from "./complete-estate.ts";
import { ACCOUNT, estateDocuments } from "./scan-aws.ts";
import { azureDocuments } from "./scan-azure.ts";
import { directDocuments } from "./scan-direct.ts";
import { library } from "../shipped.ts";
import { keysOf } from "./transport/missing-key.ts";
import { awsWorld, azureWorld, rulesByType, WIRE_FAULTS } from "./transport/world.ts";
import type { Tampering, World } from "./transport/world.ts";

/**
 * Every answer that a scan gets is in turn refused, throttled for ever, cut, empty, another's, or without one of its
 * keys: by the real SDK, against a loopback. No fail may come to be excused, and nothing may vanish without an unknown.
 */

const TRIES_ALL = process.env["TEST_ALL"] !== undefined;
/** Of all that can be tried about this many in each world, of the rules of so many types, which the seed chooses. */
const TRIED = 24;
const GROUPS = 6;
const SEED = 12;
vi.setConfig({ testTimeout: TRIES_ALL ? 7_200_000 : 120_000 });
resolveBelowLocalhost();
trustLoopback();

const REGIONS = ["eu-west-1"];
const WORLDS: Readonly<Record<string, { provider: "aws" | "azure"; open: () => Promise<World> }>> = {
  "AWS Config and the account's facts": {
    provider: "aws",
    open: async () => {
      const { paths } = neededTypes(library.rules, library, "aws");
      const sample = (await estateDocuments()).filter(({ account }) => account === ACCOUNT);
      const documents = completeEstate(sample, { paths, regions: REGIONS, account: ACCOUNT });
      return awsWorld(library, documents, { source: "config", regions: REGIONS });
    },
  },
  "the services of AWS themselves": {
    provider: "aws",
    open: async () => awsWorld(library, await directDocuments(), { source: "direct", regions: REGIONS }),
  },
  Azure: { provider: "azure", open: async () => azureWorld(library, await azureDocuments()) },
};

const counted = { combinations: 0, calls: 0 };
afterAll(() => {
  const share = TRIES_ALL ? "all" : "a sample, all with TEST_ALL=1";
  console.info(`faults on the way: ${counted.combinations} tried (${share}), of ${counted.calls} calls`);
});

interface Trial {
  readonly rules: readonly Rule[];
  readonly call: string;
  readonly what: Tampering;
}

/** All that can be tried: every call, made by those who make it first, with every fault and without every key. */
async function trialsOf(world: World, groups: Iterable<readonly Rule[]>): Promise<Trial[]> {
  const trials: Trial[] = [];
  const known = new Set<string>();
  for (const rules of groups) {
    const answers = new Map<string, string>();
    await world.scan(rules, (call, body) => void answers.set(call, body));
    for (const [call, body] of answers) {
      if (known.has(call)) continue;
      known.add(call);
      for (const fault of WIRE_FAULTS) trials.push({ rules, call, what: { fault } });
      for (const key of keysOf(body)) if (!isUntold(key)) trials.push({ rules, call, what: { key } });
    }
  }
  counted.calls += known.size;
  return trials;
}

/** Keys that an answer has only where there is more to come: without them it is the answer that there is no more. */
function isUntold(key: string): boolean {
  return /(?:Token|Marker|nextLink|IsTruncated)$/i.test(key);
}

/** Where a resource stands may be what is lost. */
const pairOf = ({ rule_id: rule, resource: { id, account, region } }: Evaluation): string =>
  `${rule} ${id ?? `${account} ${region}`}`;

const GREEN = ["pass", "inherited", "not_applicable"];

/** What is wrong with what came of it, in words. */
function wrongs(before: readonly Evaluation[], after: readonly Evaluation[] | undefined): string[] {
  // Without a result there is nothing green.
  if (after === undefined) return [];
  const now = new Map(after.map((one) => [pairOf(one), one.outcome]));
  return before.flatMap((one) => {
    const then = now.get(pairOf(one));
    if (then === undefined) return isLost(one.rule_id, before, after) ? [`${pairOf(one)}: ${one.outcome} is gone`] : [];
    return one.outcome === "fail" && GREEN.includes(then) ? [`${pairOf(one)}: fail became ${then}`] : [];
  });
}

/** Nothing in a pair's place: no unknown, nor the same under another name, where its name was what was lost. */
function isLost(rule: string, before: readonly Evaluation[], after: readonly Evaluation[]): boolean {
  const [old, now] = [before, after].map((all) => all.filter(({ rule_id: id }) => id === rule));
  const greens = (all: readonly Evaluation[]): number => all.filter(({ outcome }) => GREEN.includes(outcome)).length;
  if (now!.some(({ outcome }) => outcome === "unknown")) return false;
  return now!.length < old!.length || greens(now!) > greens(old!);
}

describe.each(Object.entries(WORLDS))("an answer of %s that is tampered with", (_, { provider, open }) => {
  it("excuses nothing", async () => {
    const world = await open();
    const found: string[] = [];
    const trials = await trialsOf(world, chosen(rulesByType(library, provider), GROUPS));
    const baselines = new Map<readonly Rule[], readonly Evaluation[]>();
    for (const { rules, call, what } of chosen(trials, TRIED)) {
      const before = baselines.get(rules) ?? (await world.scan(rules, () => undefined))!;
      baselines.set(rules, before);
      const after = await world.scan(rules, (name) => (name === call ? what : undefined));
      counted.combinations += 1;
      for (const wrong of wrongs(before, after)) found.push(`${wrong} (${JSON.stringify(what)} of ${call})`);
    }
    await world.close();
    expect(found).toEqual([]);
  });
});

/** Everything, or so many of them. */
function chosen<One>(all: readonly One[], count: number): readonly One[] {
  const step = TRIES_ALL ? 1 : Math.max(1, Math.floor(all.length / count));
  return all.filter((_, index) => index % step === SEED % step);
}
