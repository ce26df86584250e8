import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "../../../src/commands/given/config-file.ts";
import { findConfig } from "../../../src/commands/given/find-config.ts";
import { configJsonSchema } from "../../../src/commands/given/config-shape.ts";
import type { DiagnosticError } from "../../../src/diagnostics/diagnostic.ts";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "demarc-config-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

describe("findConfig", () => {
  it.each([
    ["beside", ["demarc.yaml"], "demarc.yaml"],
    ["as JSON", ["demarc.json"], "demarc.json"],
    ["above, in a repository", [".git/x", "a/demarc.yaml"], "a/demarc.yaml"],
    ["the nearest", [".git/x", "demarc.yaml", "a/b/demarc.yaml"], "a/b/demarc.yaml"],
    ["not above the root of the repository", ["demarc.yaml", "a/.git/x"], undefined],
    ["not above where there is no repository", ["demarc.yaml"], undefined],
    ["no other name", ["demarc.yml", "demarc.js"], undefined],
  ])("%s", async (name, files, expected) => {
    for (const file of files) write(file, "{}");
    const deep = /beside|JSON|other/.test(name) ? "" : "a/b";
    mkdirSync(join(folder, deep), { recursive: true });
    const found = await findConfig(join(folder, deep));
    expect(found === undefined ? undefined : join(folder, deep, found)).toBe(expected && join(folder, expected));
  });
});

async function read(text: string, named = false): Promise<Record<string, readonly (string | boolean)[]>> {
  write("sub/demarc.yaml", text);
  const { settings } = await readConfig("sub/demarc.yaml", named, { cwd: folder });
  return Object.fromEntries(settings.map(({ key, values }) => [key, values]));
}

async function mistakes(text: string, named = false): Promise<string[]> {
  try {
    await read(text, named);
  } catch (error) {
    const { diagnostics } = error as DiagnosticError;
    return diagnostics.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
  }
  return [];
}

describe("readConfig", () => {
  it("gives words as the command line has them, paths from where the program runs", async () => {
    const text = [
      "sources: [aws, export, ./azure]",
      "rules: mine",
      "fail_on: high",
      "max_unknown: 3",
      "quiet: true",
      "include: [unknown, pass]",
      'format: [text, "sarif=out/{account}.sarif"]',
      "exemptions: ../exemptions.yaml",
    ];
    expect(await read(text.join("\n"))).toEqual({
      sources: ["aws", "sub/export", "sub/azure"],
      rules: ["sub/mine"],
      fail_on: ["high"],
      max_unknown: ["3"],
      quiet: [true],
      include: ["unknown,pass"],
      format: ["text", "sarif=sub/out/{account}.sarif"],
      exemptions: ["exemptions.yaml"],
    });
  });

  it("gives whose report it is as the options say it, files from where the program runs", async () => {
    const text = "fail_on: high\nreport: { client: C & Sons, logo: logo.png, notes: ../notes.yaml, paper: letter }\n";
    expect(await read(text)).toEqual({
      fail_on: ["high"],
      client: ["C & Sons"],
      logo: ["sub/logo.png"],
      notes: ["notes.yaml"],
      paper: ["letter"],
    });
    expect(await mistakes("report:\n  cliemt: x\n  paper: a5\n")).toEqual([
      'sub/demarc.yaml:2:3 unknown key "cliemt"; did you mean "client"?',
      expect.stringMatching(/^sub\/demarc.yaml:3:10 .*a5/) as unknown as string,
    ]);
  });

  it("gives each expected account in each of its regions", async () => {
    const text = [
      "expected:",
      '  - { provider: aws, accounts: ["111122223333", "444455556666"], regions: [eu-west-1, us-east-1] }',
      "  - { provider: azure, accounts: [3f2b8c1e-5a47-4d0b-9c61-7e0f2a9d4b10] }",
    ];
    expect(await read(text.join("\n"))).toEqual({
      expected: [
        "aws/111122223333:eu-west-1",
        "aws/111122223333:us-east-1",
        "aws/444455556666:eu-west-1",
        "aws/444455556666:us-east-1",
        "azure/3f2b8c1e-5a47-4d0b-9c61-7e0f2a9d4b10",
      ],
    });
    expect(await mistakes("expected: [{ provider: aws, accounts: [111122223333] }]\n")).toEqual([
      'sub/demarc.yaml:1:40 quote it: "111122223333"',
    ]);
  });

  it("names the key whose value is not known", async () => {
    expect(await mistakes("fail_on: hihg\n")).toEqual(['sub/demarc.yaml:1:10 unknown value "hihg" of "fail_on"']);
  });

  it("says every mistake at its place", async () => {
    expect(await mistakes("fial_on: high\nmax_age: 7\nquiet: 1\nlayer: oss\n")).toEqual([
      'sub/demarc.yaml:1:1 unknown key "fial_on"; did you mean "fail_on"?',
      "sub/demarc.yaml:2:10 a time in days, e.g. 7d",
      'sub/demarc.yaml:3:8 "quiet" is true or false; here is a number',
      expect.stringMatching(/^sub\/demarc.yaml:4:8 /) as unknown as string,
    ]);
  });

  it.each([
    "endpoint",
    "endpoint_url",
    "authority",
    "authority_host",
    "proxy",
    "https_proxy",
    "profile",
    "credentials",
    "access_key_id",
    "secret_access_key",
    "token",
    "client_secret",
    "tenant_id",
    "assume_role",
    "external_id",
    "aggregator",
    "account_file",
    "cloud",
    "__proto__",
  ])("never takes %s from a file, named or found", async (key) => {
    for (const named of [false, true]) expect((await mistakes(`${key}: x\nfail_on: low\n`, named)).length).toBe(1);
  });

  it.each([
    ["save: ../run.ndjson", 1],
    ["save: /etc/run.ndjson", 1],
    ['format: "json=../../r.json"', 1],
    ['format: "json=a/../../r.json"', 1],
    ["save: out/run.ndjson", 0],
  ])("a found file may not write outside its folder: %s", async (text, count) => {
    expect(await mistakes(text)).toHaveLength(count);
    expect(await mistakes(text, true)).toHaveLength(0);
  });

  it("has a schema that editors are given", async () => {
    const text = `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot("../../../schemas/demarc.schema.json");
  });
});
