import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { isObject } from "../../inventory/json-text.ts";
import type { JsonObject } from "../../inventory/json-text.ts";
import type { Clock } from "../clock.ts";
import { createPacer } from "../pacer.ts";
import type { Pacer } from "../pacer.ts";
import type { Clients } from "./clients.ts";
import type { Answer, ConfigApi, Failure, Operation } from "./config/api.ts";
import { foreign } from "./config/api.ts";
import { expiredDiagnostic, verdictOn } from "./failure.ts";
import type { CallLimits } from "./options.ts";

export interface CallCount {
  calls: number;
  throttled: number;
}

/**
 * AWS Config in one region: each API at its own pace, every attempt with a deadline that ends it. What is refused
 * for its rate waits for its next turn and tells the pacer, so that all other calls slow down with it; this is why
 * the SDK's own retries, which the pacer would not see, are off.
 */
export function openApi(
  region: string,
  clients: Clients,
  options: { readonly clock: Clock; readonly limits: CallLimits; readonly count: CallCount },
): ConfigApi {
  const { clock, limits, count } = options;
  const pacers = new Map<Operation, Pacer>();
  const pacerOf = (operation: Operation): Pacer => {
    const pacer = pacers.get(operation) ?? createPacer(clock, clients.closed);
    pacers.set(operation, pacer);
    return pacer;
  };

  /** Undefined: to be tried again. */
  const attempt = async (operation: Operation, input: JsonObject, tries: Tries): Promise<Answer | undefined> => {
    const pacer = pacerOf(operation);
    const turn = await pacer.turn();
    if (clients.closed.aborted) return { failure: foreign(operation, "the collection has ended") };
    const renewals = clients.renewals();
    try {
      const output = await withDeadline(limits.deadline, (signal) => clients.send(region, operation, input, signal));
      count.calls += 1;
      pacer.served();
      return isObject(output) ? { value: output } : { failure: foreign(operation, "the answer is no object") };
    } catch (error) {
      count.calls += 1;
      const verdict = verdictOn(error, operation, region);
      if (verdict.kind === "throttled") {
        count.throttled += 1;
        pacer.throttled(turn);
        return (tries.throttled += 1) < limits.throttledAttempts ? undefined : { failure: verdict.failure };
      }
      pacer.served();
      if (verdict.kind === "fatal") throw new DiagnosticError([verdict.diagnostic]);
      if (verdict.kind === "expired") {
        tries.expired += 1;
        if (tries.expired > 1 || !(await clients.renew(renewals))) throw new DiagnosticError([expiredDiagnostic()]);
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

  return {
    region,
    call: async (operation, input) => {
      const tries: Tries = { throttled: 0, failed: 0, expired: 0 };
      for (;;) {
        const answer = await attempt(operation, input, tries);
        if (answer !== undefined) return answer;
      }
    },
  };
}

interface Tries {
  throttled: number;
  failed: number;
  expired: number;
}

/** Ends the work at its deadline, whatever the work does; the signal tells it to let go of what it holds. */
async function withDeadline<Value>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(Object.assign(new Error(`no answer within ${milliseconds / 1000} seconds`), { name: "TimeoutError" }));
      controller.abort();
    }, milliseconds);
  });
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
