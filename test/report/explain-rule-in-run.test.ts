import { describe, expect, it } from "vitest";
import type { Run } from "../../src/model/run.ts";
import { renderRuleInRun } from "../../src/report/explain/rule-in-run.ts";
import { PLAIN } from "../../src/report/style.ts";
import { SAMPLE } from "./sample-run.ts";

const page = { width: 80, ascii: true, style: PLAIN };
const failing = SAMPLE.evaluations.find(({ outcome }) => outcome === "fail")!;
const told = (id: string, aliases: readonly string[] = [], run: Run = SAMPLE): string =>
  renderRuleInRun(run, { id, aliases }, page);

describe("a rule in a saved run", () => {
  it("has its findings, and how many of its pairs came to what", () => {
    const { fail } = SAMPLE.summary.by_rule[failing.rule_id]!;
    expect(told(failing.rule_id)).toContain(failing.fingerprint.slice(0, 12));
    expect(told(failing.rule_id)).toMatch(new RegExp(`all pairs +.*${fail} fail`));
  });

  it("that nobody asked is not said to fail nowhere", () => {
    expect(told("aws-s3-bucket-not-asked")).toContain("this run did not ask the rule");
    expect(told("aws-s3-bucket-not-asked")).not.toContain("no resource");
  });

  it("of which nothing could be known says so beside that nothing failed", () => {
    const none = { pass: 0, fail: 0, not_applicable: 0, inherited: 0, manual: 0, unknown: 0 };
    const summary = { ...SAMPLE.summary, by_rule: { "aws-x-blind": { ...none, unknown: 3 } } };
    const text = told("aws-x-blind", [], { ...SAMPLE, summary });
    expect(text).toMatch(/none +no resource of this run fails the rule\n +all pairs +3 unknown\n/);
  });

  it("that met nothing is not said to fail nowhere", () => {
    const nothing = { pass: 0, fail: 0, not_applicable: 0, inherited: 0, manual: 0, unknown: 0 };
    const summary = { ...SAMPLE.summary, by_rule: { "aws-x-met-nothing": nothing } };
    const text = told("aws-x-met-nothing", [], { ...SAMPLE, summary });
    expect(text).toContain("this run met nothing that the rule asks about");
    expect(text).not.toContain("fails the rule");
  });

  it("is found under a former id", () => {
    expect(told("aws-renamed-since", [failing.rule_id])).toContain(failing.fingerprint.slice(0, 12));
  });
});
