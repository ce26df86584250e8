import { fitsGlob } from "../glob.ts";

/** Tells names that fit `pattern`: `*` stands for any run of characters, case does not count. */
export function namePattern(pattern: string): (name: string) => boolean {
  const folded = pattern.toLowerCase();
  return (name) => fitsGlob(folded, name.toLowerCase());
}
