import type { Clock } from "../../src/collect/clock.ts";

/** Time that passes only when nothing else is left to do. */
export function virtualClock(): Clock & { readonly run: <Value>(work: Promise<Value>) => Promise<Value> } {
  let now = 0;
  let order = 0;
  const sleepers: { at: number; order: number; wake: () => void }[] = [];
  return {
    now: () => now,
    sleep: (milliseconds) =>
      new Promise((wake) => sleepers.push({ at: now + Math.max(0, milliseconds), order: order++, wake })),
    run: async (work) => {
      let settled = false;
      const done = work.finally(() => (settled = true));
      done.catch(() => {});
      for (;;) {
        // Lets everything go on that waits for no time.
        await new Promise((resolve) => setImmediate(resolve));
        if (settled) return done;
        const next = sleepers.toSorted((a, b) => a.at - b.at || a.order - b.order)[0];
        if (next === undefined) continue;
        sleepers.splice(sleepers.indexOf(next), 1);
        now = next.at;
        next.wake();
      }
    },
  };
}
