import type { Clock } from "./clock.ts";

/**
 * Spaces the calls of one API so that the cloud hardly ever refuses one. What rate the cloud grants is published
 * nowhere, so it is learned from refusals: until the first, the rate doubles every second, which spends the credit
 * that a fresh token bucket has; between two refusals the bucket was empty twice, so what was served in between is
 * its true rate. After a refusal the rate starts below that and grows ever faster the longer none follows. Time in
 * which nobody asked teaches nothing.
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
/** The same where the rate had grown slowly, so that it cannot be far above what is granted. */
const CUT_AFTER_CLIMB = 0.85;
/** A rate that has grown by more since the last refusal let a small bucket run over at first: no measure. */
const CLIMB = 1.8;
/** No measure takes the rate below this part of what it was. */
const DEEPEST_CUT = 0.2;
/** What a measure needs: milliseconds between two refusals, and calls served in between. */
const LEAST_TIME = SECOND;
const LEAST_SERVED = 6;
/** Turns that are let go by after a refusal, so that calls that come a little closer together find something. */
const PAUSE = 2;
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
  /** The same: milliseconds in which nobody wanted a turn that was there. */
  let idle = 0;
  let queue: Promise<unknown> = Promise.resolve();

  /** What nobody asked for, nobody granted: a rate does not grow while it is not used. */
  const rateAt = (now: number): number => {
    const used = now - (refusedAt ?? started) - idle;
    const grown = refusedAt === undefined ? 2 ** (used / SECOND) : 1 + (used / DOUBLED_AFTER[known]) ** 2;
    return Math.min(MOST_RATE, rate * grown);
  };

  /** One caller after the other, so that a rate that was cut meanwhile holds for all who still wait. */
  const wait = async (): Promise<Turn> => {
    const now = clock.now();
    if (now < nextTurn && stop?.aborted !== true) {
      await clock.sleep(nextTurn - now, stop);
      return wait();
    }
    const step = SECOND / rateAt(now);
    // Timers ring late: up to one turn is made good.
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
      // Nobody says how much a fresh bucket holds; as much as it gets in a second is usual.
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
      // Calls that were under way when the rate was cut say nothing of the new one.
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
