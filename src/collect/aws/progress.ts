import type { Piece } from "../../inventory/piece.ts";
import type { CallCount } from "./call.ts";
import type { AwsProgress } from "./options.ts";

/** Counts what a collection has done, and reports it. */
export interface Tally {
  /** Incremented by each call. */
  readonly count: CallCount;
  /** Sets how many accounts there are, and how many of them were read before. */
  readonly accounts: (all: number, before: number) => void;
  /** Notes that an account with this many regions is begun. */
  readonly begin: (regions: number) => void;
  readonly see: (piece: Piece) => void;
  /** Notes that an account is fully read. */
  readonly end: () => void;
}

export function createTally(tell: ((progress: AwsProgress) => void) | undefined): Tally {
  const count = { calls: 0, throttled: 0 };
  const accounts = { done: 0, all: 0 };
  const regions = { done: 0, all: 0 };
  let [pages, resources, before, begun] = [0, 0, 0, 0];
  /** Assumes that accounts not yet begun have as many regions on average as those that are. */
  const share = (): number => {
    const read = regions.all === 0 ? accounts.done - before : (begun * regions.done) / regions.all;
    return accounts.all === before ? 1 : Math.min(1, read / (accounts.all - before));
  };
  const say = (): void =>
    tell?.({ ...count, pages, resources, accounts: { ...accounts }, regions: { ...regions }, share: share() });
  return {
    count,
    accounts: (all, readBefore) => {
      before = readBefore;
      accounts.all = all;
      accounts.done = before;
      say();
    },
    begin: (more) => {
      begun += 1;
      regions.all += more;
      say();
    },
    see: ({ entries, unit, isLast }) => {
      const found = entries.filter((entry) => "resource" in entry).length;
      resources += found;
      if (found > 0) pages += 1;
      if (isLast === true && /\/[a-z]+(-[a-z]+)+-\d+$/.test(unit ?? "")) regions.done += 1;
      say();
    },
    end: () => {
      accounts.done += 1;
      say();
    },
  };
}
