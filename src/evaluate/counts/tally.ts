import { compareKeys } from "../../model/compare-text.ts";
import type { Owner } from "../../model/owner.ts";
import type { Rule } from "../../model/rule.ts";
import type { PairCounts, RunSummary } from "../../model/run.ts";
import { OUTCOMES } from "../../model/words.ts";
import { type AccountCell, type AccountCells, createAccountCells } from "./account-cells.ts";
import { createEstateCounter } from "./estate-counter.ts";
import type { CountedPart, CountedResources, EstatePlace } from "./estate-counter.ts";
import { createPairCells } from "./pair-cells.ts";
import type { PairCell, PairCells } from "./pair-cells.ts";
import { createPairCounter } from "./pair-counts.ts";

/** Counts pairs as they are decided. */
export interface Tally {
  readonly count: PairCells["count"];
  readonly addResource: (
    place: EstatePlace & { readonly account: string; readonly region: string },
    hasRules: boolean,
    ageKnown: boolean,
    /** Default: one. */
    count?: number,
  ) => void;
  readonly addAccount: (provider: string, account: string) => void;
  readonly addSkipped: (count: number) => void;
  /** Adds a pair that is not the customer's and whose expectation is not met. */
  readonly addNotYours: (owner: Owner) => void;
  /** Adds a passed or failed pair that a witness also checked. */
  readonly addWitness: (contradicted: boolean) => void;
  readonly counted: () => CountedPairs;
  /** Adds counts made elsewhere. `ruleOf` returns the rule with an id. */
  readonly add: (counted: CountedPairs, ruleOf: (id: string) => Rule) => void;
  readonly summary: () => RunSummary;
  readonly estate: () => CountedPart[];
}

/** The counts of resources and their pairs. Plain data. */
export interface CountedPairs {
  readonly pairs: readonly (Omit<PairCell, "rule"> & { readonly rule: string })[];
  readonly byAccount: readonly AccountCell[];
  readonly estate: readonly CountedResources[];
  readonly notYours: ReadonlyMap<string, number>;
  readonly resources: ResourceCounts;
  readonly accounts: ReadonlyMap<string, ReadonlySet<string>>;
  readonly witness: WitnessCounts;
}

interface ResourceCounts {
  all: number;
  withoutRules: number;
  ageUnknown: number;
}

interface WitnessCounts {
  agree: number;
  disagree: number;
}

/** `byOwner`: owners are configured, so pairs are counted by owner too. */
export function createTally(ruleIds: readonly string[], byOwner: boolean): Tally {
  const cells = createPairCells();
  const accountCells = createAccountCells();
  /** By owner. */
  const notYours = new Map<string, number>();
  const estate = createEstateCounter();
  const resources: ResourceCounts = { all: 0, withoutRules: 0, ageUnknown: 0 };
  let skipped = 0;
  const accounts = new Map<string, Set<string>>();
  const witness: WitnessCounts = { agree: 0, disagree: 0 };
  let last: { readonly provider: string; readonly account: string } | null = null;

  const addAccount: Tally["addAccount"] = (provider, account) => {
    if (last && last.account === account && last.provider === provider) return;
    last = { provider, account };
    const known = accounts.get(provider);
    if (known) known.add(account);
    else accounts.set(provider, new Set([account]));
  };
  const addNotYours = (owner: string, times: number): void =>
    void notYours.set(owner, (notYours.get(owner) ?? 0) + times);

  return {
    count: (pair, outcome) => {
      cells.count(pair, outcome);
      accountCells.count(pair, outcome);
    },
    addResource: (place, hasRules, ageKnown, count = 1) => {
      estate.addResource(place, count);
      resources.all += count;
      if (!hasRules) resources.withoutRules += count;
      if (!ageKnown) resources.ageUnknown += count;
    },
    addAccount,
    addSkipped: (count) => void (skipped += count),
    addNotYours: ({ id }) => addNotYours(id, 1),
    addWitness: (contradicted) => void witness[contradicted ? "disagree" : "agree"]++,
    counted: () => ({
      pairs: cells.all().map(({ rule, ...cell }) => ({ rule: rule.id, ...cell })),
      byAccount: accountCells.all(),
      estate: estate.resources(),
      notYours,
      resources,
      accounts,
      witness,
    }),
    add: (more, ruleOf) => {
      for (const { rule, ...cell } of more.pairs) cells.add({ rule: ruleOf(rule), ...cell });
      for (const cell of more.byAccount) accountCells.add(cell);
      for (const counted of more.estate) estate.add(counted);
      for (const [owner, times] of more.notYours) addNotYours(owner, times);
      for (const kind of ["all", "withoutRules", "ageUnknown"] as const) resources[kind] += more.resources[kind];
      for (const [provider, ids] of more.accounts) for (const id of ids) addAccount(provider, id);
      for (const kind of ["agree", "disagree"] as const) witness[kind] += more.witness[kind];
    },
    summary: () => ({
      ...countsOf(cells.all(), notYours, ruleIds),
      by_account: accountCells.counts(),
      accounts: sortedAccounts(accounts),
      resources: resources.all,
      resources_without_rules: resources.withoutRules,
      skipped,
      age_unknown: resources.ageUnknown,
      ...(witness.agree + witness.disagree > 0 && { witness: { ...witness } }),
      by_owner: byOwner ? countsByOwner(cells.all(), notYours, accountCells) : {},
      // Exemptions are applied later.
      exempted: 0,
      disputed: 0,
      unknown_accepted: 0,
    }),
    estate: () => estate.parts(cells.all()),
  };
}

function countsOf(
  cells: readonly PairCell[],
  notYours: ReadonlyMap<string, number>,
  ruleIds: readonly string[],
): Omit<PairCounts, "by_account"> {
  const counter = createPairCounter(ruleIds);
  for (const { rule, party, counts } of cells) {
    const { id: ruleId, severity, layer } = rule;
    for (const outcome of OUTCOMES)
      if (counts[outcome] > 0) counter.count({ outcome, ruleId, severity, layer, party }, counts[outcome]);
    // A scan that ignores the party reports every failure, even if nobody here could fix it.
    counter.addPartyBlind(true, counts.fail);
  }
  for (const times of notYours.values()) counter.addPartyBlind(false, times);
  return counter.counts();
}

function countsByOwner(
  cells: readonly PairCell[],
  notYours: ReadonlyMap<string, number>,
  accounts: AccountCells,
): Record<string, PairCounts> {
  const owners = new Map<string, PairCell[]>();
  for (const cell of cells) {
    const own = owners.get(cell.owner.id);
    if (own) own.push(cell);
    else owners.set(cell.owner.id, [cell]);
  }
  const sorted = [...owners].toSorted(compareKeys);
  return Object.fromEntries(
    sorted.map(([id, own]) => {
      const counts = countsOf(own, new Map([[id, notYours.get(id) ?? 0]]), []);
      return [id, { ...counts, by_account: accounts.counts(id) }];
    }),
  );
}

function sortedAccounts(accounts: ReadonlyMap<string, ReadonlySet<string>>): Record<string, string[]> {
  const providers = [...accounts].toSorted(compareKeys);
  return Object.fromEntries(providers.map(([provider, ids]) => [provider, [...ids].toSorted()]));
}
