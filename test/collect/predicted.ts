import { expect } from "vitest";
import { foldRanking } from "../../src/assess/missing/rank-missing.ts";
import { nameAction } from "../../src/commands/action-name.ts";
import type { Ranking } from "../../src/model/examination.ts";
import type { Evaluation } from "../../src/model/run.ts";
import type { Scanned } from "./scan-aws.ts";

/** What doctor says of a scan. */
export function rankingOf({ run }: Pick<Scanned, "run">): Ranking {
  const fold = foldRanking();
  for (const evaluation of unknownsOf(run)) fold.add(evaluation);
  return fold.finish(run.blind_spots, nameAction);
}

/**
 * Holds what doctor says of a scan without some actions against the same scan with them: each unknown that it lays on
 * them is one that they answer, and each that they answer is laid on them. Gives how many.
 */
export function expectExact(
  refused: Pick<Scanned, "run">,
  granted: Pick<Scanned, "run">,
  actions: readonly string[],
): number {
  const still = new Set(unknownsOf(granted.run).map(({ fingerprint }) => fingerprint));
  const answered = unknownsOf(refused.run).filter(({ fingerprint }) => !still.has(fingerprint));
  const ranking = rankingOf(refused);
  const lower = actions.map((action) => action.toLowerCase());
  const laid = ranking.missing.filter(({ action }) => action !== undefined);
  expect(laid.map(({ action }) => action!.toLowerCase()).filter((one) => !lower.includes(one))).toEqual([]);
  expect([...new Set(laid.flatMap(({ rules }) => rules))].toSorted()).toEqual(
    [...new Set(answered.map(({ rule_id: id }) => id))].toSorted(),
  );
  expect(ranking.answerable).toBe(answered.length);
  return answered.length;
}

function unknownsOf({ evaluations }: Scanned["run"]): Evaluation[] {
  return evaluations.filter(({ outcome }) => outcome === "unknown");
}
