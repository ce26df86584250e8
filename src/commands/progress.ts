import type { Io } from "./io.ts";

export interface Progress {
  /** Shows this text in the place of the last; at most some times a second. */
  readonly show: (text: string) => void;
  /** Takes the line away, before anything else is written. */
  readonly end: () => Promise<void>;
}

const EVERY = 100;
const CLEAR_LINE = "\r\u001b[K";

/** A line on stderr that tells how far a long work has come; nothing where that is no terminal or `wanted` is false. */
export function openProgress({ stderr }: Pick<Io, "stderr">, wanted: boolean): Progress {
  if (!wanted || !stderr.isTerminal) return { show: () => {}, end: () => Promise.resolve() };
  let shownAt = -Infinity;
  let isShown = false;
  return {
    show: (text) => {
      if (performance.now() - shownAt < EVERY) return;
      shownAt = performance.now();
      isShown = true;
      // A progress line that cannot be written is no reason to stop.
      void stderr.write(`${CLEAR_LINE}${text.slice(0, stderr.columns - 1)}`).catch(() => {});
    },
    end: () => (isShown ? stderr.write(CLEAR_LINE) : Promise.resolve()),
  };
}
