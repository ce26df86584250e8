/** Measured with `bench/`: a scan of any size is quicker or smaller by each of these. */
export async function tuneEngine({ node }: NodeJS.ProcessVersions): Promise<void> {
  const { setFlagsFromString } = await import("node:v8");
  // What waits for the rest of its account lives long enough to be taken for what stays. Left alone, the heap grows to four
  // times what is really in it before that is cleared away.
  setFlagsFromString("--heap-growing-percent=100");
  // Until V8 had a compiler between the quick and the best one (Node 22), it began on the best code so early that a run
  // of a second spent half of its processor time on that.
  if (Number.parseInt(node, 10) < 22) setFlagsFromString("--interrupt-budget=800000");
}
