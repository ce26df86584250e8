import type { Output } from "../io.ts";

const EVERY = 2_000;
/** Back to the start of the line, and clear to its end. */
const CLEAR = "\r\u001b[K";

export interface Progress {
  readonly update: (resources: number) => void;
  /** Takes the line away, so that nothing of it stays before what is said next. */
  readonly done: () => Promise<void>;
}

export interface Line {
  /** Puts this text in the place of what stands there. */
  readonly show: (text: string) => void;
  /** Takes the line away, so that nothing of it stays before what is said next. */
  readonly done: () => Promise<void>;
}

/** One line on a terminal that changes; silent where nobody would see it, or wants it. */
export function lineOn(out: Output, wanted: boolean): Line {
  if (!wanted || !out.isTerminal) return { show: () => {}, done: async () => {} };
  let shown = Promise.resolve();
  const write = (line: string): void => {
    // A line that cannot be written is no reason to stop the work.
    shown = shown.then(() => out.write(line)).catch(() => {});
  };
  return {
    show: (text) => write(`${CLEAR}${text}`),
    done: () => {
      write(CLEAR);
      return shown;
    },
  };
}

/** Counts the resources that were judged. */
export function progressOn(out: Output, wanted: boolean): Progress {
  const line = lineOn(out, wanted);
  let shown = 0;
  return {
    update: (resources) => {
      if (resources - shown < EVERY) return;
      shown = resources;
      line.show(`${resources} resources judged`);
    },
    done: line.done,
  };
}
