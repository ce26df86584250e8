import type { Comparison, Condition, Literal } from "./expression.ts";

/** A row as the query sees it: the members that properties name. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * A condition on a list holds where any element meets it, so two conditions may be met by two different elements.
 * What is missing or null meets nothing.
 */
export function matches(condition: Condition, row: Row): boolean {
  switch (condition.kind) {
    case "and":
      return condition.parts.every((part) => matches(part, row));
    case "or":
      return condition.parts.some((part) => matches(part, row));
    case "not":
      return !matches(condition.part, row);
    case "compare":
      return some(row, condition.path, (value) => compare(value, condition.operator, condition.value));
    case "in":
      return some(row, condition.path, (value) => condition.values.includes(value));
    case "between":
      return some(row, condition.path, (value) => isBetween(value, condition.low, condition.high));
    case "like":
      return some(row, condition.path, (value) => typeof value === "string" && isLike(value, condition.pattern));
  }
}

function some(row: Row, path: string, holds: (value: Literal) => boolean): boolean {
  return valuesAt(row, path.split(".")).some((value) => isLiteral(value) && holds(value));
}

function isLiteral(value: unknown): value is Literal {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** All that stands at the end of the path: lists on the way, and at its end, are gone through. */
export function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((element) => valuesAt(element, path));
  const [step, ...rest] = path;
  if (step === undefined) return [value];
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return [];
  return valuesAt((value as Row)[step], rest);
}

function compare(value: Literal, operator: Comparison, wanted: Literal): boolean {
  if (typeof value !== typeof wanted) return false;
  if (operator === "=") return value === wanted;
  return operator === "<" ? value < wanted : value > wanted;
}

function isBetween(value: Literal, low: Literal, high: Literal): boolean {
  const isSameKind = typeof value === typeof low && typeof value === typeof high;
  return isSameKind && value >= low && value <= high;
}

function isLike(value: string, pattern: string): boolean {
  const isPrefix = pattern.endsWith("%");
  const start = isPrefix ? pattern.slice(0, -1) : pattern;
  if (isPrefix ? value.length < start.length : value.length !== start.length) return false;
  for (let i = 0; i < start.length; i++) if (start[i] !== "_" && start[i] !== value[i]) return false;
  return true;
}
