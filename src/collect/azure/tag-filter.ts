import { isObject } from "../../inventory/json-text.ts";
import type { TagFilter } from "./options.ts";

/** True where all are on the resource, or where nobody knows its tags. Names compare in any case, as in Azure. */
export function hasTags(tags: unknown, wanted: readonly TagFilter[]): boolean {
  if (tags === undefined || wanted.length === 0) return true;
  const entries = isObject(tags) ? Object.entries(tags) : [];
  return wanted.every(({ name, value }) =>
    entries.some(
      ([key, found]) => key.toLowerCase() === name.toLowerCase() && (value === undefined || found === value),
    ),
  );
}
