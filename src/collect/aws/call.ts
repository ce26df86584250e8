import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { isObject } from "../../inventory/json-text.ts";
import type { JsonObject } from "../../inventory/json-text.ts";
import type { Clock } from "../clock.ts";
import { withDeadline } from "../deadline.ts";
import { createPacer } from "../pacer.ts";
import type { Pacer } from "../pacer.ts";
import type { CallPlace, Clients } from "./clients.ts";
import type { Answer, Failure } from "./config/api.ts";
import { foreignAnswer } from "./config/api.ts";
import { expiredDiagnostic, verdictOn } from "./failure.ts";
import type { CallLimits } from "./options.ts";
import type { RegionApi } from "./region-api.ts";
import type { Call } from "./service.ts";
import { actionOf } from "./service.ts";

export interface ApiOptions {
  readonly clock: Clock;
  readonly limits: CallLimits;
  readonly count: CallCount;
}

export interface CallCount {
  calls: number;
  throttled: number;
}

/**
 * Opens AWS in one region of one account. Each API is called at its own pace, and every attempt ends at its deadline. A
 * throttled call waits for its next turn and tells the pacer, so that all other calls slow down with it. For that
 * reason the SDK's own retries are off: the pacer would not see them.
 */
export function openApi(place: CallPlace, clients: Clients, options: ApiOptions): RegionApi {
  const { region, session } = place;
  const { clock, limits, count } = options;
  const pacers = new Map<string, Pacer>();
  const pacerOf = ({ service, operation }: Call): Pacer => {
    const name = `${service}:${operation}`;
    const pacer = pacers.get(name) ?? createPacer(clock, clients.closed);
    pacers.set(name, pacer);
    return pacer;
  };

  /** Makes one attempt; undefined if the call is to be tried again. */
  const attempt = async (call: Call, input: JsonObject, tries: Tries): Promise<Answer | undefined> => {
    const pacer = pacerOf(call);
    const turn = await pacer.turn();
    if (clients.closed.aborted) return { failure: foreignAnswer(actionOf(call), "the collection has ended") };
    const renewals = session.renewals();
    try {
      const output = await withDeadline(limits.deadline, (signal) => clients.send(place, call, input, signal));
      count.calls += 1;
      pacer.served();
      return isObject(output)
        ? { value: output }
        : { failure: foreignAnswer(actionOf(call), "the answer is not an object") };
    } catch (error) {
      count.calls += 1;
      const verdict = verdictOn(error, actionOf(call), region);
      if (verdict.kind === "throttled") {
        count.throttled += 1;
        pacer.throttled(turn);
        return (tries.throttled += 1) < limits.throttledAttempts ? undefined : { failure: verdict.failure };
      }
      pacer.served();
      if (verdict.kind === "fatal") throw new DiagnosticError([verdict.diagnostic]);
      if (verdict.kind === "expired") {
        tries.expired += 1;
        if (tries.expired > 1 || !(await session.renew(renewals))) throw new DiagnosticError([expiredDiagnostic()]);
        return undefined;
      }
      if (verdict.kind === "refused") return verdict;
      return backOff(verdict.failure, tries);
    }
  };

  const backOff = async (failure: Failure, tries: Tries): Promise<Answer | undefined> => {
    tries.failed += 1;
    if (tries.failed >= limits.failedAttempts) return { failure };
    await clock.sleep(limits.backoff * 2 ** (tries.failed - 1), clients.closed);
    return undefined;
  };

  const ask = async (call: Call, input: JsonObject): Promise<Answer> => {
    const tries: Tries = { throttled: 0, failed: 0, expired: 0 };
    for (;;) {
      const answer = await attempt(call, input, tries);
      if (answer !== undefined) return answer;
    }
  };
  return { region, ask, call: (operation, input) => ask({ service: "config", operation }, input) };
}

interface Tries {
  throttled: number;
  failed: number;
  expired: number;
}
