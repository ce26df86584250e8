import { compareKeys } from "../../model/compare-text.ts";
import type { PairCounts } from "../../model/run.ts";
import type { Outcome } from "../../model/words.ts";
import { addCounts, countOne, noCounts } from "./pair-counts.ts";
import type { Counts } from "./pair-counts.ts";

/** The owner and account of a pair. */
export interface AccountPair {
  readonly owner: { readonly id: string };
  readonly provider: string;
  readonly account: string;
}

/**
 * Counts pairs by account, separately from everything else they are counted by, because an estate may have very many
 * accounts.
 */
export interface AccountCells {
  readonly count: (pair: AccountPair, outcome: Outcome) => void;
  /** Adds counts made elsewhere. */
  readonly add: (cell: AccountCell) => void;
  readonly all: () => readonly AccountCell[];
  /** The counts of one owner, or of all. */
  readonly counts: (owner?: string) => PairCounts["by_account"];
}

/** Pairs of one owner in one account. */
export interface AccountCell extends AccountPair {
  readonly counts: Counts;
}

export function createAccountCells(): AccountCells {
  const cells = new Map<string, AccountCell>();
  /** Pairs of one document come in succession. */
  let last: AccountCell | null = null;

  const cellOf = ({ owner: { id }, provider, account }: AccountPair): AccountCell => {
    if (last && last.account === account && last.owner.id === id && last.provider === provider) return last;
    const key = JSON.stringify([id, provider, account]);
    let cell = cells.get(key);
    if (!cell) cells.set(key, (cell = { owner: { id }, provider, account, counts: noCounts() }));
    return (last = cell);
  };
  return {
    count: (pair, outcome) => countOne(cellOf(pair).counts, outcome),
    add: (cell) => addCounts(cellOf(cell).counts, cell.counts),
    all: () => [...cells.values()],
    counts: (owner) => sumsOf([...cells.values()].filter((cell) => owner === undefined || cell.owner.id === owner)),
  };
}

function sumsOf(cells: readonly AccountCell[]): PairCounts["by_account"] {
  const providers = new Map<string, Map<string, Counts>>();
  for (const { provider, account, counts } of cells) {
    let accounts = providers.get(provider);
    if (!accounts) providers.set(provider, (accounts = new Map()));
    let sum = accounts.get(account);
    if (!sum) accounts.set(account, (sum = noCounts()));
    addCounts(sum, counts);
  }
  return sortedByKey(new Map([...providers].map(([provider, accounts]) => [provider, sortedByKey(accounts)])));
}

function sortedByKey<Value>(all: ReadonlyMap<string, Value>): Record<string, Value> {
  return Object.fromEntries([...all].toSorted(compareKeys));
}
