import { describe, expect, it } from "vitest";
import { createPacer } from "../../src/collect/pacer.ts";
import { tokenBucket } from "../loopback-aws/token-bucket.ts";
import { virtualClock } from "./virtual-clock.ts";

interface Load {
  readonly rate: number;
  readonly burst: number;
  readonly pages: number;
  readonly atOnce: number;
  /** Milliseconds there and back. */
  readonly latency: number;
  /** A call may take so many times as long again. */
  readonly jitter?: number;
  /** Timers ring up to so many milliseconds late. */
  readonly late?: number;
  /** After a dozen calls nobody asks until this moment, in milliseconds. */
  readonly idleUntil?: number;
}

/** Numbers from 0 to 1, the same in every run. */
function chances(): () => number {
  let seed = 1;
  return () => (seed = (seed * 48271) % 2147483647) / 2147483647;
}

/** Pulls pages from an endpoint with a token bucket, as a collection does. */
async function pull(load: Load): Promise<{ seconds: number; refused: number }> {
  const { rate, burst, pages, atOnce, latency, jitter = 0, late = 0, idleUntil = 0 } = load;
  const virtual = virtualClock();
  const chance = chances();
  const clock = { ...virtual, sleep: (milliseconds: number) => virtual.sleep(milliseconds + late * chance()) };
  const pacer = createPacer(clock);
  const take = tokenBucket({ rate, burst });
  let left = pages;
  let refused = 0;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      if (pages - left > 12) await virtual.sleep(Math.max(0, idleUntil - clock.now()));
      for (;;) {
        const turn = await pacer.turn();
        await clock.sleep((latency / 2) * (1 + jitter * chance()));
        const granted = take("bucket", clock.now());
        await clock.sleep((latency / 2) * (1 + jitter * chance()));
        if (granted) break;
        refused += 1;
        pacer.throttled(turn);
      }
      pacer.served();
    }
  };
  await clock.run(Promise.all(Array.from({ length: atOnce }, worker)));
  return { seconds: clock.now() / 1000, refused };
}

describe("the pacer against a token bucket", () => {
  it.each<Load>([
    { rate: 10, burst: 10, pages: 300, atOnce: 4, latency: 20 },
    { rate: 10, burst: 10, pages: 300, atOnce: 20, latency: 20 },
    { rate: 10, burst: 10, pages: 300, atOnce: 4, latency: 120 },
    { rate: 5, burst: 5, pages: 300, atOnce: 4, latency: 40 },
    { rate: 5, burst: 50, pages: 1000, atOnce: 4, latency: 40 },
    { rate: 20, burst: 20, pages: 1000, atOnce: 8, latency: 40 },
    { rate: 100, burst: 100, pages: 5000, atOnce: 20, latency: 40 },
  ])("of $rate a second, burst $burst: $pages pages, $atOnce at once, $latency ms away", async (load) => {
    const ideal = Math.max((load.pages - load.burst) / load.rate, 0);
    const { seconds, refused } = await pull(load);
    expect(seconds).toBeLessThan(ideal * 1.06);
    expect(refused / (load.pages + refused)).toBeLessThan(0.02);
  });

  it.each<Load>([
    { rate: 10, burst: 10, pages: 300, atOnce: 4, latency: 20, late: 10 },
    { rate: 10, burst: 10, pages: 300, atOnce: 4, latency: 120, jitter: 2, late: 5 },
    { rate: 5, burst: 5, pages: 300, atOnce: 4, latency: 120, jitter: 2, late: 5 },
    { rate: 20, burst: 20, pages: 1000, atOnce: 4, latency: 40, jitter: 4, late: 10 },
  ])("on a busy machine: %j", async (load) => {
    const { seconds, refused } = await pull(load);
    expect(seconds).toBeLessThan(((load.pages - load.burst) / load.rate) * 1.1);
    expect(refused / (load.pages + refused)).toBeLessThan(0.02);
  });

  it.each<Load>([
    { rate: 10, burst: 10, pages: 300, atOnce: 4, latency: 40, idleUntil: 8000 },
    { rate: 5, burst: 5, pages: 300, atOnce: 4, latency: 40, idleUntil: 8000 },
    { rate: 20, burst: 20, pages: 1000, atOnce: 4, latency: 40, idleUntil: 8000 },
  ])("learns nothing from time in which nobody asked: %j", async (load) => {
    const { seconds, refused } = await pull(load);
    const ideal = (load.idleUntil! + ((load.pages - load.burst - 12) / load.rate) * 1000) / 1000;
    expect(seconds).toBeLessThan(ideal * 1.06);
    expect(refused / (load.pages + refused)).toBeLessThan(0.02);
  });
});

describe("the pacer", () => {
  it("doubles its rate every second while nothing is refused", async () => {
    const clock = virtualClock();
    const pacer = createPacer(clock);
    const turns: number[] = [];
    await clock.run(
      (async () => {
        for (let i = 0; i < 300; i++) turns.push(await pacer.turn());
      })(),
    );
    const inSecond = (n: number): number => turns.filter((turn) => turn >= n * 1000 && turn < (n + 1) * 1000).length;
    expect(inSecond(0)).toBeGreaterThan(20);
    expect(inSecond(2) / inSecond(0)).toBeGreaterThan(3);
  });

  it("takes refusals of calls that were under way together for one", async () => {
    const together = virtualClock();
    const pacer = createPacer(together);
    const turns = await together.run(Promise.all([pacer.turn(), pacer.turn(), pacer.turn()]));
    for (const turn of turns) pacer.throttled(turn);
    const after = await together.run(pacer.turn());
    const once = virtualClock();
    const other = createPacer(once);
    const [, , last] = await once.run(Promise.all([other.turn(), other.turn(), other.turn()]));
    other.throttled(last);
    expect(after).toBe(await once.run(other.turn()));
  });

  it("lets nobody wait any more when all is to end", async () => {
    const stop = new AbortController();
    let slept = 0;
    const clock = { now: () => 0, sleep: async () => void (slept += 1) };
    const pacer = createPacer(clock, stop.signal);
    stop.abort();
    await Promise.all([pacer.turn(), pacer.turn(), pacer.turn()]);
    expect(slept).toBe(0);
  });
});
