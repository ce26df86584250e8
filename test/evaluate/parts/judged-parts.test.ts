import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BudgetLimits } from "../../../src/evaluate/related/budget.ts";
import { createJudge, type Judge } from "../../../src/evaluate/judge.ts";
import type { LeftAccount } from "../../../src/evaluate/parts/account-leavings.ts";
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

function begin(keep?: BudgetLimits, onLeft?: (left: LeftAccount) => void): Judging {
  const evaluations: Evaluation[] = [];
  const judge = createJudge({
    rules: RULES,
    responsibility: model,
    facts: known,
    maxAge: 7,
    emit: new Set(OUTCOMES),
    onEvaluation: (evaluation) => void evaluations.push(evaluation),
    witnesses: { test: { peer: ["test-thing-near-peer", "test-thing-far-peer"] } },
    ...(onLeft && { onLeft }),
    ...(keep && { keep }),
  });
  return { judge, evaluations };
}

const finish = ({ judge, evaluations }: Judging): Judged => {
  const rest = judge.finish();
  return { evaluations: evaluations.toSorted(compareEvaluations), rest };
};

function judgeWhole(parts: readonly (readonly SnapshotEntry[])[], keep?: BudgetLimits): Judged {
  const whole = begin(keep);
  for (const entry of parts.flat()) whole.judge.see(entry);
  return finish(whole);
}

const isResource = (entry: SnapshotEntry): boolean => "resource" in entry || "passed_over" in entry;

interface JudgedApart {
  readonly evaluations: readonly Evaluation[];
  /** At each end of an account, and behind the last. */
  readonly left: readonly (readonly LeftAccount[])[];
  readonly judged: JudgedPart;
}

function judgeApart(entries: readonly SnapshotEntry[], keep?: BudgetLimits): JudgedApart | null {
  let lately: LeftAccount[] = [];
  const { judge, evaluations } = begin(keep, (one) => void lately.push(one));
  const left: LeftAccount[][] = [];
  for (const entry of entries) {
    judge.see(entry);
    if (!("account_end" in entry)) continue;
    left.push(lately);
    lately = [];
  }
  const judged = judge.leave();
  return judged ? structuredClone({ evaluations, left: [...left, lately], judged }) : null;
}

/** The first part is judged by whoever judges the whole; null where they cannot be put together. */
function judgeInParts(
  [first = [], ...others]: readonly (readonly SnapshotEntry[])[],
  keep?: BudgetLimits,
): Judged | null {
  const apart: JudgedApart[] = [];
  let before = first.filter((entry) => !isResource(entry));
  for (const part of others) {
    const judged = judgeApart([...before, ...part], keep);
    if (!judged) return null;
    apart.push(judged);
    before = [...before, ...part.filter((entry) => !isResource(entry))];
  }
  const whole = begin(keep);
  for (const entry of first) whole.judge.see(entry);
  let ends = first.filter((entry) => "account_end" in entry).length;
  for (const entry of others.flat().filter((one) => !isResource(one))) {
    if ("account_end" in entry) {
      const lefts = apart.flatMap(({ left }) => (ends < left.length - 1 ? left[ends]! : []));
      if (!lefts.every(whole.judge.enterAccount)) return null;
      ends += 1;
    }
    whole.judge.see(entry);
  }
  for (const { left, judged, evaluations } of apart) {
    if (!left.at(-1)!.every(whole.judge.enterAccount)) return null;
    whole.judge.enterPart(judged);
    whole.evaluations.push(...evaluations);
  }
  return whole.judge.areOne() ? finish(whole) : null;
}

/** Entries in another order, so that things of the accounts of a part stand among each other. */
function shuffled(entries: readonly SnapshotEntry[], chance: Iterator<number>): SnapshotEntry[] {
  return entries
    .map((entry) => ({ entry, at: chance.next().value as number }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ entry }) => entry);
}

/** Of each account all resources in one part; what else is said of it anywhere. `late`: which of the accounts end in a later part, if any. */
const estate = (late: fc.Arbitrary<readonly string[]>): fc.Arbitrary<SnapshotEntry[][]> =>
  fc
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
      late,
    })
    .map(({ head, resources, others, borders, unended, places, chance, late: lateOnes }) => {
      const partOf = (entry: SnapshotEntry): number =>
        borders.filter((border) => border <= ACCOUNTS.indexOf(accountOf(entry))).length;
      const parts = [0, 1, 2].slice(0, borders.length + 1).map((part) => {
        const own = resources.filter((entry) => partOf(entry) === part);
        const accounts = ACCOUNTS.filter((id) => id !== unended && own.some((entry) => accountOf(entry) === id));
        const said = others.filter(() => places.next().value % (borders.length + 1) === part);
        return { entries: shuffled([...own, ...said], chance), accounts };
      });
      return parts.map(({ entries, accounts }, part) => {
        const own = accounts.filter((id) => !lateOnes.includes(id));
        const earlier = parts
          .slice(0, part)
          .flatMap((one) => one.accounts)
          .filter((id) => lateOnes.includes(id));
        const ends = part === parts.length - 1 ? earlier : [];
        return [
          ...(part === 0 ? [head] : []),
          ...withEnds(entries, own),
          ...ends.map((account): SnapshotEntry => ({ account_end: { provider: "test", account } })),
        ];
      });
    });

describe("an estate that is judged in parts", () => {
  it("comes to the same, fact by fact", () => {
    fc.assert(
      fc.property(estate(fc.constant([])), (parts) => {
        expect(judgeInParts(parts)).toEqual(judgeWhole(parts));
      }),
      { numRuns: 2000 },
    );
  });

  it("comes to the same or is judged as a whole, however little may be kept", () => {
    fc.assert(
      fc.property(estate(fc.constant([])), fc.integer({ min: 1, max: 12 }), (parts, entries) => {
        const keep = { entries, bytes: 1e6 };
        const inParts = judgeInParts(parts, keep);
        if (inParts) expect(inParts).toEqual(judgeWhole(parts, keep));
      }),
      { numRuns: 500 },
    );
  });

  it("comes to the same or is judged as a whole where accounts end in another part", () => {
    fc.assert(
      fc.property(estate(fc.subarray([...ACCOUNTS])), (parts) => {
        const inParts = judgeInParts(parts);
        if (inParts) expect(inParts).toEqual(judgeWhole(parts));
      }),
      { numRuns: 700 },
    );
  });
});
