import type { Clock } from "./clock.ts";

/**
 * Spaces the calls of one API so that the cloud hardly ever refuses one. What rate the cloud grants is published
 * nowhere, so it is learned from refusals: until the first, the rate doubles every second, which spends the credit
 * that a fresh token bucket has; between two refusals the bucket was empty twice, so what was served in between is
 * its true rate. After a refusal the rate starts below that and grows ever faster the longer none follows.
 */
export interface Pacer {
  /** Resolves when the next call may go out. */
  readonly turn: () => Promise<Turn>;
  /** To be told of each call that was answered, with a refusal of another kind too. */
  readonly served: () => void;
  /** To be told of each call that was refused for its rate. */
  readonly throttled: (turn: Turn) => void;
}

/** When a call went out, in milliseconds of the clock. */
export type Turn = number;

/** Calls a second. */
const FIRST_RATE = 20;
const LEAST_RATE = 0.5;
const MOST_RATE = 500;
/** Of a rate that was measured: the rest lets the bucket refill, and makes up for a measure that came out too high. */
const SHARE = 0.95;
/** Of the rate so far, where too little time went by to measure another. */
const CUT = 0.7;
/** No measure takes the rate below this part of what it was. */
const DEEPEST_CUT = 0.2;
const SECOND = 1000;
/** After so long without a refusal the rate has doubled. */
const DOUBLED_AFTER = 60 * SECOND;

/** `stop` ends all waiting. */
export function createPacer(clock: Clock, stop?: AbortSignal): Pacer {
  const started = clock.now();
  let nextTurn = started;
  let rate = FIRST_RATE;
  /** Calls answered, and when, since the last refusal; before the first one, since the start. */
  let servedSince = 0;
  let refusedAt: number | undefined;

  const rateAt = (now: number): number => {
    if (refusedAt === undefined) return Math.min(MOST_RATE, rate * 2 ** ((now - started) / SECOND));
    return Math.min(MOST_RATE, rate * (1 + ((now - refusedAt) / DOUBLED_AFTER) ** 2));
  };

  const measured = (now: number, current: number): number => {
    const elapsed = (now - (refusedAt ?? started)) / SECOND;
    // Nobody says how much a fresh bucket holds; as much as it gets in a second is usual.
    if (refusedAt === undefined) return (SHARE * servedSince) / (1 + elapsed);
    return elapsed < 1 ? CUT * current : (SHARE * servedSince) / elapsed;
  };

  return {
    turn: async () => {
      const now = clock.now();
      const turn = Math.max(now, nextTurn);
      nextTurn = turn + SECOND / rateAt(now);
      if (turn > now) await clock.sleep(turn - now, stop);
      return turn;
    },
    served: () => void (servedSince += 1),
    throttled: (turn) => {
      // Calls that were under way when the rate was cut say nothing of the new one.
      if (refusedAt !== undefined && turn <= refusedAt) return;
      const now = clock.now();
      const current = rateAt(now);
      rate = Math.max(LEAST_RATE, DEEPEST_CUT * current, Math.min(SHARE * current, measured(now, current)));
      refusedAt = now;
      servedSince = 0;
      nextTurn = Math.max(nextTurn, now + SECOND / rate);
    },
  };
}
