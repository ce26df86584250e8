import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Builds the program once, before the tests that drive it. */
export function setup(): void {
  const root = join(import.meta.dirname, "../..");
  execFileSync(process.execPath, [join(root, "build", "build.mjs")], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
}
