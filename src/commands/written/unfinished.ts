import { rmSync } from "node:fs";

/** Files and folders that are being written beside their place; an end from outside takes them away. */
const unfinished = new Set<string>();

export function beginFile(path: string): void {
  unfinished.add(path);
}

/** The file stands under its name, or was removed. */
export function endFile(path: string): void {
  unfinished.delete(path);
}

let kept: () => string | undefined = () => undefined;

/** From now on this says in words what is kept of work that can be continued; undefined where nothing is. */
export function tellKept(say: () => string | undefined): void {
  kept = say;
}

/** For the end of the program from outside: what of its work can be continued. */
export function whatIsKept(): string | undefined {
  return kept();
}

/** For the end of the program from outside: what stands under its name is whole, and nothing else is left. */
export function removeUnfinished(): void {
  for (const path of unfinished) {
    try {
      rmSync(path, { force: true, recursive: true });
    } catch {
      // Somebody else still writes there: it lies beside its place, and nothing takes it for what it is not.
    }
  }
  unfinished.clear();
}
