import type { Owner } from "../model/owner.ts";
import type { PairCounts, RunSummary } from "../model/run.ts";
import { createEstateCounter } from "./estate-counter.ts";
import type { CountedPart, EstatePlace } from "./estate-counter.ts";
import { createPairCounter } from "./pair-counts.ts";
import type { Counted, PairCounter } from "./pair-counts.ts";

/** Counts pairs as they are decided. */
export interface Tally {
  readonly count: (pair: Counted & { readonly owner: Owner; readonly provider: string; readonly type: string }) => void;
  readonly addResource: (
    place: EstatePlace & { readonly account: string; readonly region: string },
    hasRules: boolean,
    ageKnown: boolean,
  ) => void;
  readonly addAccount: (provider: string, account: string) => void;
  readonly addSkipped: (count: number) => void;
  readonly addPartyBlind: (yours: boolean, owner: Owner) => void;
  /** A witness spoke of a pair that passed or failed. */
  readonly addWitness: (contradicted: boolean) => void;
  readonly summary: () => RunSummary;
  readonly estate: () => CountedPart[];
}

/** `byOwner`: somebody said who owns what, so that pairs are counted by owner too. */
export function createTally(ruleIds: readonly string[], byOwner: boolean): Tally {
  const all = createPairCounter(ruleIds);
  const owners = new Map<string, PairCounter>();
  const estate = createEstateCounter();
  const resources = { all: 0, withoutRules: 0, ageUnknown: 0, skipped: 0 };
  const accounts = new Map<string, Set<string>>();
  const witness = { agree: 0, disagree: 0 };
  const counterOf = ({ id }: Owner): PairCounter => {
    let counter = owners.get(id);
    if (!counter) owners.set(id, (counter = createPairCounter([])));
    return counter;
  };

  return {
    count: (pair) => {
      all.count(pair);
      const { owner, provider, type, layer, party, outcome } = pair;
      if (byOwner) counterOf(owner).count(pair);
      estate.addPair({ unit: owner.unit, provider, type }, layer, party, outcome);
    },
    addResource: (place, hasRules, ageKnown) => {
      estate.addResource(place);
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
    addPartyBlind: (yours, owner) => {
      all.addPartyBlind(yours);
      if (byOwner) counterOf(owner).addPartyBlind(yours);
    },
    addWitness: (contradicted) => void witness[contradicted ? "disagree" : "agree"]++,
    summary: () => ({
      ...all.counts(),
      accounts: sortedAccounts(accounts),
      resources: resources.all,
      resources_without_rules: resources.withoutRules,
      skipped: resources.skipped,
      age_unknown: resources.ageUnknown,
      ...(witness.agree + witness.disagree > 0 && { witness: { ...witness } }),
      by_owner: countsByOwner(owners),
      // Nobody has been asked yet what is accepted.
      exempted: 0,
      disputed: 0,
      unknown_accepted: 0,
    }),
    estate: estate.parts,
  };
}

function countsByOwner(owners: ReadonlyMap<string, PairCounter>): Record<string, PairCounts> {
  const sorted = [...owners].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([id, counter]) => [id, counter.counts()]));
}

function sortedAccounts(accounts: ReadonlyMap<string, ReadonlySet<string>>): Record<string, string[]> {
  const providers = [...accounts].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(providers.map(([provider, ids]) => [provider, [...ids].toSorted()]));
}
