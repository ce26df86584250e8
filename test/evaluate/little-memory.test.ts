import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BudgetLimits } from "../../src/evaluate/related/budget.ts";
import { createJudge } from "../../src/evaluate/judge.ts";
import type { SnapshotEntry } from "../../src/model/resource.ts";
import type { Rule } from "../../src/model/rule.ts";
import { OUTCOMES } from "../../src/model/words.ts";
import { ACCOUNTS, end, known, read, resource, RULES, withEnds } from "./ended-estates.ts";
import { model, thing } from "./judged-things.ts";

function judgeKeeping(
  keep: BudgetLimits | undefined,
  entries: readonly SnapshotEntry[],
  one: Rule,
): { warnings: readonly string[]; outcomes: readonly string[] } {
  const outcomes: string[] = [];
  const judging = createJudge({
    rules: [one],
    responsibility: model,
    facts: known,
    maxAge: 7,
    emit: new Set(OUTCOMES),
    onEvaluation: ({ fingerprint, outcome }) => void outcomes.push(`${fingerprint} ${outcome}`),
    ...(keep && { keep }),
  });
  for (const entry of entries) judging.see(entry);
  return { warnings: judging.finish().warnings, outcomes };
}

const idOf = (entry: SnapshotEntry): string | undefined => ("resource" in entry ? entry.resource.id : undefined);

describe("a judge of little memory", () => {
  it("with less memory says nothing else than with all of it, or that it does not know", () => {
    fc.assert(
      fc.property(
        // What an id names is found when one thing of it is: of two under one id the judge may keep either.
        fc.uniqueArray(resource, { maxLength: 14, selector: idOf }),
        fc.array(read, { maxLength: 12 }),
        fc.record({ entries: fc.nat(25), bytes: fc.integer({ min: 0, max: 5000 }) }),
        (resources, reads, keep) => {
          const entries = withEnds([...reads, ...resources], ACCOUNTS);
          for (const one of RULES) {
            const outcomesOf = (limits?: BudgetLimits): readonly string[] =>
              judgeKeeping(limits, entries, one).outcomes;
            const all = outcomesOf();
            const less = outcomesOf(keep).filter((outcome) => !all.includes(outcome));
            expect(less.filter((outcome) => !outcome.endsWith(" unknown"))).toEqual([]);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([0, 1, 2, 3, 4, 5, 6])(
    "with room for %i things calls nothing alone that another account tells of",
    (room) => {
      const regions = ["north"];
      const expected = ["1", "2"].map((id) => ({ provider: "test", account: id, regions }));
      const readOf = (id: string): SnapshotEntry => ({
        read: { provider: "test", account: id, region: "*", type: "Test::Thing", call: "test:List" },
      });
      const asking = thing("a", { good: true }, { account: "1" });
      const telling = thing("b", { good: true, peer: "a" }, { account: "2" });
      const head: SnapshotEntry = { header: { scope: { name: "s", expected } } };
      const entries = [head, readOf("1"), readOf("2"), asking, end("1"), telling, end("2")];
      const outcomesOf = (limits?: BudgetLimits): readonly string[] =>
        judgeKeeping(limits, entries, RULES[2]!).outcomes.map((outcome) => outcome.split(" ")[1]!);
      expect(outcomesOf().toSorted()).toEqual(["fail", "pass"]);
      expect(outcomesOf({ entries: room, bytes: 1e6 }).filter((outcome) => outcome === "pass").length).toBeLessThan(2);
      if (room < 6) expect(outcomesOf({ entries: room, bytes: 1e6 })).toContain("unknown");
    },
  );

  it("frees the memory that it took", () => {
    const account = (id: string): SnapshotEntry[] => [
      thing(`${id}:a`, { peer: "z" }, { account: id }),
      thing(`${id}:b`, { peer: "z" }, { account: id }),
      { read: { provider: "test", account: id, region: "*", type: "Test::Thing", call: "test:List" } },
    ];
    const accounts = Array.from({ length: 50 }, (_, index) => String(index));
    const entries = accounts.flatMap(account);
    const near = RULES[1]!;
    const keep = { entries: 8, bytes: 1e6 };
    const cut = judgeKeeping(keep, entries, near);
    expect(cut.warnings).toHaveLength(1);
    const ended = judgeKeeping(keep, withEnds(entries, accounts), near);
    expect(ended.warnings).toEqual([]);
    expect(ended.outcomes.every((outcome) => outcome.endsWith(" fail"))).toBe(true);
  });
});
