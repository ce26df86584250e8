import type { Answer, Failure } from "../config/api.ts";

/** Denials of one call, without a grant between them, after which it is not asked again. */
const DENIALS = 25;

/** Whether a call of one account and region is still worth asking. */
export interface GivingUp {
  /** What to say in the place of the answer; undefined where the call is to be asked. */
  readonly without: (call: string) => Failure | undefined;
  readonly heard: (call: string, answer: Answer) => void;
}

/**
 * A call that is denied for one thing may be granted for the next, since things have policies of their own; one that has
 * only ever been denied, many times, is denied to the reader. Ten thousand queues would else cost ten thousand refusals.
 */
export function createGivingUp(): GivingUp {
  const denied = new Map<string, { times: number; failure: Failure }>();
  const granted = new Set<string>();
  return {
    without: (call) => {
      const known = denied.get(call);
      if (granted.has(call) || known === undefined || known.times < DENIALS) return undefined;
      return { ...known.failure, message: `denied ${DENIALS} times and never granted, so it was not asked again` };
    },
    heard: (call, answer) => {
      if (!("failure" in answer)) return void granted.add(call);
      if (answer.failure.reason !== "access_denied") return;
      const times = (denied.get(call)?.times ?? 0) + 1;
      denied.set(call, { times, failure: answer.failure });
    },
  };
}
