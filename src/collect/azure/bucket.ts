import type { Clock } from "../clock.ts";

/** A token bucket as the cloud keeps one: so many calls at once, and so many a second after that. */
export interface Bucket {
  /** Resolves when the next call may go out. */
  readonly turn: () => Promise<void>;
  /** The cloud said how many calls it still takes. */
  readonly remaining: (calls: number) => void;
  /** No call for so many milliseconds. */
  readonly pause: (milliseconds: number) => void;
}

export interface BucketSize {
  readonly capacity: number;
  readonly perSecond: number;
}

/** `stop` ends all waiting. */
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
