import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BudgetLimits } from "../../../src/evaluate/related/budget.ts";
import { createJudge, type Judge } from "../../../src/evaluate/judge.ts";
import type { JudgedPart } from "../../../src/evaluate/parts/judged-part.ts";
import type { SnapshotEntry } from "../../../src/model/resource.ts";
import type { Evaluation } from "../../../src/model/run.ts";
import { OUTCOMES } from "../../../src/model/words.ts";
import { compareEvaluations } from "../../../src/report/order.ts";
import { model } from "../judged-things.ts";
import { ACCOUNTS, blind, header, known, read, resource, RULES, withEnds } from "../ended-estates.ts";

const testimony = fc
  .record({
    name: fc.constantFrom("a", "b", "c"),
    account: fc.constantFrom(...ACCOUNTS),
    outcome: fc.constantFrom("pass", "fail"),
  })
  .map(({ name, account, outcome }): SnapshotEntry => ({
    testimony: {
      provider: "test",
      account,
      region: "north",
      resource: name,
      check: "peer",
      source: "another",
      says: outcome,
      outcome: outcome as "pass" | "fail",
    },
  }));

const accountOf = (entry: SnapshotEntry): string => ("resource" in entry ? entry.resource.account : "");

interface Judged {
  readonly evaluations: readonly Evaluation[];
  readonly rest: unknown;
}

interface Judging {
  readonly judge: Judge;
  readonly evaluations: Evaluation[];
}

function begin(isPart: boolean, keep?: BudgetLimits): Judging {
  const evaluations: Evaluation[] = [];
  const judge = createJudge({
    rules: RULES,
    responsibility: model,
    facts: known,
    maxAge: 7,
    emit: new Set(OUTCOMES),
    onEvaluation: (evaluation) => void evaluations.push(evaluation),
    witnesses: { test: { peer: ["test-thing-near-peer", "test-thing-far-peer"] } },
    isPart,
    ...(keep && { keep }),
  });
  return { judge, evaluations };
}

const finish = ({ judge, evaluations }: Judging): Judged => {
  const rest = judge.finish();
  return { evaluations: evaluations.toSorted(compareEvaluations), rest };
};

function judgeWhole(parts: readonly (readonly SnapshotEntry[])[], keep?: BudgetLimits): Judged {
  const whole = begin(false, keep);
  for (const entry of parts.flat()) whole.judge.see(entry);
  return finish(whole);
}

const isResource = (entry: SnapshotEntry): boolean => "resource" in entry || "passed_over" in entry;

/** The first part is judged by whoever judges the whole; null where they cannot be put together. */
function judgeInParts(
  [first = [], ...others]: readonly (readonly SnapshotEntry[])[],
  keep?: BudgetLimits,
): Judged | null {
  const whole = begin(false, keep);
  for (const entry of first) whole.judge.see(entry);
  const judged: JudgedPart[] = [];
  let before = first.filter((entry) => !isResource(entry));
  for (const part of others) {
    const apart = begin(true, keep);
    for (const entry of [...before, ...part]) apart.judge.see(entry);
    const left = apart.judge.leave();
    if (!left) return null;
    judged.push(structuredClone(left));
    whole.evaluations.push(...structuredClone(apart.evaluations));
    before = [...before, ...part.filter((entry) => !isResource(entry))];
  }
  if (!whole.judge.enter(judged)) return null;
  for (const entry of others.flat()) if (!isResource(entry)) whole.judge.see(entry);
  return whole.judge.areOne() ? finish(whole) : null;
}

/** Entries in another order, so that things of the accounts of a part stand among each other. */
function shuffled(entries: readonly SnapshotEntry[], chance: Iterator<number>): SnapshotEntry[] {
  return entries
    .map((entry) => ({ entry, at: chance.next().value as number }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ entry }) => entry);
}

/** Of each account all resources in one part; what else is said of it anywhere. */
const estate = fc
  .record({
    head: header,
    resources: fc.uniqueArray(resource, {
      maxLength: 24,
      selector: (one) => ("resource" in one ? one.resource.id : ""),
    }),
    others: fc.array(fc.oneof(read, read, read, blind, testimony), { maxLength: 16 }),
    borders: fc.subarray([1, 2]),
    unended: fc.option(fc.constantFrom(...ACCOUNTS), { freq: 2 }),
    places: fc.infiniteStream(fc.nat(3)),
    chance: fc.infiniteStream(fc.nat(1000)),
  })
  .map(({ head, resources, others, borders, unended, places, chance }) => {
    const partOf = (entry: SnapshotEntry): number =>
      borders.filter((border) => border <= ACCOUNTS.indexOf(accountOf(entry))).length;
    const parts = [0, 1, 2].slice(0, borders.length + 1).map((part) => {
      const own = resources.filter((entry) => partOf(entry) === part);
      const accounts = ACCOUNTS.filter((id) => id !== unended && own.some((entry) => accountOf(entry) === id));
      const said = others.filter(() => places.next().value % (borders.length + 1) === part);
      return { entries: shuffled([...own, ...said], chance), accounts };
    });
    return parts.map(({ entries, accounts }, part) => [...(part === 0 ? [head] : []), ...withEnds(entries, accounts)]);
  });

describe("an estate that is judged in parts", () => {
  it("comes to the same, fact by fact", () => {
    fc.assert(
      fc.property(estate, (parts) => {
        expect(judgeInParts(parts)).toEqual(judgeWhole(parts));
      }),
      { numRuns: 2000 },
    );
  });

  it("comes to the same or is judged as a whole, however little may be kept", () => {
    fc.assert(
      fc.property(estate, fc.integer({ min: 1, max: 12 }), (parts, entries) => {
        const keep = { entries, bytes: 1e6 };
        const inParts = judgeInParts(parts, keep);
        if (inParts) expect(inParts).toEqual(judgeWhole(parts, keep));
      }),
      { numRuns: 500 },
    );
  });
});
