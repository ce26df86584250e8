import { DiagnosticError } from "../diagnostics/diagnostic.ts";

/** Asks on stderr, so that a report on stdout is untouched; undefined if nobody is at a terminal. */
export function askerOn(
  process: Pick<NodeJS.Process, "stdin" | "stderr" | "kill" | "pid">,
): ((question: string) => Promise<string>) | undefined {
  const { stderr: output } = process;
  // In this order, because touching stdin opens it, and few commands need it.
  if (!output.isTTY || !process.stdin.isTTY) return undefined;
  return async (question) => {
    const { createInterface } = await import("node:readline/promises");
    const lines = createInterface({ input: process.stdin, output });
    // The terminal sends no signal while a line is read. This makes Ctrl-C end the program here too.
    lines.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
    try {
      return (await lines.question(question)).trim();
    } catch (error) {
      if (error instanceof Error && error.name === "AbortError") throw unanswered();
      throw error;
    } finally {
      lines.close();
    }
  };
}

/** The error after Ctrl-D. */
function unanswered(): DiagnosticError {
  const place = { file: "demarc", line: 0, column: 0, length: 0 };
  const help = "answer it, or give it as an option";
  return new DiagnosticError([
    { code: "usage", severity: "error", ...place, message: "the question was not answered", help },
  ]);
}
