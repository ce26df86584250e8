import type { Effect, FaultMatch } from "../loopback-aws/faults.ts";

type When = Pick<FaultMatch, "nth" | "times">;

/** What may befall a call, whatever it asks; AWS Config's and the services' own go the same way. */
interface Row {
  readonly name: string;
  readonly effect: Effect & When;
}

/** What does not pass, and what is said of it in the end. */
export interface LastingRow extends Row {
  readonly said: { readonly reason: string; readonly code?: string };
  /** It befalls listings only: what is left over is a page. */
  readonly ofPages?: true;
}

export const LASTING: readonly LastingRow[] = [
  { name: "a call is refused", effect: { fault: "access_denied" }, said: { reason: "access_denied" } },
  {
    name: "a later page is refused",
    effect: { fault: "access_denied", nth: 2 },
    said: { reason: "access_denied" },
    ofPages: true,
  },
  { name: "an answer is cut every time", effect: { fault: "cut" }, said: { reason: "network" } },
  { name: "a web page says that it failed", effect: { fault: "html_500" }, said: { reason: "service_error" } },
  { name: "a web page says that all is well", effect: { fault: "html_200" }, said: { reason: "service_error" } },
  { name: "nothing is in the answer", effect: { fault: "empty_body" }, said: { reason: "service_error" } },
  {
    name: "a page names itself as the next",
    effect: { fault: "repeated_token" },
    said: { reason: "service_error", code: "RepeatedNextToken" },
    ofPages: true,
  },
  {
    name: "a page comes again and again",
    effect: { fault: "repeated_page" },
    said: { reason: "service_error", code: "RepeatedPage" },
    ofPages: true,
  },
  { name: "nothing answers in time", effect: { fault: "slow", ms: Infinity }, said: { reason: "network" } },
  { name: "too many calls, without end", effect: { fault: "throttle" }, said: { reason: "throttled" } },
];

/** What passes: nothing is lost. */
export const PASSING: readonly Row[] = [
  { name: "a throttled call", effect: { fault: "throttle", nth: 1, times: 2 } },
  { name: "a cut answer", effect: { fault: "cut", nth: 2 } },
  { name: "a web page in between", effect: { fault: "html_500", nth: 1 } },
  { name: "an empty answer in between", effect: { fault: "empty_body", nth: 1 } },
  { name: "a slow answer", effect: { fault: "slow", ms: Infinity, nth: 1 } },
];

/** So that each of them shows within a test. */
export const SHORT_LIMITS = { deadline: 1_000, throttledAttempts: 3, failedAttempts: 2 };
