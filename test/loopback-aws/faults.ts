import { namesType } from "./call.ts";
import type { Call } from "./call.ts";

/** Which calls a fault meets: every member given must match. None given: every call. */
export interface FaultMatch {
  readonly service?: string;
  readonly operation?: string;
  readonly account?: string;
  readonly region?: string;
  /** The call names this resource type. */
  readonly type?: string;
  /** The first of the matching calls to meet the fault, from 1. */
  readonly nth?: number;
  /** How many matching calls in a row meet it. Default: one where `nth` is given, else all. */
  readonly times?: number;
}

/** What befalls the call. */
export type Effect =
  /** A `ThrottlingException`. */
  | { readonly fault: "throttle" }
  /** The same, once a bucket per account, region and operation is empty: `burst` tokens, refilled at `rate` a second. */
  | { readonly fault: "token_bucket"; readonly rate: number; readonly burst: number }
  | { readonly fault: "access_denied" }
  | { readonly fault: "expired_token" }
  /** What a region that is not enabled answers. */
  | { readonly fault: "unrecognized_client" }
  /** Any other refusal. */
  | { readonly fault: "error"; readonly code: string; readonly message?: string; readonly status?: number }
  /** A web page with status 500. */
  | { readonly fault: "html_500" }
  /** A web page with status 200, as somebody between here and AWS may answer. */
  | { readonly fault: "html_200" }
  /** Status 200 and no body. */
  | { readonly fault: "empty_body" }
  /** The connection ends in the middle of the body. */
  | { readonly fault: "cut" }
  /** The answer comes `ms` later; with `Infinity`, never. */
  | { readonly fault: "slow"; readonly ms: number }
  /** The answer's token is the one that the request came with. A first page is answered as usual. */
  | { readonly fault: "repeated_token" }
  /** The answer's token, a new one, leads to the same page again. */
  | { readonly fault: "repeated_page" }
  /** Of a batch, the last `count` keys come back unprocessed. */
  | { readonly fault: "unprocessed_keys"; readonly count: number };

export type Fault = FaultMatch & Effect;
export type FaultName = Effect["fault"];

/** Finds the faults that each call in turn meets, in the order they were given. */
export function faultScript(faults: readonly Fault[]): (call: Call) => Fault[] {
  const seen = faults.map(() => 0);
  return (call) =>
    faults.filter((fault, index) => {
      if (!matches(fault, call)) return false;
      const count = (seen[index] = seen[index]! + 1);
      const first = fault.nth ?? 1;
      const times = fault.times ?? (fault.nth === undefined ? Infinity : 1);
      return count >= first && count < first + times;
    });
}

function matches(match: FaultMatch, call: Call): boolean {
  for (const key of ["service", "operation", "account", "region"] as const) {
    if (match[key] !== undefined && match[key] !== call[key]) return false;
  }
  return match.type === undefined || namesType(call, match.type);
}

/** The first fault of that name among those a call meets. */
export function faultNamed<N extends FaultName>(
  faults: readonly Fault[],
  name: N,
): Extract<Fault, { fault: N }> | undefined {
  return faults.find((one): one is Extract<Fault, { fault: N }> => one.fault === name);
}
