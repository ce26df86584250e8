import { compareText } from "../model/compare-text.ts";
import type { EstatePart, Evaluation, Run, RunSummary } from "../model/run.ts";
import { byId, compareExemptions, sortedBaseline } from "./order.ts";

/** What people lay over a judgement, each by a file of its own. */
export const LAID_OVER = ["owners", "attestations", "exemptions", "baseline"] as const;
export type LaidOver = (typeof LAID_OVER)[number];

/** Where in a run a file has left its traces. */
export interface Traces {
  readonly inPair: readonly (keyof Evaluation)[];
  readonly inCounts: readonly (keyof RunSummary)[];
  readonly inRun: readonly (readonly [what: string, of: (run: Run) => unknown])[];
  /** Said where the digest of the file is another. */
  readonly otherFile: string;
}

export const TRACES: Readonly<Record<LaidOver, Traces>> = {
  owners: {
    inPair: ["owner"],
    inCounts: ["by_owner"],
    inRun: [
      ["its parties", ({ parties }) => parties.toSorted(byId)],
      ["its units", ({ units }) => units.toSorted(byId)],
      ["what it says of each unit", ({ estate }) => estate.toSorted((a, b) => compareText(placeOf(a), placeOf(b)))],
    ],
    otherFile: "who owns what is not said by the same owners.yaml",
  },
  attestations: {
    inPair: ["attestation"],
    inCounts: [],
    inRun: [["its attestations", ({ attestations }) => attestations.toSorted(byId)]],
    otherFile: "the attestations are not those of the run",
  },
  exemptions: {
    inPair: ["exemption", "accepted_blind_spot"],
    inCounts: ["exempted", "disputed", "unknown_accepted"],
    inRun: [["its exemptions", ({ exemptions }) => exemptions.toSorted(compareExemptions)]],
    otherFile: "the exemptions are not those of the run",
  },
  baseline: {
    inPair: ["baseline"],
    inCounts: [],
    inRun: [["what it says of the baseline", ({ baseline }) => baseline && sortedBaseline(baseline)]],
    otherFile: "the baseline is not that of the run",
  },
};

function placeOf({ unit, provider, type }: EstatePart): string {
  return JSON.stringify([unit, provider, type]);
}
