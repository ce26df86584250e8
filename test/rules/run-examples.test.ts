import { describe, expect, it } from "vitest";
import type { Evidence } from "../../src/model/run.ts";
import { checkRuleText } from "./check-rule-text.ts";
import type { ExampleVerdict, JudgeExample } from "../../src/rules/examples.ts";
import { loadLibrary } from "../../src/rules/load-library.ts";
import { createReporter } from "../../src/source/reporter.ts";
import { runExamples } from "../../src/rules/run-examples.ts";
import { readSource } from "../../src/source/yaml-source.ts";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const fixture = (path: string): string => fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));
const { library } = await loadLibrary(fixture("rules-base"));
const TEXT = readFileSync(fixture("rules-shipped/aws/ec2/volume-encrypted.yaml"), "utf8");

const evidence = (value: unknown, state: Evidence["state"] = "value"): Evidence[] => [
  { path: "configuration.encrypted", seen: value, state, wanted: "equals true" },
];

/** Judges the one line of the fixture, as the evaluator would. */
const judge: JudgeExample = (_, { resource }): ExampleVerdict => {
  if (resource.unread) return { outcome: "unknown", evidence: evidence("refused", "unread") };
  const { encrypted } = resource["configuration"] as { encrypted?: boolean };
  if (encrypted === undefined) return { outcome: "pass", evidence: evidence(null, "absent") };
  return { outcome: encrypted ? "pass" : "fail", evidence: evidence(encrypted) };
};

function run(text: string, by: JudgeExample = judge): string[] {
  const { rule, examples, diagnostics } = checkRuleText(text, "volume.yaml", library);
  expect(diagnostics).toEqual([]);
  const node = readSource(text, createReporter("volume.yaml"))!;
  return runExamples({ rule: rule!, examples, file: "volume.yaml", node }, library, by).map(
    ({ line, message }) => `${line} ${message}`,
  );
}

describe("runExamples", () => {
  it("is content with a rule that does what its examples say", () => expect(run(TEXT)).toEqual([]));

  it("names an example that comes out otherwise", () => {
    expect(run(TEXT.replace("outcome: fail", "outcome: pass"))).toEqual([
      '14 "not encrypted" comes out as fail, not pass',
    ]);
  });

  it("names a place that the evidence does not have", () => {
    expect(run(TEXT.replace("at: configuration.encrypted", "at: configuration.size"))).toEqual([
      '14 the evidence of "not encrypted" does not have configuration.size',
    ]);
  });

  it("names an example that the rule asks nothing of", () => {
    const notAsked = (): ExampleVerdict => ({
      outcome: "unknown",
      evidence: [],
      why: "not asked here",
      notAsked: true,
    });
    expect(run(TEXT, notAsked)[0]).toBe('13 "encrypted": not asked here');
  });

  it("names a fail that the fix does not mend", () => {
    expect(run(TEXT.replace("set: { configuration.encrypted: true }", "set: { configuration.size: 9 }"))).toEqual([
      '14 the fix does not make "not encrypted" pass: it comes out as fail',
    ]);
  });

  it("asks no mending of a fix that changes nothing here", () => {
    expect(run(TEXT.replace("set: { configuration.encrypted: true }", "elsewhere: AWS::S3::Bucket"))).toEqual([]);
  });

  it("names a line by which nothing fails, and a word for absence that nothing shows", () => {
    const two = TEXT.replace(
      "expect: {",
      "expect: { any: [{ path: configuration.size, at_least: 1, default: 8 }, {",
    ).replace("equals: true }", "equals: true }] }");
    expect(run(two)).toEqual([
      "10 no example fails by configuration.size",
      "10 no example shows what absence of configuration.size means",
    ]);
    const shown = TEXT.replace("equals: true }", "equals: true, default: true }").replace(
      "resource: { configuration: { encrypted: true }",
      "resource: { configuration: { size: 8 }",
    );
    expect(run(shown)).toEqual([]);
  });

  it("fills in what an example leaves out, and what it reads", () => {
    const seen: unknown[] = [];
    const text = TEXT.replace(
      "{ name: encrypted, outcome: pass, ",
      "{ name: encrypted, outcome: pass, related: [{ type: AWS::S3::Bucket, name: b }], reads: [{ type: AWS::S3::Bucket }], ",
    );
    run(text, (id, estate) => {
      seen.push(estate);
      return judge(id, estate);
    });
    expect(seen[0]).toMatchObject({
      resource: {
        provider: "aws",
        type: "AWS::EC2::Volume",
        account: "111122223333",
        region: "eu-west-1",
        name: "example",
      },
      related: [{ provider: "aws", type: "AWS::S3::Bucket", account: "111122223333", name: "b" }],
      reads: [{ type: "AWS::S3::Bucket", account: "111122223333", region: "*" }],
    });
  });
});
