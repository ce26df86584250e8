import type { Row } from "./matches.ts";
import { SCALARS } from "./properties.ts";

/** The fields of a row, nested as they are in the row. A path through a list takes that of each element. */
export function project(row: Row, fields: readonly string[]): Row {
  const projected: Record<string, unknown> = {};
  for (const field of fields.flatMap((one) => (one === "*" ? SCALARS : [one]))) {
    const [first, ...rest] = field.split(".");
    if (!Object.hasOwn(row, first!)) continue;
    projected[first!] = merged(projected[first!], along(row[first!], rest));
  }
  return projected;
}

function along(value: unknown, path: readonly string[]): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(value)) return value.map((element) => along(element, path));
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return {};
  return { [step]: along((value as Row)[step], rest) };
}

/** Two projections of one value, laid over each other. */
function merged(one: unknown, other: unknown): unknown {
  if (Array.isArray(one) && Array.isArray(other)) return one.map((element, index) => merged(element, other[index]));
  if (!isObject(one) || !isObject(other)) return other;
  const both: Record<string, unknown> = { ...one };
  for (const [key, value] of Object.entries(other)) both[key] = merged(both[key], value);
  return both;
}

function isObject(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
