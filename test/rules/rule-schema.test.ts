import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { createReporter } from "../../src/source/reporter.ts";
import { ruleJsonSchema } from "../../src/rules/rule-schema.ts";
import { plainData } from "../../src/source/source-node.ts";
import { readSource } from "../../src/source/yaml-source.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const ajv = new Ajv2020({ strict: false });
const isRule = ajv.compile(ruleJsonSchema());

function yamlFiles(dir: string): string[] {
  return readdirSync(join(root, dir), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => join(dir, name))
    .toSorted();
}

function data(path: string): unknown {
  return plainData(readSource(readFileSync(join(root, path), "utf8"), createReporter(path))!);
}

const RULES = ["rules/aws", "rules/azure"].flatMap(yamlFiles);

describe("the JSON Schema of rules", () => {
  it("is the one that editors are given", async () => {
    const text = `${JSON.stringify(ruleJsonSchema(), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot("../../rules/rule.schema.json");
  });

  it("has rules to be tried on", () => expect(RULES.length).toBeGreaterThan(20));

  it.each(RULES)("accepts %s", (path) => {
    isRule(data(path));
    expect(isRule.errors).toBeNull();
  });

  it.each([
    "unknown-key",
    "unknown-severity",
    "unknown-operator",
    "no-operator",
    "two-operators",
    "empty-all",
    "absent-pass-at-rule-level",
    "expect-and-manual",
    "grants-to-unknown",
    "bad-within",
  ])("refuses %s, as the loader does", (name) => {
    expect(isRule(data(`fixtures/rules-invalid/${name}.yaml`))).toBe(false);
  });
});
