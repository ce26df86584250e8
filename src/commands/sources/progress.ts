import type { Output } from "../io.ts";

const EVERY = 2_000;
/** Back to the start of the line, and clear to its end. */
const CLEAR = "\r\u001b[K";

export interface Progress {
  readonly update: (resources: number) => void;
  /** Clears the line, so that nothing of it is left before the next output. */
  readonly done: () => Promise<void>;
}

export interface Line {
  /** Replaces the line with this text. */
  readonly show: (text: string) => void;
  /** Clears the line, so that nothing of it is left before the next output. */
  readonly done: () => Promise<void>;
}

/** A changing line on a terminal; silent if nobody would see it or wants it. */
export function lineOn(out: Output, wanted: boolean): Line {
  if (!wanted || !out.isTerminal) return { show: () => {}, done: async () => {} };
  let shown = Promise.resolve();
  const write = (line: string): void => {
    // Failing to write the line is no reason to stop the work.
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
