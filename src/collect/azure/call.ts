import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { JsonObject } from "../../inventory/json-text.ts";
import { isObject, parseJson } from "../../inventory/json-text.ts";
import type { Clock } from "../clock.ts";
import { withDeadline } from "../deadline.ts";
import type { Answer, ArmApi, Failure } from "./api.ts";
import { foreign } from "./api.ts";
import type { ArmClient } from "./client.ts";
import type { RawAnswer, RawRequest } from "./raw-answer.ts";
import { unreadable, verdictOn, verdictOnThrown } from "./failure.ts";
import type { Verdict } from "./failure.ts";
import type { CallLimits } from "./options.ts";
import { addressOf, callName, OWN_CALLS } from "./own-calls.ts";
import { openPaces } from "./paces.ts";
import type { Pace } from "./paces.ts";
import { askedWait } from "./waiting.ts";

export interface CallCount {
  calls: number;
  throttled: number;
}

export interface CallOptions {
  readonly clock: Clock;
  readonly now: () => string;
  readonly limits: CallLimits;
  readonly count: CallCount;
}

/**
 * Opens Azure Resource Manager. Each subscription is called at its own pace; every attempt has a deadline, and every
 * call has one for all its attempts. The SDK's own retries are off: they wait for as long as they are told, however
 * long, and do not retry if they are not told to.
 */
export function openApi(client: ArmClient, options: CallOptions): ArmApi {
  const { clock, limits, count } = options;
  const paces = openPaces(clock, client.closed);

  const send = async (request: RawRequest, pace: Pace, call: string): Promise<Attempt> => {
    try {
      const raw = await withDeadline(limits.deadline, (signal) => client.send(request, signal));
      pace.heard(raw);
      if (raw.status < 200 || raw.status >= 300) return { verdict: verdictOn(raw, call), raw };
      const value = parseJson(raw.text);
      return isObject(value) ? { value } : { verdict: unreadable(call), raw };
    } catch (error) {
      return { verdict: verdictOnThrown(error, call) };
    } finally {
      count.calls += 1;
    }
  };

  const run = async (request: RawRequest, pace: Pace, call: string): Promise<Answer> => {
    await pace.turn();
    const tries: Tries = { throttled: 0, transient: 0, giveUpAt: clock.now() + limits.patience };
    for (;;) {
      if (client.closed.aborted) return { failure: foreign(call, "the collection has ended", "Closed") };
      const attempt = await send(request, pace, call);
      if ("value" in attempt) return attempt;
      const wait = nextAttempt(attempt, tries, options);
      if (typeof wait !== "number") return { failure: wait };
      if (attempt.verdict.kind === "throttled") pace.pause(wait);
      else await clock.sleep(wait, client.closed);
      await pace.turn();
    }
  };

  const absolute = (address: string): string => new URL(address, client.endpoint).href;
  return {
    get: ({ address, call }) => run({ method: "GET", url: absolute(address) }, paces.ofAddress(address), call),
    query: (body: JsonObject) => {
      const url = absolute(addressOf(OWN_CALLS.graph, {}));
      return run({ method: "POST", url, body: JSON.stringify(body) }, paces.ofGraph, callName(OWN_CALLS.graph));
    },
    isForeign: (address) =>
      !URL.canParse(address, client.endpoint.href) ||
      new URL(address, client.endpoint).origin !== client.endpoint.origin,
  };
}

interface Tries {
  throttled: number;
  transient: number;
  /** A time of the clock. */
  readonly giveUpAt: number;
}

type Attempt = { readonly value: JsonObject } | Failed;

interface Failed {
  readonly verdict: Verdict;
  /** Undefined if no answer came. */
  readonly raw?: RawAnswer;
}

/**
 * Milliseconds until the next attempt; a failure if there is to be none.
 *
 * @throws {DiagnosticError} if nothing more can be read.
 */
function nextAttempt(
  { verdict, raw }: Failed,
  tries: Tries,
  { clock, now, limits, count }: CallOptions,
): number | Failure {
  if (verdict.kind === "fatal") throw new DiagnosticError([verdict.diagnostic]);
  if (verdict.kind === "refused") return verdict.failure;
  const isThrottled = verdict.kind === "throttled";
  const most = isThrottled ? limits.throttledAttempts : limits.failedAttempts;
  const asked = raw && askedWait(raw, now());
  const wait = asked ?? limits.backoff * 2 ** tries[verdict.kind];
  tries[verdict.kind] += 1;
  if (isThrottled) count.throttled += 1;
  const tooLong = wait > limits.longestWait || clock.now() + wait > tries.giveUpAt;
  return tries[verdict.kind] >= most || tooLong ? verdict.failure : wait;
}
