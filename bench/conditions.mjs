// Reads the fifty conditions that every engine is asked.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** Each with the types that it is asked of, out of those that there are. */
export function conditionsFor(types) {
  const { every_type: ofEvery, ...ofOne } = parse(readFileSync(join(import.meta.dirname, "conditions.yaml"), "utf8"));
  const missing = Object.keys(ofOne).filter((type) => !types.includes(type));
  if (missing.length > 0) throw new Error(`there is no ${missing.join(", ")} to ask the conditions of`);
  const all = [
    ...ofEvery.map((holds) => ({ types, holds })),
    ...Object.entries(ofOne).flatMap(([type, some]) => some.map((holds) => ({ types: [type], holds }))),
  ];
  return all.map((condition, index) => ({ id: `c${String(index).padStart(2, "0")}`, ...condition }));
}
