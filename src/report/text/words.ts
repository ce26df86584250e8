import type { Evidence } from "../../model/run.ts";
import type { Severity } from "../../model/words.ts";
import { canonical } from "../canonical.ts";
import type { Tone } from "../style.ts";

/** The column at which the words of a report begin. */
export const HANG = 12;

const LONGEST_VALUE = 100;

/** The path of evidence about a whole resource, or about others that are looked up for it. */
const WHOLE = ".";

export interface Signs {
  readonly fail: string;
  readonly unknown: string;
  readonly unchecked: string;
}

export function signs(ascii: boolean): Signs {
  return { fail: ascii ? "x" : "✖", unknown: "?", unchecked: "-" };
}

export const SEVERITY_TONES: Readonly<Record<Severity, Tone>> = {
  critical: "red",
  high: "red",
  medium: "yellow",
  low: "cyan",
  info: "dim",
};

/** `1 rule`, `2 rules`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The first `limit` words, and how many more there are. */
export function listed(words: readonly string[], limit: number): string {
  const more = words.length - limit;
  return words.slice(0, limit).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** What was seen against what was wanted, in one sentence. */
export function evidenceSentence(evidence: Evidence): string {
  const { path, wanted, because, resource } = evidence;
  const place = resource === undefined ? showPlace(path) : path === WHOLE ? resource : `${path} of ${resource}`;
  return `${place} ${showSeen(evidence)}, wanted ${wanted}${because === undefined ? "" : ` (${because})`}`;
}

/** The path, or words for it where it is no field. */
export function showPlace(path: string): string {
  return path === WHOLE ? "the resource" : path;
}

/** What was found at the place: `is 22`, `is absent`. */
export function showSeen({ state, seen }: Evidence): string {
  return FOUND[state](seen);
}

const FOUND: Readonly<Record<Evidence["state"], (seen: unknown) => string>> = {
  value: (seen) => `is ${showValue(seen)}`,
  absent: () => "is absent",
  unread: (seen) => `was not read: ${showText(seen)}`,
  wrong_type: (seen) => `has the wrong type: ${showText(seen)}`,
  unsupported: () => "does not exist for this kind of resource",
  none_found: (seen) => (seen === 0 ? "has none" : `has none that fits among ${showText(seen)}`),
  counted: (seen) => `has ${showText(seen)} of them`,
};

/** `seen` where it is not the cloud's value but words of ours. */
export function showText(seen: unknown): string {
  return typeof seen === "string" ? seen : showValue(seen);
}

function showValue(value: unknown): string {
  const text = JSON.stringify(canonical(value)) ?? "nothing";
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}...`;
}
