import { stepsFromTop } from "../../language/frame.ts";
import type { Frame } from "../../language/frame.ts";
import { findPlace } from "../../language/place.ts";
import type { Place } from "../../language/place.ts";
import { planPlace } from "../../language/plan.ts";
import type { CompileContext } from "../../language/context.ts";
import { compileQuickFact } from "../../language/spelling.ts";
import { unreadAt } from "../../language/unread.ts";
import type { Attached } from "./parse-policy.ts";
import { parsePolicy } from "./parse-policy.ts";
import type { Policy } from "./statement.ts";

/** The policy at a place: null if it is absent or cannot be read completely; `place` says which. */
export interface ReadPolicy {
  readonly place: Place;
  readonly policy: Policy | null;
}

/** Reads just the policy, if there is a readable one; null if the case is not plain, though in most documents it is. */
export function compileQuickPolicy(
  path: string,
  attached: Attached,
  context: CompileContext,
): (frame: Frame) => Policy | null {
  const quick = compileQuickFact([planPlace(path, context)]);
  if (!quick) return () => null;
  return (frame) => {
    const value = quick(frame);
    if (typeof value === "symbol") return null;
    const parsed = parsePolicy(value, attached);
    return "unreadable" in parsed ? null : parsed;
  };
}

export function compilePolicy(path: string, attached: Attached, context: CompileContext): (frame: Frame) => ReadPolicy {
  const { plan } = planPlace(path, context);
  return (frame) => {
    const place = findPlace(plan, frame);
    if (place.state !== "value") return { place, policy: null };
    const index = place.from.view.unread;
    // With `absent`, what was not read below the place counts too.
    const part = index && unreadAt(index, [...stepsFromTop(place.from), ...place.steps], true, plan.fold);
    if (part) return { place: { ...place, state: "unread", why: `${part.path} was not read` }, policy: null };
    const parsed = parsePolicy(place.value, attached);
    if ("unreadable" in parsed)
      return { place: { ...place, state: "wrong_type", why: parsed.unreadable }, policy: null };
    return { place, policy: parsed };
  };
}
