import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.replaceAll("\\", "/"));

function textOf(file: string): string {
  return readFileSync(join(root, "src", file), "utf8");
}

/** What no lint rule can say. */
describe("the sources", () => {
  it("are there", () => {
    expect(sources).toContain("cli/main.ts");
  });

  it.each(sources)("%s is named for one thing", (file) => {
    expect(file).not.toMatch(/(^|\/)(utils?|helpers?|common|misc|shared)(\/|\.ts$)/);
  });

  it.each(sources.filter((file) => !/^(cli|commands)\//.test(file)))("%s reads no clock", (file) => {
    expect(textOf(file)).not.toMatch(/new Date\(\s*\)|\bperformance\b/);
  });

  it.each(sources)("%s imports nothing by a computed name", (file) => {
    expect(textOf(file)).not.toMatch(/\bimport\((?!\s*")/);
  });
});
