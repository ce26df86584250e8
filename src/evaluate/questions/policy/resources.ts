import type { Truth } from "../../language/truth.ts";
import { FALSE, TRUE, UNKNOWN } from "../../language/truth.ts";
import { coversPattern } from "./actions.ts";
import type { Patterns } from "./statement.ts";
import { covers, hasWildcard } from "./wildcard.ts";

const EVERY_ARN = "arn:*:*:*:*:*";

/** `*`, and ARNs in which nothing is fixed after the partition. */
function isEveryResource(pattern: string): boolean {
  if (!hasWildcard(pattern)) return false;
  return covers(pattern.replace(/^arn:aws[a-z-]*:/, "arn:*:"), EVERY_ARN);
}

/**
 * Everything of one kind that a service has in an account, or in a region of it: `arn:aws:kms:*:111122223333:key/*`.
 * Without an account, as with buckets, nothing may precede the wildcard.
 */
const EVERY_OF_A_KIND = /^arn:[^:]*:([a-z0-9-]+):[^:]*:(?:[^:]+:(?:[a-z-]+[/:])?|:)\*(?:\/\*)?$/i;

/** The services for which a statement names every resource of a kind. */
export function servicesCovered({ not, patterns }: Patterns): ReadonlySet<string> {
  const services = not ? [] : patterns.map((pattern) => EVERY_OF_A_KIND.exec(pattern)?.[1]!.toLowerCase());
  return new Set(services.filter((service) => service !== undefined));
}

/**
 * Whether a statement is about every resource. All except some count as all; if none is named, it is the thing itself.
 */
export function coversEveryResource(resources: Patterns | null): boolean {
  return resources === null || resources.not || resources.patterns.some(isEveryResource);
}

/** The user may be the caller: `arn:aws:iam::111122223333:user/${aws:username}`, with or without a path. */
const WHO_ASKS = /^arn:[^:]*:iam::[^:]*:user\/(?:[^$]*\/)?\$\{aws:username\}\*?$/i;

/** Whether a statement is about the thing that has the policy. */
export function coversOwn({ not, patterns }: Patterns, id: string): boolean {
  return !not && patterns.some((pattern) => WHO_ASKS.test(pattern) || covers(pattern, id));
}

/** Whether a deny on `denied` is about everything that `granted` is about. */
export function takesResources(denied: Patterns | null, granted: Patterns | null): Truth {
  if (denied === null) return TRUE;
  if (!denied.not && denied.patterns.some(isEveryResource)) return TRUE;
  const wanted = granted === null || granted.not ? [EVERY_ARN] : granted.patterns;
  const certain = denied.not ? { ...denied, patterns: denied.patterns.map(widest) } : denied;
  if (wanted.every((pattern) => coversPattern(certain, pattern))) return TRUE;
  // A variable is filled in when the policy is evaluated, and the deny may then cover all of it.
  return denied.patterns.some((pattern) => pattern.includes("${")) ? UNKNOWN : FALSE;
}

/** A pattern with the most that its variables may stand for. */
function widest(pattern: string): string {
  return pattern.replace(/\$\{[^}]*\}/g, "*");
}
