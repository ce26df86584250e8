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

const SECOND = 1000;
/** Calls a second. */
const FIRST_RATE = 20;
const LEAST_RATE = 0.5;
const MOST_RATE = 500;
/** Of a rate that was measured: the rest lets the bucket refill. */
const SHARE = 0.95;
/** Of the rate so far, where too little was seen to measure another. */
const CUT = 0.7;
/** No measure takes the rate below this part of what it was. */
const DEEPEST_CUT = 0.2;
/** What a measure needs: milliseconds between two refusals, and calls served in between. */
const LEAST_TIME = 2 * SECOND;
const LEAST_SERVED = 8;
/** Without a refusal the rate has doubled after so long: where it was measured, and where it was guessed. */
const DOUBLED_AFTER = { measured: 60 * SECOND, guessed: 12 * SECOND };

/** `stop` ends all waiting. */
export function createPacer(clock: Clock, stop?: AbortSignal): Pacer {
  const started = clock.now();
  let nextTurn = started;
  let rate = FIRST_RATE;
  let known: keyof typeof DOUBLED_AFTER = "guessed";
  let refusedAt: number | undefined;
  /** Since the last refusal; before the first one, since the start. */
  let served = 0;
  let queue: Promise<unknown> = Promise.resolve();

  const rateAt = (now: number): number => {
    const grown =
      refusedAt === undefined ? 2 ** ((now - started) / SECOND) : 1 + ((now - refusedAt) / DOUBLED_AFTER[known]) ** 2;
    return Math.min(MOST_RATE, rate * grown);
  };

  /** One caller after the other, so that a rate that was cut meanwhile holds for all who still wait. */
  const wait = async (): Promise<Turn> => {
    const now = clock.now();
    if (now < nextTurn && stop?.aborted !== true) {
      await clock.sleep(nextTurn - now, stop);
      return wait();
    }
    nextTurn = now + SECOND / rateAt(now);
    return now;
  };

  const learn = (now: number): void => {
    const current = rateAt(now);
    const elapsed = now - (refusedAt ?? started);
    const isMeasure = refusedAt !== undefined && elapsed >= LEAST_TIME && served >= LEAST_SERVED;
    // Nobody says how much a fresh bucket holds; as much as it gets in a second is usual.
    const first = (SHARE * served * SECOND) / (elapsed + SECOND);
    const guess = refusedAt === undefined ? first : CUT * current;
    const learned = isMeasure ? (SHARE * served * SECOND) / elapsed : guess;
    rate = Math.max(LEAST_RATE, DEEPEST_CUT * current, Math.min(SHARE * current, learned));
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
      // Calls that were under way when the rate was cut say nothing of the new one.
      if (refusedAt !== undefined && turn <= refusedAt) return;
      const now = clock.now();
      learn(now);
      refusedAt = now;
      served = 0;
      nextTurn = now + SECOND / rate;
    },
  };
}
