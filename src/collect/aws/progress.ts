import type { Piece } from "../../inventory/piece.ts";
import type { CallCount } from "./call.ts";
import type { AwsProgress } from "./options.ts";

/** Counts what a collection has done, and tells of it. */
export interface Tally {
  /** Counted up by each call. */
  readonly count: CallCount;
  /** How many there are, and how many of them were read before. */
  readonly accounts: (all: number, before: number) => void;
  /** An account of so many regions is begun. */
  readonly begin: (regions: number) => void;
  readonly see: (piece: Piece) => void;
  /** An account is wholly read. */
  readonly end: () => void;
}

export function createTally(tell: ((progress: AwsProgress) => void) | undefined): Tally {
  const count = { calls: 0, throttled: 0 };
  const accounts = { done: 0, all: 0 };
  const regions = { done: 0, all: 0 };
  let [pages, resources] = [0, 0];
  const say = (): void => tell?.({ ...count, pages, resources, accounts: { ...accounts }, regions: { ...regions } });
  return {
    count,
    accounts: (all, before) => {
      accounts.all = all;
      accounts.done = before;
      say();
    },
    begin: (more) => {
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
