import type { HtmlOptions } from "../../src/report/html/view.ts";

/** A report without a library to take titles from. */
export const OPTIONS: HtmlOptions = {
  verdict: {
    exit: 1,
    openAtThreshold: 6,
    unknownAtThreshold: 4,
    incomplete: true,
    words: "FAIL 6 findings at or above low",
    aside: "",
  },
  titles: { layer: (id) => id, framework: () => undefined, control: () => undefined },
};
