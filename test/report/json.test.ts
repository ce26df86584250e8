import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import type { Run } from "../../src/model/run.ts";
import { type JsonOptions, jsonChunks } from "../../src/report/json.ts";
import { CLEAN, EMPTY, LARGE, SAMPLE } from "./sample-run.ts";
import { renderJson } from "./rendered.ts";

interface Report {
  findings: { outcome: string; fingerprint: string }[];
  evaluations: { outcome: string; fingerprint: string }[];
  summary: Record<string, number>;
}

function parse(run: Run, include: JsonOptions["include"]): Report {
  return JSON.parse(renderJson(run, { include })) as Report;
}

const schema = JSON.parse(readFileSync(new URL("../../schemas/report.schema.json", import.meta.url), "utf8")) as Record<
  string,
  object
>;

describe("the json report", () => {
  it.each([
    ["sample-all", SAMPLE, "all"],
    ["sample-findings", SAMPLE, []],
    ["clean", CLEAN, []],
    ["empty", EMPTY, []],
  ] as const)("is as in %s.json", async (file, run, include) => {
    await expect(renderJson(run, { include })).toMatchFileSnapshot(`golden/${file}.json`);
  });

  it.each([
    ["sample", SAMPLE],
    ["clean", CLEAN],
    ["empty", EMPTY],
    ["large", LARGE],
  ])("of the %s run fits its schema", (_name, run) => {
    const ajv = new Ajv({ allErrors: true });
    const validate = ajv.compile(schema);
    validate(parse(run, "all"));
    expect(validate.errors).toBeNull();
  });

  it("does not fit its schema with an unknown outcome or without a summary", () => {
    const validate = new Ajv().compile(schema);
    const report = parse(SAMPLE, "all");
    expect(validate({ ...report, evaluations: [{ ...report.evaluations[0], outcome: "maybe" }] })).toBe(false);
    expect(validate({ ...report, summary: undefined })).toBe(false);
  });

  it("lists as many of each outcome as the summary counts", () => {
    const { findings, evaluations, summary } = parse(SAMPLE, "all");
    const listed = [...findings, ...evaluations].map(({ outcome }) => outcome);
    for (const outcome of ["pass", "fail", "not_applicable", "inherited", "manual", "unknown"]) {
      expect(listed.filter((one) => one === outcome).length, outcome).toBe(summary[outcome]);
    }
  });

  it("lists the outcomes that were asked for, and the findings always", () => {
    const report = parse(SAMPLE, ["unknown", "fail"]);
    expect(new Set(report.evaluations.map(({ outcome }) => outcome))).toEqual(new Set(["unknown"]));
    expect(report.findings).toHaveLength(report.summary["fail"]!);
  });

  it("does not depend on the order of the run or of its keys", () => {
    const turned: Run = {
      ...SAMPLE,
      evaluations: SAMPLE.evaluations.toReversed(),
      rules: SAMPLE.rules.toReversed(),
      blind_spots: SAMPLE.blind_spots.toReversed(),
      summary: Object.fromEntries(Object.entries(SAMPLE.summary).toReversed()) as never,
    };
    expect(renderJson(turned, { include: "all" })).toBe(renderJson(SAMPLE, { include: "all" }));
  });

  it("writes what a terminal would obey as escapes, and loses nothing by it", () => {
    const text = renderJson(SAMPLE, { include: "all" });
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    const { warnings } = JSON.parse(text) as Run;
    expect(warnings).toEqual(SAMPLE.warnings);
  });
});

it("comes in pieces that do not grow with the run", () => {
  const longest = (times: number): number => {
    const evaluations = Array.from({ length: times }, () => SAMPLE.evaluations).flat();
    return Math.max(...Array.from(jsonChunks({ ...SAMPLE, evaluations }, { include: "all" }), ({ length }) => length));
  };
  expect(longest(400)).toBeLessThan(longest(40) * 1.5);
});
