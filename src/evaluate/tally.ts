import type { OutcomeCounts, RunSummary } from "../model/run.ts";
import { LAYERS, OUTCOMES, PARTIES, SEVERITIES } from "../model/words.ts";
import type { Layer, Outcome, Party, Severity } from "../model/words.ts";

type Counts = Record<Outcome, number>;

/** Counts pairs as they are decided. */
export interface Tally {
  readonly count: (pair: {
    outcome: Outcome;
    ruleId: string;
    severity: Severity;
    layer: Layer;
    party: Party | null;
  }) => void;
  readonly addResource: (hasRules: boolean, ageKnown: boolean) => void;
  readonly addAccount: (provider: string, account: string) => void;
  readonly addSkipped: (count: number) => void;
  readonly addPartyBlind: (yours: boolean) => void;
  readonly summary: () => RunSummary;
}

export function createTally(ruleIds: readonly string[]): Tally {
  const all = noCounts();
  const byRule = new Map(ruleIds.map((id) => [id, noCounts()]));
  const byParty = new Map<Party | "none", Counts>([...PARTIES, "none" as const].map((party) => [party, noCounts()]));
  const byLayer = new Map<Layer, Counts>();
  const failBySeverity = bySeverity();
  const unknownBySeverity = bySeverity();
  const resources = { all: 0, withoutRules: 0, ageUnknown: 0, skipped: 0 };
  const accounts = new Map<string, Set<string>>();
  const partyBlind = { would_fail: 0, not_yours: 0 };

  return {
    count: ({ outcome, ruleId, severity, layer, party }) => {
      all[outcome]++;
      byRule.get(ruleId)![outcome]++;
      byParty.get(party ?? "none")![outcome]++;
      let counts = byLayer.get(layer);
      if (!counts) byLayer.set(layer, (counts = noCounts()));
      counts[outcome]++;
      if (outcome === "fail") failBySeverity[severity]++;
      if (outcome === "unknown") unknownBySeverity[severity]++;
    },
    addResource: (hasRules, ageKnown) => {
      resources.all++;
      if (!hasRules) resources.withoutRules++;
      if (!ageKnown) resources.ageUnknown++;
    },
    addAccount: (provider, account) => {
      const known = accounts.get(provider);
      if (known) known.add(account);
      else accounts.set(provider, new Set([account]));
    },
    addSkipped: (count) => void (resources.skipped += count),
    addPartyBlind: (yours) => {
      partyBlind.would_fail++;
      if (!yours) partyBlind.not_yours++;
    },
    summary: () => ({
      ...all,
      pairs: OUTCOMES.reduce((sum, outcome) => sum + all[outcome], 0),
      accounts: sortedAccounts(accounts),
      resources: resources.all,
      resources_without_rules: resources.withoutRules,
      skipped: resources.skipped,
      age_unknown: resources.ageUnknown,
      fail_by_severity: failBySeverity,
      unknown_by_severity: unknownBySeverity,
      by_party: Object.fromEntries(byParty) as Record<Party | "none", OutcomeCounts>,
      by_layer: Object.fromEntries(
        LAYERS.flatMap((layer) => (byLayer.has(layer) ? [[layer, byLayer.get(layer)!]] : [])),
      ),
      by_rule: Object.fromEntries([...byRule].toSorted(([a], [b]) => (a < b ? -1 : 1))),
      party_blind: { ...partyBlind, unread: all.unknown },
      // Nobody has been asked yet what is accepted.
      exempted: 0,
      disputed: 0,
      unknown_accepted: 0,
    }),
  };
}

function sortedAccounts(accounts: ReadonlyMap<string, ReadonlySet<string>>): Record<string, string[]> {
  const providers = [...accounts].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(providers.map(([provider, ids]) => [provider, [...ids].toSorted()]));
}

function noCounts(): Counts {
  return { pass: 0, fail: 0, not_applicable: 0, inherited: 0, manual: 0, unknown: 0 };
}

function bySeverity(): Record<Severity, number> {
  return Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<Severity, number>;
}
