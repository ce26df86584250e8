import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** A folder of its own for a test, with all in it gone when `after` runs: behind the last test of the file, or `onTestFinished`. */
export function temporaryFolder(name: string, after: (remove: () => void) => void = afterAll): string {
  const folder = mkdtempSync(join(tmpdir(), `demarc-${name}-`));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
