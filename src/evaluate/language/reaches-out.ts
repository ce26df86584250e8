import type { Condition } from "../../model/rule.ts";

/**
 * Whether a condition on an element may refer to what encloses the element, as `$.path` and `$name.path` do. One that
 * does not has the same truth wherever it is asked from. Any text that begins with `$` counts, so that no path is
 * missed.
 */
export function reachesOut(condition: Condition, conditions: Readonly<Record<string, Condition>>): boolean {
  const looks = (value: unknown): boolean => {
    if (typeof value === "string") return value.startsWith("$");
    if (typeof value !== "object" || value === null) return false;
    const { holds } = value as { readonly holds?: unknown };
    const shared = typeof holds === "string" && Object.hasOwn(conditions, holds) ? conditions[holds] : undefined;
    return looks(shared) || Object.values(value).some(looks);
  };
  return looks(condition);
}
