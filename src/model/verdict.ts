import { SEVERITIES } from "./words.ts";

/** The least severe open finding that makes a run fail; `none` if no finding does. */
export const FAIL_ON = [...SEVERITIES, "none"] as const;
export type FailOn = (typeof FAIL_ON)[number];

/** The verdict on a run, decided once, outside the report formats. */
export interface Verdict {
  /**
   * 0: nothing open at the threshold, and nothing unread that could hide a finding. 1: open findings or, if that is
   * asked for, unused or over-broad exemptions. 3: incomplete.
   */
  readonly exit: 0 | 1 | 3;
  /** Open findings of stable rules at or above the threshold: neither exempted nor known from the baseline. */
  readonly openAtThreshold: number;
  /**
   * Unknown pairs of stable rules at or above the threshold that no accepted blind spot covers, including those
   * allowed.
   */
  readonly unknownAtThreshold: number;
  /** Whether something that matters is unknown and not allowed for, regardless of what else was found. */
  readonly incomplete: boolean;
  /** The result as in the last line of a report, without the exit code: `FAIL 7 findings at or above low`. */
  readonly words: string;
  /** What did not count at the threshold, and why: `2 exempted, 1 of them disputed`. Empty if everything counted. */
  readonly aside: string;
}
