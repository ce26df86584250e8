import type { JsonObject } from "./json-text.ts";

/**
 * The object with `change` applied to each member. Returns the same object if nothing changed, which is nearly always
 * so and saves most of the time of normalising.
 */
export function mapMembers(object: JsonObject, change: (value: unknown, key: string) => unknown): JsonObject {
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(object)) {
    const before = object[key];
    const after = change(before, key);
    if (after === before) continue;
    // The key is already the copy's own, so even `__proto__` is a plain member here.
    copy ??= { ...object };
    copy[key] = after;
  }
  return copy ?? object;
}

/** The same for a list. */
export function mapElements(list: readonly unknown[], change: (value: unknown) => unknown): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (const [index, before] of list.entries()) {
    const after = change(before);
    if (after === before) continue;
    copy ??= [...list];
    copy[index] = after;
  }
  return copy ?? list;
}
