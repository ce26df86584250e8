import { isObject } from "../../inventory/json-text.ts";
import type { TagFilter } from "./options.ts";

/**
 * Whether all wanted tags are there; undefined if that is not known, because the source does not carry tags or has them
 * in a shape that Azure does not write. `null` means there are none. Names are compared ignoring case, as in Azure.
 */
export function isTagged(tags: unknown, wanted: readonly TagFilter[]): boolean | undefined {
  if (wanted.length === 0) return true;
  if (tags === null) return false;
  if (!isObject(tags)) return undefined;
  const entries = Object.entries(tags).map(([key, value]) => [key.toLowerCase(), value] as const);
  const found = wanted.map(({ name, value }) => {
    const own = entries.filter(([key]) => key === name.toLowerCase()).map(([, text]) => text);
    if (own.some((text) => typeof text !== "string")) return undefined;
    return own.some((text) => value === undefined || text === value);
  });
  if (found.includes(false)) return false;
  return found.includes(undefined) ? undefined : true;
}
