import type { TypeFields } from "../model/rule.ts";

/**
 * Which of the `paths` a rule of this id and type most likely asks about: the one that shares most words with the id,
 * then a switch, then one of those that are `there` in a given document. Undefined if there is none.
 */
export function likelyPath(
  { id, type }: { readonly id: string; readonly type: string },
  paths: readonly string[],
  { fields }: TypeFields,
  there: ReadonlySet<string>,
): string | undefined {
  // A word that also occurs in the type does not identify one of its fields.
  const wanted = id
    .split("-")
    .slice(2)
    .filter((word) => !type.toLowerCase().includes(word));
  const rank = (path: string): number =>
    4 * sharedWords(wanted, path) + (fields[path]?.type === "boolean" ? 2 : 0) + (there.has(path) ? 1 : 0);
  return paths.toSorted((a, b) => rank(b) - rank(a))[0];
}

function sharedWords(wanted: readonly string[], path: string): number {
  const words = path
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/);
  return wanted.filter((one) => words.some((word) => isLike(one, word))).length;
}

/** Long enough to treat `encrypted` and `encryption` as one word. */
const STEM = 6;

function isLike(a: string, b: string): boolean {
  return a === b || (a.length >= STEM && a.slice(0, STEM) === b.slice(0, STEM));
}
