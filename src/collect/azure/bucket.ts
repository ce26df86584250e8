import type { Clock } from "../clock.ts";

/** A token bucket like the cloud's own: a number of calls at once, then a number per second. */
export interface Bucket {
  /** Resolves when the next call may go out. */
  readonly turn: () => Promise<void>;
  /** Records how many more calls the cloud says it accepts. */
  readonly remaining: (calls: number) => void;
  /** Allows no call for this many milliseconds. */
  readonly pause: (milliseconds: number) => void;
}

export interface BucketSize {
  readonly capacity: number;
  readonly perSecond: number;
}

/** Creates a full bucket. `stop` ends all waiting. */
export function createBucket(clock: Clock, { capacity, perSecond }: BucketSize, stop: AbortSignal): Bucket {
  let tokens = capacity;
  let filledAt = clock.now();
  let pausedUntil = 0;
  let queue: Promise<unknown> = Promise.resolve();

  const fill = (): number => {
    const now = clock.now();
    tokens = Math.min(capacity, tokens + ((now - filledAt) * perSecond) / 1000);
    filledAt = now;
    return now;
  };

  const wait = async (): Promise<void> => {
    const now = fill();
    const missing = tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1000);
    const delay = Math.max(missing, pausedUntil - now);
    if (delay > 0 && !stop.aborted) {
      await clock.sleep(delay, stop);
      return wait();
    }
    tokens -= 1;
  };

  return {
    turn: () => {
      const turn = queue.then(wait);
      queue = turn;
      return turn;
    },
    remaining: (calls) => {
      fill();
      tokens = Math.min(tokens, calls);
    },
    pause: (milliseconds) => {
      pausedUntil = Math.max(pausedUntil, clock.now() + milliseconds);
    },
  };
}
