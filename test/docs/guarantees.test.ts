import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

/** What the project says about its own safety: each promise names a test that is there. */

const ROOT = join(import.meta.dirname, "..", "..");
const PAGES = ["SECURITY.md", "docs/guarantees.md", "docs/dependencies.md"];

function linksOf(text: string): string[] {
  return [...text.matchAll(/\]\(([^)#]+)/g)].map(([, target]) => target!).filter((target) => !target.includes("://"));
}

describe.each(PAGES)("%s", (page) => {
  const text = readFileSync(join(ROOT, page), "utf8");
  it("links to what is there", () => {
    expect(linksOf(text).filter((target) => !existsSync(join(ROOT, dirname(page), target)))).toEqual([]);
  });
});

it("names a test for every promise", () => {
  const [promises = ""] = readFileSync(join(ROOT, "docs/guarantees.md"), "utf8").split("## Not promised");
  const items = promises.split(/^- /m).slice(1);
  expect(items.length).toBeGreaterThan(25);
  for (const item of items)
    expect(
      linksOf(item).some((target) => target.endsWith(".test.ts")),
      item,
    ).toBe(true);
});

it("says of every package that is named in package.json what it is for", () => {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  const page = readFileSync(join(ROOT, "docs/dependencies.md"), "utf8");
  const family = (name: string): string => (name.startsWith("@aws-sdk/client-") ? "@aws-sdk/client-*" : name);
  expect(Object.keys(devDependencies).filter((name) => !page.includes(`\`${family(name)}\``))).toEqual([]);
  const [, bundled, built] = page.split(/^## /m);
  const [used, health] = bundled!.split("### Their size and health");
  const namesIn = (text: string): string[] => [...text.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name!);
  expect(namesIn(health!)).toEqual(namesIn(used!));
  const told = [...`${used}${built}`.matchAll(/^\| `([^`]+)`\s+\| (\S+)/gm)].map(([, name, license]) => [
    name,
    license,
  ]);
  const licenseOf = (name: string): unknown =>
    (JSON.parse(readFileSync(join(ROOT, "node_modules", name, "package.json"), "utf8")) as { license?: unknown })
      .license;
  const known = Object.keys(devDependencies).map((name) => [family(name), licenseOf(name)].join(" "));
  expect(new Set(told.map((row) => row.join(" ")))).toEqual(new Set(known));
});
