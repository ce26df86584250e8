import { setTimeout } from "node:timers/promises";
import type { Clock } from "../collect/clock.ts";

/** The machine's own time. */
export const CLOCK: Clock = {
  now: () => performance.now(),
  sleep: async (milliseconds, signal) => {
    // The signal ends the wait; that is not a failure.
    await setTimeout(milliseconds, undefined, signal && { signal }).catch(() => {});
  },
};
