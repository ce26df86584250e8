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
  let [pages, resources, before, begun] = [0, 0, 0, 0];
  /** Accounts not begun are taken to have as many regions as those that are. */
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
