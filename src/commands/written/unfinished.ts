import { rmSync } from "node:fs";

/** Temporary files and folders that are being written; they are deleted if the program is interrupted. */
const unfinished = new Set<string>();

export function beginFile(path: string): void {
  unfinished.add(path);
}

/** Called when the file has got its final name or was removed. */
export function endFile(path: string): void {
  unfinished.delete(path);
}

let kept: () => string | undefined = () => undefined;

/** Registers a function that describes what is kept of work that can be continued; undefined if nothing is. */
export function tellKept(say: () => string | undefined): void {
  kept = say;
}

/** When the program is interrupted: describes which of its work can be continued. */
export function whatIsKept(): string | undefined {
  return kept();
}

/** When the program is interrupted: deletes temporary files, so that every file under its final name is complete. */
export function removeUnfinished(): void {
  for (const path of unfinished) {
    try {
      rmSync(path, { force: true, recursive: true });
    } catch {
      // Something else is still writing to it. Its temporary name shows that it is not complete.
    }
  }
  unfinished.clear();
}
