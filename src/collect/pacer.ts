import type { Clock } from "./clock.ts";

/**
 * Spaces the calls of one API so that the cloud hardly ever throttles one. The rate the cloud allows is not published,
 * so it is learned from refusals. Until the first one, the rate doubles every second, which uses up the credit of a
 * fresh token bucket. Between two refusals the bucket was empty twice, so what was served in between is its true rate.
 * After a refusal the rate starts below that, and grows faster the longer no other follows. Idle time teaches nothing.
 */
export interface Pacer {
  /** Resolves when the next call may go out. */
  readonly turn: () => Promise<Turn>;
  /** To be called for each call that was answered, including refusals of another kind. */
  readonly served: () => void;
  /** To be called for each call that was throttled. */
  readonly throttled: (turn: Turn) => void;
}

/** When a call went out, in milliseconds of the clock. */
export type Turn = number;

const SECOND = 1000;
/** Calls a second. */
const FIRST_RATE = 20;
const LEAST_RATE = 0.5;
const MOST_RATE = 500;
/** The part of a measured rate that is used: the rest lets the bucket refill. */
const SHARE = 0.95;
/** The part of the rate to keep if too little was seen to measure another. */
const CUT = 0.7;
/** The same if the rate had grown slowly, so that it cannot be far above what is allowed. */
const CUT_AFTER_CLIMB = 0.85;
/** A rate that has grown by more than this since the last refusal first let a small bucket overflow: no measurement. */
const CLIMB = 1.8;
/** No measurement cuts the rate below this part of what it was. */
const DEEPEST_CUT = 0.2;
/** What a measurement needs: milliseconds between two refusals, and calls served in between. */
const LEAST_TIME = SECOND;
const LEAST_SERVED = 6;
/** Turns to skip after a refusal, so that the bucket has something left if calls come a little closer together. */
const PAUSE = 2;
/** Milliseconds until the rate has doubled without a refusal, depending on whether it was measured or guessed. */
const DOUBLED_AFTER = { measured: 60 * SECOND, guessed: 12 * SECOND };

/** Creates a pacer. `stop` ends all waiting. */
export function createPacer(clock: Clock, stop?: AbortSignal): Pacer {
  const started = clock.now();
  let nextTurn = started;
  let rate = FIRST_RATE;
  let known: keyof typeof DOUBLED_AFTER = "guessed";
  let refusedAt: number | undefined;
  /** Calls since the last refusal, or since the start before the first one. */
  let served = 0;
  /** For the same period: milliseconds in which a turn was available and nobody wanted it. */
  let idle = 0;
  let queue: Promise<unknown> = Promise.resolve();

  /** Unused rate proves nothing: the rate does not grow while it is not used. */
  const rateAt = (now: number): number => {
    const used = now - (refusedAt ?? started) - idle;
    const grown = refusedAt === undefined ? 2 ** (used / SECOND) : 1 + (used / DOUBLED_AFTER[known]) ** 2;
    return Math.min(MOST_RATE, rate * grown);
  };

  /** Serves one caller after the other, so that a rate cut in the meantime applies to all who still wait. */
  const wait = async (): Promise<Turn> => {
    const now = clock.now();
    if (now < nextTurn && stop?.aborted !== true) {
      await clock.sleep(nextTurn - now, stop);
      return wait();
    }
    const step = SECOND / rateAt(now);
    // Timers fire late: up to one turn is made up for.
    idle += Math.max(0, now - nextTurn - step);
    nextTurn = Math.max(nextTurn, now - step) + step;
    return now;
  };

  const learn = (now: number): void => {
    const current = rateAt(now);
    const elapsed = now - (refusedAt ?? started) - idle;
    const average = (SHARE * served * SECOND) / elapsed;
    const isMeasure =
      refusedAt !== undefined && current < CLIMB * rate && elapsed >= LEAST_TIME && served >= LEAST_SERVED;
    const guess = (): number => {
      // How much a fresh bucket holds is unknown; usually it is as much as it gets in a second.
      if (refusedAt === undefined) return (SHARE * served * SECOND) / (elapsed + SECOND);
      if (current >= CLIMB * rate) return Math.max(average, CUT_AFTER_CLIMB * current);
      return Math.min(CUT * current, (SHARE * (served + 1) * SECOND) / elapsed);
    };
    rate = Math.max(LEAST_RATE, DEEPEST_CUT * current, Math.min(SHARE * current, isMeasure ? average : guess()));
    known = isMeasure ? "measured" : "guessed";
  };

  return {
    turn: () => {
      const turn = queue.then(wait);
      queue = turn;
      return turn;
    },
    served: () => void (served += 1),
    throttled: (turn) => {
      // Calls that were under way when the rate was cut say nothing about the new rate.
      if (refusedAt !== undefined && turn <= refusedAt) return;
      const now = clock.now();
      learn(now);
      refusedAt = now;
      served = 0;
      idle = 0;
      nextTurn = now + (PAUSE * SECOND) / rate;
    },
  };
}
