import type { ScopePart } from "../../model/resource.ts";
import { compare } from "./order.ts";

/** Each account once, with the regions that any part names, sorted. */
export function mergeParts(all: readonly ScopePart[]): ScopePart[] {
  const parts = new Map<string, ScopePart>();
  for (const part of all) {
    const key = `${part.provider} ${part.account}`;
    const known = parts.get(key)?.regions ?? [];
    const regions = [...new Set([...known, ...(part.regions ?? [])])].toSorted(compare);
    parts.set(key, { ...part, ...(regions.length > 0 && { regions }) });
  }
  return [...parts].toSorted(([a], [b]) => compare(a, b)).map(([, part]) => part);
}
