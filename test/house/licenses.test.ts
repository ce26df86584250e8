import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/** Licences of what demarc is built with, at any depth; none of them is GPL or AGPL. What is shipped is held to fewer by `test/binary/package.test.ts`. */
const ALLOWED = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC-BY-4.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "MPL-2.0",
  "Python-2.0",
  "Unlicense",
]);

interface LockedPackage {
  license?: string;
}

const root = join(import.meta.dirname, "../..");
const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
  packages: Record<string, LockedPackage>;
};
const packages = Object.entries(lock.packages).filter(([path]) => path !== "");

/** True where the SPDX expression leaves a choice that is allowed. Nothing, and what cannot be read, is not. */
function isAllowed(expression: string | undefined): boolean {
  if (expression === undefined) return false;
  const bare = expression.replaceAll(/[()]/g, "");
  return bare.split(" OR ").some((choice) => choice.split(" AND ").every((id) => ALLOWED.has(id.trim())));
}

/** What the installed package itself says; undefined where it is for another machine and not installed. */
function installedLicense(path: string): string | undefined {
  const file = join(root, path, "package.json");
  if (!existsSync(file)) return undefined;
  const { license } = JSON.parse(readFileSync(file, "utf8")) as { license?: string | { type?: string } };
  return typeof license === "object" ? license.type : (license ?? "none stated");
}

describe("licences of dependencies", () => {
  it("knows the packages that it is about", () => {
    expect(packages.length).toBeGreaterThan(50);
    expect(packages.map(([path]) => path)).toContain("node_modules/commander");
  });

  it.each(packages)("%s is allowed", (path, { license }) => {
    expect(isAllowed(license), `locked as ${license}`).toBe(true);
    const installed = installedLicense(path);
    if (installed !== undefined) expect(isAllowed(installed), `installed as ${installed}`).toBe(true);
  });

  it.each([
    ["MIT", true],
    ["(MIT OR GPL-3.0-only)", true],
    ["MIT AND GPL-3.0-only", false],
    ["GPL-3.0-only", false],
    ["AGPL-3.0-or-later", false],
    ["LGPL-3.0-only", false],
    ["SEE LICENSE IN x", false],
    [undefined, false],
  ])("%s: %s", (expression, expected) => {
    expect(isAllowed(expression)).toBe(expected);
  });
});
