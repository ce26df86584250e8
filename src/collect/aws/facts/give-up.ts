import type { Answer, Failure } from "../config/api.ts";

/** The number of denials after which a call that was never granted is no longer made. */
const DENIALS = 25;

/** Decides whether a call is still worth making in one account and region. */
export interface GivingUp {
  /** The failure to report instead of making the call; undefined if the call is to be made. */
  readonly without: (call: string) => Failure | undefined;
  readonly heard: (call: string, answer: Answer) => void;
}

/**
 * Gives up on calls that are always denied. A call denied for one resource may be granted for the next, since resources
 * have policies of their own. But one denied many times and never granted is denied to the caller as such: otherwise
 * ten thousand queues would cost ten thousand refusals.
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
