import type { Answer } from "./answer.ts";
import { refusal } from "./answer.ts";

/** Something that goes wrong with certain calls. */
export interface Fault {
  /** Of `GET /subscriptions/…` in lower case, without the query. */
  readonly call: RegExp;
  readonly fault: FaultName;
  /** The first call that it befalls, counted among those that match; missing: the first. */
  readonly nth?: number;
  /** How many calls it befalls; missing: all from then on. */
  readonly times?: number;
}

export const FAULT_ANSWERS = {
  unauthorized: refusal(401, "ExpiredAuthenticationToken", "The access token expiry UTC time is earlier than now."),
  other_tenant: refusal(401, "InvalidAuthenticationTokenTenant", "The access token is from the wrong issuer."),
  denied: refusal(403, "AuthorizationFailed", "The client does not have authorization to perform this action."),
  not_found: refusal(404, "ResourceGroupNotFound", "Resource group could not be found."),
  gone: refusal(404, "ResourceNotFound", "The resource was not found."),
  conflict: refusal(409, "Conflict", "The resource is being changed."),
  throttled: refusal(429, "TooManyRequests", "Too many requests."),
  throttled_seconds: refusal(429, "TooManyRequests", "Too many requests.", { "retry-after": "0" }),
  throttled_date: refusal(429, "TooManyRequests", "Too many requests.", {
    "retry-after": "Fri, 20 Nov 2026 12:00:00 GMT",
  }),
  throttled_milliseconds: refusal(429, "TooManyRequests", "Too many requests.", { "x-ms-retry-after-ms": "1" }),
  throttled_for_seconds: refusal(429, "TooManyRequests", "Too many requests.", { "retry-after": "3" }),
  throttled_for_an_hour: refusal(429, "TooManyRequests", "Too many requests.", { "retry-after": "3600" }),
  unavailable: refusal(503, "ServerTimeout", "The request timed out."),
  no_logs: refusal(400, "ResourceTypeNotSupported", "The resource type does not support diagnostic settings."),
  web_page: { status: 200, headers: { "content-type": "text/html" }, body: "<html>please log in</html>" },
  redirect: { status: 307, headers: { location: "https://example.com/" }, body: "" },
} as const satisfies Record<string, Answer>;

/** These change what would have been answered, or how it comes. */
const CHANGES = ["claims", "slow", "cut", "foreign_next", "looping_next", "empty_page"] as const;
export type FaultName = keyof typeof FAULT_ANSWERS | (typeof CHANGES)[number];

/** Gives, for each call, the fault that befalls it. */
export function openFaults(faults: readonly Fault[]): (call: string) => FaultName | undefined {
  const counts = faults.map(() => 0);
  return (call) => {
    const hit = faults.findIndex(({ call: pattern, nth = 1, times = Infinity }, at) => {
      if (!pattern.test(call)) return false;
      counts[at]! += 1;
      return counts[at]! >= nth && counts[at]! < nth + times;
    });
    return faults[hit]?.fault;
  };
}
