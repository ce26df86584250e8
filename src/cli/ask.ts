/** Asks on stderr, so that a report on stdout stays what it is; undefined where nobody sits at a terminal. */
export function askerOn(
  process: Pick<NodeJS.Process, "stdin" | "stderr">,
): ((question: string) => Promise<string>) | undefined {
  const { stderr: output } = process;
  // In this order: to look at stdin opens it, which few commands need.
  if (!output.isTTY || !process.stdin.isTTY) return undefined;
  return async (question) => {
    const { createInterface } = await import("node:readline/promises");
    const lines = createInterface({ input: process.stdin, output });
    try {
      return (await lines.question(question)).trim();
    } finally {
      lines.close();
    }
  };
}
