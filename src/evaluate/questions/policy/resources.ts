import type { Truth } from "../../language/truth.ts";
import { FALSE, TRUE, UNKNOWN } from "../../language/truth.ts";
import { coversPattern } from "./actions.ts";
import type { Patterns } from "./statement.ts";
import { covers, hasWildcard } from "./wildcard.ts";

const EVERY_ARN = "arn:*:*:*:*:*";

/** `*`, and ARNs of which nothing is fixed behind the partition. */
function isEveryResource(pattern: string): boolean {
  if (!hasWildcard(pattern)) return false;
  return covers(pattern.replace(/^arn:aws[a-z-]*:/, "arn:*:"), EVERY_ARN);
}

/** True where a statement is about every resource. All but some are counted as all; none named is the thing itself. */
export function coversEveryResource(resources: Patterns | null): boolean {
  return resources === null || resources.not || resources.patterns.some(isEveryResource);
}

/** Whether a deny on `denied` is about everything that `granted` is about. */
export function takesResources(denied: Patterns | null, granted: Patterns | null): Truth {
  if (denied === null) return TRUE;
  if (!denied.not && denied.patterns.some(isEveryResource)) return TRUE;
  const wanted = granted === null || granted.not ? [EVERY_ARN] : granted.patterns;
  const certain = denied.not ? { ...denied, patterns: denied.patterns.map(widest) } : denied;
  if (wanted.every((pattern) => coversPattern(certain, pattern))) return TRUE;
  // A variable is filled in when the policy is asked: then the deny may be about all of it.
  return denied.patterns.some((pattern) => pattern.includes("${")) ? UNKNOWN : FALSE;
}

/** A pattern with the most that its variables may stand for. */
function widest(pattern: string): string {
  return pattern.replace(/\$\{[^}]*\}/g, "*");
}
