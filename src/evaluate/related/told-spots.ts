import type { AccountEnd, BlindSpot } from "../../model/resource.ts";

/** The blind spots reported so far, in order. */
export interface ToldSpots {
  readonly add: (spot: BlindSpot) => void;
  readonly all: () => readonly BlindSpot[];
  /** Those of the account, and those of all accounts of its provider; even in an organization these are few. */
  readonly over: (account: AccountEnd) => readonly BlindSpot[];
}

interface Told {
  readonly spot: BlindSpot;
  readonly at: number;
}

export function createToldSpots(): ToldSpots {
  const spots: BlindSpot[] = [];
  /** By provider, and by provider and account. */
  const byPlace = new Map<string, Told[]>();

  return {
    add: (spot) => {
      const key = keyOf(spot);
      const told = { spot, at: spots.length };
      spots.push(spot);
      const same = byPlace.get(key);
      if (same) same.push(told);
      else byPlace.set(key, [told]);
    },
    all: () => spots,
    over: ({ provider, account }) =>
      [...(byPlace.get(keyOf({ provider })) ?? []), ...(byPlace.get(keyOf({ provider, account })) ?? [])]
        .toSorted((a, b) => a.at - b.at)
        .map(({ spot }) => spot),
  };
}

function keyOf({ provider, account }: Pick<BlindSpot, "provider" | "account">): string {
  return JSON.stringify(account === undefined ? [provider] : [provider, account]);
}
