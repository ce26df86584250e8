import { compareText } from "../../model/compare-text.ts";

/** Counts are added, lists of names joined, whatever holds them. */
export function addUp(a: unknown, b: unknown): unknown {
  if (a === undefined) return b;
  if (b === undefined) return a;
  if (typeof a === "number" && typeof b === "number") return a + b;
  if (Array.isArray(a) && Array.isArray(b)) return [...new Set<string>([...a, ...b])].toSorted(compareText);
  const [left, right] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])].toSorted(compareText);
  return Object.fromEntries(
    keys.map((key) => [
      key,
      addUp(Object.hasOwn(left, key) ? left[key] : undefined, Object.hasOwn(right, key) ? right[key] : undefined),
    ]),
  );
}
