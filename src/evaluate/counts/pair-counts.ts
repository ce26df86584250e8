import { compareKeys } from "../../model/compare-text.ts";
import type { OutcomeCounts, PairCounts } from "../../model/run.ts";
import { LAYERS, OUTCOMES, PARTIES, SEVERITIES } from "../../model/words.ts";
import type { Layer, Outcome, Party, Severity } from "../../model/words.ts";

export type Counts = Record<Outcome, number>;

/** The properties of a decided pair that the counts use. */
export interface Counted {
  readonly outcome: Outcome;
  readonly ruleId: string;
  readonly severity: Severity;
  readonly layer: Layer;
  readonly party: Party | null;
}

/** Counts pairs one by one. */
export interface PairCounter {
  /** `times`: how many of the same kind; default one. */
  readonly count: (pair: Counted, times?: number) => void;
  /** Adds a pair whose expectation is not met; `yours`: the customer must fix it. */
  readonly addPartyBlind: (yours: boolean, times?: number) => void;
  /** All counts except those by account, which are kept separately. */
  readonly counts: () => Omit<PairCounts, "by_account">;
}

/** `ruleIds`: rules that are included even if they have no pair. */
export function createPairCounter(ruleIds: readonly string[]): PairCounter {
  const all = noCounts();
  const byRule = new Map(ruleIds.map((id) => [id, noCounts()]));
  const byParty = new Map<Party | "none", Counts>([...PARTIES, "none" as const].map((party) => [party, noCounts()]));
  const byLayer = new Map<Layer, Counts>();
  const failBySeverity = bySeverity();
  const unknownBySeverity = bySeverity();
  const partyBlind = { would_fail: 0, not_yours: 0 };

  return {
    count: ({ outcome, ruleId, severity, layer, party }, times = 1) => {
      all[outcome] += times;
      byParty.get(party ?? "none")![outcome] += times;
      countIn(byRule, ruleId)[outcome] += times;
      countIn(byLayer, layer)[outcome] += times;
      if (outcome === "fail") failBySeverity[severity] += times;
      if (outcome === "unknown") unknownBySeverity[severity] += times;
    },
    addPartyBlind: (yours, times = 1) => {
      partyBlind.would_fail += times;
      if (!yours) partyBlind.not_yours += times;
    },
    counts: () => ({
      ...all,
      pairs: OUTCOMES.reduce((sum, outcome) => sum + all[outcome], 0),
      fail_by_severity: failBySeverity,
      unknown_by_severity: unknownBySeverity,
      by_party: Object.fromEntries(byParty) as Record<Party | "none", OutcomeCounts>,
      by_layer: Object.fromEntries(
        LAYERS.flatMap((layer) => (byLayer.has(layer) ? [[layer, byLayer.get(layer)!]] : [])),
      ),
      by_rule: Object.fromEntries([...byRule].toSorted(compareKeys)),
      party_blind: { ...partyBlind, unread: all.unknown },
    }),
  };
}

function countIn<Key>(counts: Map<Key, Counts>, key: Key): Counts {
  const known = counts.get(key);
  if (known) return known;
  const made = noCounts();
  counts.set(key, made);
  return made;
}

/** Adds by property name rather than by computed key: this runs for every pair, and named access is faster. */
export function countOne(counts: Counts, outcome: Outcome): void {
  switch (outcome) {
    case "pass":
      counts.pass++;
      return;
    case "fail":
      counts.fail++;
      return;
    case "not_applicable":
      counts.not_applicable++;
      return;
    case "inherited":
      counts.inherited++;
      return;
    case "manual":
      counts.manual++;
      return;
    case "unknown":
      counts.unknown++;
  }
}

export function addCounts(sum: Counts, counts: Counts): void {
  for (const outcome of OUTCOMES) sum[outcome] += counts[outcome];
}

export function noCounts(): Counts {
  return { pass: 0, fail: 0, not_applicable: 0, inherited: 0, manual: 0, unknown: 0 };
}

function bySeverity(): Record<Severity, number> {
  return Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<Severity, number>;
}
