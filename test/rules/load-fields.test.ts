import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { FieldLists } from "../../src/model/rule.ts";
import { loadLibrary } from "../../src/rules/load-library.ts";

const dir = mkdtempSync(join(tmpdir(), "demarc-fields-"));
mkdirSync(join(dir, "fields"));
afterAll(() => rmSync(dir, { recursive: true }));

async function load(text: string): Promise<{ fields: FieldLists; mistakes: string[] }> {
  writeFileSync(join(dir, "fields/acme.json"), text);
  const { library, diagnostics } = await loadLibrary(dir);
  return {
    fields: library.fields,
    mistakes: diagnostics.map(({ line, column, code, message }) => `${line}:${column} ${code} ${message}`),
  };
}

describe("loadFields", () => {
  it("gives each type what it shares with others, in the order of the paths", async () => {
    const { fields, mistakes } = await load(`{
  "$shared": { "owner": { "owner": { "type": "object" }, "owner.name": { "type": "text" } } },
  "acme/disk": { "shares": ["owner"], "call": "GET {id}", "fields": { "size": { "type": "number" }, "area": { "type": "text" } } },
  "acme/key": { "fields": {} }
}`);
    expect(mistakes).toEqual([]);
    expect(fields).toEqual({
      "acme/disk": {
        provider: "acme",
        call: "GET {id}",
        fields: {
          area: { type: "text" },
          owner: { type: "object" },
          "owner.name": { type: "text" },
          size: { type: "number" },
        },
      },
      "acme/key": { provider: "acme", fields: {} },
    });
    expect(Object.keys(fields["acme/disk"]!.fields)).toEqual(["area", "owner", "owner.name", "size"]);
  });

  it("names every wrong path, unknown share and field listed twice at its place", async () => {
    const { fields, mistakes } = await load(`{
  "$shared": { "owner": { "owner": { "type": "object" }, "owner.": { "type": "text" } } },
  "acme/disk": {
    "shares": ["owner", "onwer"],
    "fields": { "size[": { "type": "number" }, "owner": { "type": "object" } }
  }
}`);
    expect(fields).toEqual({});
    expect(mistakes).toEqual([
      '2:58 fields-bad-path expected a key, found "the end" in path "owner."',
      '4:25 fields-unknown-shared this file has no shared fields "onwer"; did you mean "owner"?',
      '5:17 fields-bad-path expected [], ["key"] or [key=value], found "[" in path "size["',
      '5:48 fields-twice "owner" is in the shared fields "owner" already',
    ]);
  });

  it("checks what is shared as any other field", async () => {
    const { mistakes } = await load(`{
  "$shared": { "owner": { "owner": { "type": "txt" } } },
  "acme/disk": { "share": ["owner"], "fields": {} }
}`);
    expect(mistakes).toEqual([
      '2:46 fields-bad-value unknown type "txt"',
      '3:18 fields-unknown-key unknown key "share"; did you mean "shares"?',
    ]);
  });

  it("says where the text is no JSON", async () => {
    const { mistakes } = await load(`{ "acme/disk": { "fields": {} `);
    expect(mistakes).toHaveLength(1);
  });
});
