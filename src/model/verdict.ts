import { SEVERITIES } from "./words.ts";

/** The least severe open finding that makes a run fail; `none`: no finding does. */
export const FAIL_ON = [...SEVERITIES, "none"] as const;
export type FailOn = (typeof FAIL_ON)[number];

/** What a run comes to, decided once and outside every format. */
export interface Verdict {
  /**
   * 0: nothing open at the threshold and nothing unread that could hide such. 1: open findings, or exemptions to mend
   * where that is asked for. 3: incomplete.
   */
  readonly exit: 0 | 1 | 3;
  /** Open findings of stable rules at or above the threshold: neither exempted nor known from the baseline. */
  readonly openAtThreshold: number;
  /** Unknown pairs of stable rules at or above the threshold that no accepted blind spot covers, also where allowed. */
  readonly unknownAtThreshold: number;
  /** Something that matters is not known and not allowed for, whatever else was found. */
  readonly incomplete: boolean;
  /** The result as the last line of a report has it, without the exit code: `FAIL 7 findings at or above low`. */
  readonly words: string;
  /** What at the threshold did not count, and why: `2 exempted, 1 of them disputed`. Empty where all counted. */
  readonly aside: string;
}
