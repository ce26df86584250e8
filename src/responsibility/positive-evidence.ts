import { OPERATOR_NAMES } from "../model/rule.ts";
import type { Condition, Line, ListBody, OperatorName } from "../model/rule.ts";

/**
 * What an operator being true says about a value. `positive`: it is there and is the right one; `spelling`: its text
 * looks right; `nothing`: it may be absent, or anything else.
 */
const SAYS: Readonly<Record<OperatorName, "positive" | "spelling" | "nothing">> = {
  is: "nothing",
  equals: "positive",
  not_equals: "nothing",
  one_of: "positive",
  not_one_of: "nothing",
  at_least: "positive",
  at_most: "positive",
  contains_all: "positive",
  contains_any: "positive",
  like: "spelling",
  mentions_all: "spelling",
  matches: "spelling",
  version_at_least: "positive",
  in_support: "positive",
  tls_at_least: "positive",
  age_at_most: "positive",
  age_at_least: "positive",
  ahead_at_least: "positive",
  ahead_at_most: "positive",
};

/** Paths that hold what somebody chose to call a thing, rather than what it is. */
const NAMES = /^(name|tags)\b/;

/**
 * True if, in every way `condition` can be true, some line says something positive about a value that was seen.
 * Absence, negation, an empty list and a documented default prove nothing; nor do names and spellings, unless
 * `reserved`: they are in a namespace in which the cloud does not let customers create anything. What cannot be seen
 * from here (shared conditions, common questions) counts as not positive.
 */
export function restsOnPositiveEvidence(condition: Condition, reserved: boolean): boolean {
  const proves = (part: Condition): boolean => restsOnPositiveEvidence(part, reserved);
  if ("all" in condition) return condition.all.some(proves);
  if ("any" in condition) return condition.any.length > 0 && condition.any.every(proves);
  if ("some" in condition) return condition.some.absent !== "pass" && provesElement(condition.some, proves);
  if ("every" in condition) {
    const { empty, absent } = condition.every;
    return empty !== "pass" && absent !== "pass" && provesElement(condition.every, proves);
  }
  if ("count" in condition) {
    const { at_least: atLeast, absent } = condition.count;
    return typeof atLeast === "number" && atLeast >= 1 && absent !== "pass" && provesElement(condition.count, proves);
  }
  if ("not" in condition || "none" in condition || "holds" in condition) return false;
  return provesLine(condition as Line, reserved);
}

/** Without `where`, the element itself is what was seen. */
function provesElement({ where }: ListBody, proves: (part: Condition) => boolean): boolean {
  return where === undefined || proves(where);
}

function provesLine(line: Line, reserved: boolean): boolean {
  if (line.default !== undefined || line.absent === "pass") return false;
  if (!reserved && paths(line).some((path) => NAMES.test(path))) return false;
  const said = OPERATOR_NAMES.filter((name) => line[name] !== undefined).map((name) => SAYS[name]);
  return said.includes("positive") || (reserved && said.includes("spelling")) || line.is === "set";
}

function paths({ path }: Line): readonly string[] {
  return path === undefined ? [] : typeof path === "string" ? [path] : path;
}
