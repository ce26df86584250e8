import type fc from "fast-check";

const SEED = 20_261_122;

/**
 * How often a property is tried, always with the same cases. `FUZZ_RUNS=100000` tries longer, `FUZZ_SEED` others; a failure
 * says the seed and the path that find it again.
 */
export function fuzzRuns<Ts>(usual: number): fc.Parameters<Ts> {
  const { FUZZ_RUNS: runs, FUZZ_SEED: seed } = process.env;
  return { numRuns: runs === undefined ? usual : Number(runs), seed: seed === undefined ? SEED : Number(seed) };
}

/** Milliseconds for the test around it: the usual, or as long as it takes. */
export const FUZZ_TIME = process.env["FUZZ_RUNS"] === undefined ? 300_000 : 0;
