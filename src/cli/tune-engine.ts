/** Sets flags of the engine. Measured with `bench/`: each makes scans of any size faster or smaller. */
export async function tuneEngine({ node }: NodeJS.ProcessVersions): Promise<void> {
  const { setFlagsFromString } = await import("node:v8");
  // What waits for the rest of its account lives long enough to be taken for permanent. Without this, the heap grows to four
  // times its real content before that is collected.
  setFlagsFromString("--heap-growing-percent=100");
  // Before V8 had a compiler between the fastest and the best one (Node 22), it started optimising so early that a run of a
  // second spent half its processor time on it.
  if (Number.parseInt(node, 10) < 22) setFlagsFromString("--interrupt-budget=800000");
}
