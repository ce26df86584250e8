import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/** The package as it would be published: what is in it, what of others it holds. */

const root = join(import.meta.dirname, "../..");
/** Terms that ask for a notice and no more. Nothing else is shipped. */
const SHIPPABLE = new Set(["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-0"]);

interface Packed {
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}
interface Component {
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses: readonly [{ readonly expression: string }];
  readonly hashes: readonly [{ readonly alg: string; readonly content: string }];
}
interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const read = (file: string): string => readFileSync(join(root, file), "utf8");
const manifest = JSON.parse(read("package.json")) as Manifest;
const bill = JSON.parse(read("dist/sbom.cdx.json")) as {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly components: readonly Component[];
};
const notices = read("dist/THIRD-PARTY-NOTICES.txt");
const lock = JSON.parse(read("package-lock.json")) as { packages: Record<string, { version?: string }> };

// The build has run; packing may not run it again under other tests.
const packed = (
  JSON.parse(
    execFileSync("npm", ["pack", "--dry-run", "--ignore-scripts", "--json"], { cwd: root, encoding: "utf8" }),
  ) as [Packed]
)[0];

describe("the published package", () => {
  it("holds the program, the rules, their schemas and what must come with them, and nothing else", () => {
    const known =
      /^(?:bin\/(?:demarc\.js|keep-compiled\.js|package\.json)|dist\/[\w-]+\.(?:js|json|txt|pack)|dist\/sbom\.cdx\.json|dist\/estate\/.*|rules\/.*\.(?:yaml|json|md)|schemas\/[\w.-]+\.json|(?:README|CHANGELOG|SECURITY)\.md|LICENSE|package\.json)$/;
    expect(packed.files.map(({ path }) => path).filter((path) => !known.test(path))).toEqual([]);
    const needed = [
      "bin/demarc.js",
      "bin/keep-compiled.js",
      "bin/package.json",
      "dist/main.js",
      "dist/help.txt",
      "dist/rules.pack",
      "dist/THIRD-PARTY-NOTICES.txt",
      "LICENSE",
    ];
    expect(packed.files.map(({ path }) => path)).toEqual(expect.arrayContaining(needed));
  });

  it("needs no other package", () => {
    const installed = ["dependencies", "optionalDependencies", "peerDependencies", "bundledDependencies"];
    for (const key of installed) expect(manifest).not.toHaveProperty(key);
  });

  it("runs nothing when it is installed", () => {
    const hooks = ["preinstall", "install", "postinstall", "preuninstall", "uninstall", "postuninstall", "prepare"];
    for (const hook of hooks) expect(manifest.scripts).not.toHaveProperty(hook);
  });

  it("pins each package that is named to one version", () => {
    for (const [name, version] of Object.entries(manifest.devDependencies)) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
      expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });
});

describe("what the bundle holds of others", () => {
  it("is a bill of materials of its own format", () => {
    expect(bill).toMatchObject({ bomFormat: "CycloneDX", specVersion: "1.6" });
    expect(bill.components.length).toBeGreaterThan(50);
    const names = bill.components.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["commander", "yaml", "zod", "re2js", "@azure/identity"]));
    expect(names).not.toContain("vitest");
  });

  it.each(bill.components.map((one) => [`${one.name} ${one.version}`, one] as const))(
    "%s may be passed on, is named with its licence, and is what the lockfile holds",
    (title, { name, version, licenses: [{ expression }], hashes: [{ alg, content }] }) => {
      const choices = expression.replaceAll(/[()]/g, "").split(" OR ");
      expect(choices.some((choice) => choice.split(" AND ").every((id) => SHIPPABLE.has(id.trim())))).toBe(true);
      expect(notices).toContain(`${title} (${expression})`);
      const places = Object.entries(lock.packages).filter(([path]) => path.endsWith(`node_modules/${name}`));
      expect(places.map(([, locked]) => locked.version)).toContain(version);
      expect([alg, content.length]).toEqual(["SHA-512", 128]);
    },
  );

  it("has every licence text once", () => {
    const texts = notices.split(`\n${"-".repeat(72)}\n`).slice(1);
    const bare = texts.map((text) => text.split("\n\n").slice(0, -1).join("\n\n")).filter((text) => text !== "");
    expect(bare.length).toBeGreaterThan(5);
    expect(new Set(bare).size).toBe(bare.length);
  });
});
