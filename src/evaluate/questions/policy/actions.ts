import type { Patterns } from "./statement.ts";
import { covers, hasWildcard, intersects } from "./wildcard.ts";

/** Which actions a rule asks about. */
export type AskedActions = "any" | "administrator" | "whole_service" | readonly string[];

/** One thing a statement grants, in all its spellings; a deny that covers one of them covers it. */
export type Granted = readonly string[];

/** Every action has a service before its colon. */
const EVERY = "*:*";
/** Anyone who can do this can grant themselves the rest. */
const IDENTITIES = "iam:*";

/** Which of the asked actions are among `actions`; empty if none are. */
export function grantedActions(actions: Patterns, asked: AskedActions): readonly Granted[] {
  if (asked === "any") return actions.not ? leavesIn(actions, EVERY) : actions.patterns.map((pattern) => [pattern]);
  if (asked === "administrator") {
    if (actions.not) return leavesIn(actions, IDENTITIES);
    return actions.patterns.some((pattern) => covers(pattern, EVERY)) ? [[IDENTITIES]] : [];
  }
  if (asked === "whole_service") {
    if (actions.not) return leavesIn(actions, EVERY);
    return actions.patterns.filter(isWholeService).map((pattern) => [pattern]);
  }
  if (actions.not) return asked.flatMap((wanted) => leavesIn(actions, wanted));
  const granted: Granted[] = [];
  for (const wanted of asked)
    for (const pattern of actions.patterns) if (intersects(pattern, wanted)) granted.push([pattern, wanted]);
  return granted;
}

/** Whether anything of the asked actions is among `actions`. */
export function grantsAny(actions: Patterns, asked: AskedActions): boolean {
  if (asked === "any" && !actions.not) return actions.patterns.length > 0;
  if (asked === "whole_service" && !actions.not) return actions.patterns.some(isWholeService);
  if (typeof asked === "string" || actions.not) return grantedActions(actions, asked).length > 0;
  return actions.patterns.some((pattern) => asked.some((wanted) => intersects(pattern, wanted)));
}

/** `NotAction` still grants what none of its patterns covers alone. */
function leavesIn({ patterns }: Patterns, wanted: string): Granted[] {
  return patterns.some((pattern) => covers(pattern, wanted)) ? [] : [[wanted]];
}

function isWholeService(pattern: string): boolean {
  if (!hasWildcard(pattern)) return false;
  const [service] = pattern.split(":", 1);
  return covers(pattern, `${service}:*`);
}

/** Whether what is granted is an action of one of the services, or of any. */
export function isOfService(granted: Granted, services: ReadonlySet<string>): boolean {
  const [service = ""] = granted.at(-1)!.split(":", 1);
  return services.has(service) || (hasWildcard(service) && services.size > 0);
}

/** Whether a deny of `denied` removes what is granted. */
export function takesActions(denied: Patterns, granted: Granted): boolean {
  return granted.some((action) => coversPattern(denied, action));
}

/** Whether everything that matches `pattern` is in `set`. */
export function coversPattern(set: Patterns, pattern: string): boolean {
  if (set.not) return !set.patterns.some((left) => intersects(left, pattern));
  return set.patterns.some((own) => covers(own, pattern));
}
