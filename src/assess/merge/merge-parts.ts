import { compareKeys, compareText } from "../../model/compare-text.ts";
import type { ScopePart } from "../../model/resource.ts";

/** Each account once, with the regions that any part names, sorted. */
export function mergeParts(all: readonly ScopePart[]): ScopePart[] {
  const parts = new Map<string, ScopePart>();
  for (const part of all) {
    const key = `${part.provider} ${part.account}`;
    const known = parts.get(key)?.regions ?? [];
    const regions = [...new Set([...known, ...(part.regions ?? [])])].toSorted(compareText);
    parts.set(key, { ...part, ...(regions.length > 0 && { regions }) });
  }
  return [...parts].toSorted(compareKeys).map(([, part]) => part);
}
