import { createHash } from "node:crypto";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { digestOfParts, digestOfRules } from "../../src/rules/digests.ts";
import { loadLibrary } from "../../src/rules/load-library.ts";
import { readPack } from "../../src/rules/pack.ts";
import { writePack } from "../../src/rules/write-pack.ts";

const { library } = await loadLibrary(
  ["rules-base", "rules-shipped"].map((name) => join(import.meta.dirname, "../../fixtures", name)),
);
const pack = writePack(library);

describe("the digests of a library", () => {
  it("are the same whether the build reckoned them or nobody did", () => {
    const read = readPack(Buffer.from(pack));
    expect(digestOfRules(read.rules)).toBe(digestOfRules(library.rules));
    expect(digestOfParts(read)).toBe(digestOfParts(library));
  });

  it("of the build are taken for what was read from the pack, and for no copy", () => {
    const told = digestOfRules([library.rules[0]!]);
    const digest = createHash("sha256").update(JSON.stringify(library.rules[0])).digest("hex");
    const { rules } = readPack(Buffer.from(pack.replace(digest, "told".padEnd(64))));
    expect(digestOfRules([{ ...rules[0]! }])).toBe(told);
    expect(digestOfRules([rules[0]!])).not.toBe(told);
  });

  it.each([
    ["a rule that somebody changed", () => [{ ...library.rules[0]!, severity: "info" as const }]],
    ["fewer rules", () => []],
  ])("are others for %s", (_, rules) => {
    expect(digestOfRules(rules())).not.toBe(digestOfRules([library.rules[0]!]));
  });

  it("are others for a changed table", () => {
    expect(digestOfParts({ ...library, tables: {} })).not.toBe(digestOfParts(library));
  });
});
