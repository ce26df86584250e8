import { rmSync } from "node:fs";

/** Files that are being written beside their place; an end from outside takes them away. */
const unfinished = new Set<string>();

export function beginFile(path: string): void {
  unfinished.add(path);
}

/** The file stands under its name, or was removed. */
export function endFile(path: string): void {
  unfinished.delete(path);
}

/** For the end of the program from outside: what stands under its name is whole, and nothing else is left. */
export function removeUnfinished(): void {
  for (const path of unfinished) rmSync(path, { force: true });
  unfinished.clear();
}
