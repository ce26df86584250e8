import { DENIED } from "../../model/denied.ts";
import { MORE_ELEMENTS } from "../../model/more-elements.ts";
import type { UnreadCause } from "../../model/examination.ts";
import type { BlindSpot } from "../../model/resource.ts";
import type { Evaluation, Evidence } from "../../model/run.ts";

/** One thing that was not read, as an evaluation describes it; blind spots say more, once all are known. */
export type RawCause =
  | { readonly kind: "call"; readonly call: string; readonly code: string; readonly type: string }
  | { readonly kind: "spot"; readonly message: string; readonly type: string }
  | { readonly kind: "other"; readonly text: string };

/** Evidence of a place that was not read: the call, then the cloud's code or the reason. */
const CALL_AND_CODE = /^((?:GET|POST) \S+|[a-z][\w-]*:[A-Z]\w*) ?(not_collected(?=: )|.*)/s;
/** Evidence of a look-up that may have missed something. */
const CANDIDATE = /^(\S+): a candidate whose .+? was not read: (.*)$/s;
/** Evidence of a list that was read in part. */
const MORE = new RegExp(`^${MORE_ELEMENTS}: (.*)$`, "s");
const NOT_WHOLLY = /^(\S+) was not wholly read: (.*)$/s;

/** Everything that an unknown pair rests on; not empty. */
export function rawCausesOf({ reason, resource, evidence, responsibility }: Evaluation): RawCause[] {
  const { type } = resource;
  if (reason === "blind_spot") {
    const seen = String(evidence[0]?.seen ?? "");
    return [{ kind: "spot", message: seen, type }];
  }
  if (reason === "stale") return [{ kind: "other", text: "documents older than the highest age" }];
  if (reason === "responsibility_undetermined") return [causeIn(responsibility.decided_by.value, type)];
  const unread = evidence.filter(({ state }) => state === "unread").map(({ seen }) => causeIn(seen, type));
  return unread.length > 0 ? unread : [{ kind: "other", text: "what was read does not decide it" }];
}

function causeIn(seen: unknown, type: string): RawCause {
  const text = typeof seen === "string" ? seen : "";
  const [, candidate, why] = CANDIDATE.exec(text) ?? [];
  const [, rest] = MORE.exec(text) ?? [];
  const [, call, code = ""] = CALL_AND_CODE.exec(why ?? rest ?? text) ?? [];
  if (call !== undefined) return { kind: "call", call, code, type: candidate ?? type };
  const [, related, message] = NOT_WHOLLY.exec(text) ?? [];
  if (related !== undefined && message !== undefined) return { kind: "spot", message, type: related };
  return { kind: "other", text: text === "" ? "what was read does not decide it" : text };
}

/** Evidence of a look-up among things that nobody declared as read. */
const NOT_READ_IN = /^\S+ was not read in /;

/**
 * The call that did not give what this fact of the evaluation rests on, which is seldom the one that gave the rest of the
 * document; undefined where nobody can say.
 */
export function callNotRead(
  { seen, call }: Evidence,
  { reason, resource }: Pick<Evaluation, "reason" | "resource">,
  spots: readonly BlindSpot[],
): string | undefined {
  if (reason === "blind_spot" || reason === "stale") return call;
  const cause = causeIn(seen, resource.type);
  if (cause.kind === "call") return cause.call;
  if (cause.kind === "spot") return resolveCause(cause, spots).call;
  return NOT_READ_IN.test(cause.text) ? undefined : call;
}

/** What a raw cause comes to, with the blind spots. */
export function resolveCause(cause: RawCause, spots: readonly BlindSpot[]): UnreadCause {
  if (cause.kind === "other") return { reason: "undecided", message: cause.text };
  if (cause.kind === "call") {
    const { call, code, type } = cause;
    const reason = DENIED.test(code) || code === "access_denied" ? "access_denied" : "service_error";
    return { reason, call, code, type, message: `${call} ${code}` };
  }
  const { message, type } = cause;
  const spot = spots.find((one) => (one.types.includes(type) || one.types.includes("*")) && saysSo(one, message));
  if (spot === undefined) return { reason: "undecided", type, message };
  const { reason, call, code, help } = spot;
  return {
    reason,
    ...(call !== undefined && { call }),
    ...(code !== undefined && { code }),
    type,
    message: spot.message,
    ...(help !== undefined && { help }),
  };
}

/** A placeholder puts the code before the message. */
function saysSo({ code, message }: BlindSpot, said: string): boolean {
  return said === message || said === [code, message].filter(Boolean).join(": ");
}
