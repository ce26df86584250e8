import type { Output } from "./io.ts";

const EVERY = 2_000;
/** Back to the start of the line, and clear to its end. */
const CLEAR = "\r\u001b[K";

export interface Progress {
  readonly update: (resources: number) => void;
  /** Takes the line away, so that nothing of it stays before what is said next. */
  readonly done: () => Promise<void>;
}

/** One line on a terminal that counts resources; silent where nobody would see it, or wants it. */
export function progressOn(out: Output, wanted: boolean): Progress {
  if (!wanted || !out.isTerminal) return { update: () => {}, done: async () => {} };
  let shown = Promise.resolve();
  const show = (line: string): void => {
    // A line that cannot be written is no reason to stop judging.
    shown = shown.then(() => out.write(line)).catch(() => {});
  };
  return {
    update: (resources) => {
      if (resources % EVERY !== 0) return;
      show(`${CLEAR}${resources} resources judged`);
    },
    done: () => {
      show(CLEAR);
      return shown;
    },
  };
}
