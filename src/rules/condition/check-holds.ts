import { suggest } from "../../diagnostics/suggest.ts";
import type { Condition } from "../../model/rule.ts";
import type { MapEntry } from "../../source/source-node.ts";
import { shown, textOf } from "../../source/source-node.ts";
import { MOST_RELATED } from "./check-related.ts";
import type { CheckFacts, ConditionSource, Surroundings } from "./surroundings.ts";

/**
 * Checks `holds: name`: the condition exists, applies to the types at this place, and does not refer back to itself.
 */
export function checkHolds(entry: MapEntry, at: Surroundings): void {
  const { reporter, facts, start } = at;
  const name = textOf(entry.value);
  const source = name === undefined ? undefined : facts.conditions.get(name);
  if (!source) {
    const guess = name === undefined ? undefined : suggest(name, facts.conditions.keys());
    return reporter.error(
      entry.value.place,
      "rule-unknown-condition",
      `no shared condition is called ${shown(entry.value)}${guess === undefined ? "" : `; did you mean "${guess}"?`}`,
    );
  }
  const { place } = entry.value;
  if (start.literals !== null || start.base.length > 0) {
    return reporter.error(
      place,
      "rule-holds-element",
      `${source.name} is about ${source.types.join(" or ")} as a whole; here is an element of a list`,
    );
  }
  const other = start.types.find((type) => !source.types.includes(type));
  if (other !== undefined)
    reporter.error(place, "rule-holds-type", `${source.name} is about ${source.types.join(" or ")}; here is ${other}`);
  const circle = circleFrom(source, facts);
  if (circle) return reporter.error(place, "rule-holds-cycle", `holds refers back to itself: ${circle.join(" -> ")}`);
  const depth = at.relatedDepth + relatedDepth(source.condition, facts);
  if (depth > MOST_RELATED)
    reporter.error(
      place,
      "rule-related-depth",
      `${depth} levels of related with those of ${source.name}; at most ${MOST_RELATED} can be followed`,
    );
  checkAbsenceWithin(source, at, place);
}

/** Words for absence in a shared condition must have a meaning wherever it is used. */
function checkAbsenceWithin(source: ConditionSource, at: Surroundings, place: MapEntry["keyPlace"]): void {
  if ((at.role !== "when" && at.directed) || !speaksOfAbsence(source.condition, at.facts)) return;
  const why =
    at.role === "when" ? "when has no pass and fail" : "inside a count with two bounds absence has no direction";
  at.reporter.error(place, "rule-absent-in-when", `${source.name} says what absence means, and ${why}`);
}

/** The names on the way from `source` back to itself, or to a condition seen before; null if there is no cycle. */
function circleFrom(source: ConditionSource, facts: CheckFacts): string[] | null {
  const visit = (name: string, way: readonly string[]): string[] | null => {
    if (way.includes(name)) return [...way.slice(way.indexOf(name)), name];
    const next = facts.conditions.get(name);
    if (!next) return null;
    for (const held of heldBy(next.condition)) {
      const circle = visit(held, [...way, name]);
      if (circle) return circle;
    }
    return null;
  };
  return visit(source.name, []);
}

function heldBy(condition: unknown): string[] {
  return [...walk(condition)].flatMap((node) => (typeof node["holds"] === "string" ? [node["holds"]] : []));
}

function speaksOfAbsence(condition: unknown, facts: CheckFacts): boolean {
  for (const node of walk(condition)) {
    if ([node["absent"], node["empty"]].some((word) => word === "pass" || word === "fail")) return true;
    const held = typeof node["holds"] === "string" ? facts.conditions.get(node["holds"]) : undefined;
    if (held && speaksOfAbsence(held.condition, facts)) return true;
  }
  return false;
}

/** How deep `related` is nested; there must be no cycle. */
function relatedDepth(condition: Condition | unknown, facts: CheckFacts): number {
  if (typeof condition !== "object" || condition === null) return 0;
  const inner = Object.values(condition).map((part) => relatedDepth(part, facts));
  const { holds } = condition as { holds?: unknown };
  const held = typeof holds === "string" ? facts.conditions.get(holds) : undefined;
  if (held) inner.push(relatedDepth(held.condition, facts));
  return Math.max(0, ...inner) + (Object.hasOwn(condition, "related") ? 1 : 0);
}

/** Every mapping in a piece of data, from the outside in. */
function* walk(data: unknown): Iterable<Record<string, unknown>> {
  if (typeof data !== "object" || data === null) return;
  if (!Array.isArray(data)) yield data as Record<string, unknown>;
  for (const part of Object.values(data)) yield* walk(part);
}
