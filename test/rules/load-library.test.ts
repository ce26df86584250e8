import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { loadLibrary } from "../../src/rules/load-library.ts";
import type { LoadOptions } from "../../src/rules/load-library.ts";
import { compilePack } from "../../src/rules/write-pack.ts";

const fixture = (path: string): string => fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));
const BASE = fixture("rules-base");
const SHIPPED = fixture("rules-shipped");
const made: string[] = [];

afterEach(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true });
});

function folder(files: Readonly<Record<string, string>>): string {
  const dir = mkdtempSync(join(tmpdir(), "demarc-rules-"));
  made.push(dir);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return dir;
}

describe("loadLibrary", () => {
  it("reads rules and everything beside them", async () => {
    const { library, diagnostics, examples, conditionExamples } = await loadLibrary([BASE, SHIPPED], { shipped: true });
    expect(diagnostics).toEqual([]);
    expect(library.rules.map(({ id }) => id)).toEqual(["aws-ec2-volume-encrypted"]);
    expect(Object.keys(library.conditions)).toEqual(["bucket-versioned", "trail-logging"]);
    expect(Object.keys(library.tables)).toEqual(["lambda-runtimes"]);
    expect(Object.keys(library.providers)).toEqual(["aws", "azure"]);
    expect(conditionExamples.map(({ rule }) => rule.id)).toEqual([
      "aws-condition-bucket-versioned",
      "aws-condition-trail-logging",
    ]);
    expect(library.fields["microsoft.compute/disks"]?.provider).toBe("azure");
    expect(examples.map(({ rule, examples: own }) => [rule.id, own.length])).toEqual([["aws-ec2-volume-encrypted", 3]]);
  });

  it("adds people's own rules to a library, and one file as well as a folder", async () => {
    const { library: base } = await loadLibrary(BASE);
    const file = join(SHIPPED, "aws/ec2/volume-encrypted.yaml");
    const { library, diagnostics } = await loadLibrary(file, { base });
    expect(diagnostics).toEqual([]);
    expect(library.rules).toHaveLength(1);
    expect(library.fields).toEqual(base.fields);
    expect(base.rules).toHaveLength(0);
  });

  it("takes no name that a shipped rule has", async () => {
    const { library: base } = await loadLibrary([BASE, SHIPPED]);
    const { diagnostics, library } = await loadLibrary(SHIPPED, { base });
    expect(diagnostics.map(({ message }) => message)).toEqual([
      '"aws-ec2-volume-encrypted" is the name of another rule already: the shipped rule aws-ec2-volume-encrypted',
    ]);
    expect(library.rules).toHaveLength(1);
  });

  it("leaves the model of responsibility to the program", async () => {
    const { library: base } = await loadLibrary(BASE);
    const dir = folder({ "responsibility/aws/own.yaml": "types: {}\n" });
    const { diagnostics } = await loadLibrary(dir, { base });
    expect(diagnostics.map(({ code }) => code)).toEqual(["responsibility-shipped"]);
  });

  it("keeps what is right beside what is wrong", async () => {
    const dir = folder({ "a.yaml": "id: [\n", "notes.txt": "no rule", ".hidden.yaml": "no rule" });
    const { library, diagnostics } = await loadLibrary([BASE, SHIPPED, dir]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["yaml-syntax"]);
    expect(library.rules).toHaveLength(1);
  });

  it.each([
    ["an empty folder", () => folder({})],
    ["a folder that is not there", () => join(folder({}), "none")],
  ])("says of %s that it has no rules", async (_, make) => {
    expect((await loadLibrary(make())).diagnostics.map(({ message }) => message)).toEqual(["no rules here"]);
  });

  it("points a contradiction in the model at its line", async () => {
    const types = "types:\n  AWS::EC2::Volume:\n    profile: disk\n    confidence: high\n    sources: [us]\n";
    const dir = folder({
      "responsibility/aws/compute.yaml": types,
      "responsibility/sources.yaml": "sources: { us: { what: a, where: b } }\n",
    });
    const problem = {
      code: "model-unknown-word",
      at: ["types", "AWS::EC2::Volume", "profile"],
      message: 'no profile is called "disk"',
    };
    const responsibility: NonNullable<LoadOptions["responsibility"]> = {
      checkModel: () => [problem],
      claimFits: () => true,
      possibleStates: () => ["customer"],
      classifiedType: (type) => type,
    };
    const { diagnostics } = await loadLibrary([BASE, dir], { responsibility });
    expect(diagnostics).toMatchObject([
      { file: join(dir, "responsibility/aws/compute.yaml"), line: 3, column: 14, message: problem.message },
    ]);
  });

  it("says where a type was classified first", async () => {
    const types = "types: { AWS::EC2::Volume: { profile: disk, confidence: high, sources: [us] } }\n";
    const dir = folder({ "responsibility/aws/a.yaml": types, "responsibility/aws/b.yaml": types });
    const { diagnostics } = await loadLibrary([BASE, dir]);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      `AWS::EC2::Volume is classified twice; first in ${join(dir, "responsibility/aws/a.yaml")}`,
    ]);
  });
});

describe("the pack", () => {
  it("is the same for the same folder", async () => {
    const { library } = await loadLibrary(BASE);
    const text = JSON.stringify(library);
    expect(JSON.stringify((await loadLibrary(BASE)).library)).toBe(text);
    expect(JSON.stringify(await compilePack(BASE))).toBe(text);
  });

  it("is not made from rules with a mistake", async () => {
    await expect(compilePack(folder({ "a.yaml": "id: 1\n" }))).rejects.toThrow(DiagnosticError);
  });
});
