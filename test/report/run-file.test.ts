import { describe, expect, it } from "vitest";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import type { Run, RunBaseline } from "../../src/model/run.ts";
import { runLines } from "./run-lines.ts";
import { CLEAN, EMPTY, LARGE, SAMPLE } from "./sample-run.ts";
import { parseRun, renderJson } from "./rendered.ts";

const BASELINE: RunBaseline = {
  scope: "sample estate",
  as_of: "2026-11-14T00:00:00Z",
  fixed: SAMPLE.evaluations
    .filter(({ outcome }) => outcome === "pass")
    .map(({ rule_id, severity, resource, fingerprint }) => ({ rule_id, severity, resource, fingerprint })),
  not_judged: 2,
};
const LINES = [...runLines(SAMPLE)];

/** The code and the line of the first diagnostic that reading gives. */
function mistake(lines: string[]): [code: string, line: number] {
  try {
    parseRun(lines, "run.ndjson");
  } catch (error) {
    expect(error).toBeInstanceOf(DiagnosticError);
    const [first] = (error as DiagnosticError).diagnostics;
    expect(first!.file).toBe("run.ndjson");
    return [first!.code, first!.line];
  }
  throw new Error("no mistake was found");
}

/** The lines with one key of one record changed. */
function changed(kind: string, change: (record: Record<string, unknown>) => void): string[] {
  const index = LINES.findIndex((line) => line.startsWith(`{"${kind}"`));
  const value = JSON.parse(LINES[index]!) as Record<string, Record<string, unknown>>;
  change(value[kind]!);
  return LINES.with(index, JSON.stringify(value));
}

describe("the run file", () => {
  it.each([
    ["sample", SAMPLE],
    ["clean", CLEAN],
    ["empty", EMPTY],
    ["large", LARGE],
    ["compared", { ...SAMPLE, baseline: BASELINE }],
  ])("of the %s run reads back as the same run", (_name, run: Run) => {
    const lines = [...runLines(run)];
    const again = parseRun(lines, "run.ndjson");
    expect(renderJson(again, { include: "all" })).toBe(renderJson(run, { include: "all" }));
    expect([...runLines(again)]).toEqual(lines);
  });

  it("has one kind of record after the other", () => {
    const kinds = LINES.map((line) => Object.keys(JSON.parse(line) as object)[0]);
    expect([...new Set(kinds)]).toEqual(["header", "rule", "evaluation", "blind_spot", "exemption", "summary", "end"]);
    expect(kinds.toSorted()).toHaveLength(
      3 + SAMPLE.rules.length + SAMPLE.evaluations.length + SAMPLE.blind_spots.length + SAMPLE.exemptions.length,
    );
  });

  const summaryLine = LINES.length - 1;
  const table: [name: string, lines: string[], code: string, line: number][] = [
    ["an empty file", [], "run-not-a-run", 0],
    ["another kind of file", ['{"resource":{}}'], "run-not-a-run", 1],
    ["text", ["hello"], "run-bad-line", 1],
    ["a list", [LINES[0]!, "[1]"], "run-bad-line", 2],
    ["a later version", changed("header", (record) => (record["version"] = 2)), "run-bad-line", 1],
    ["an unknown kind", LINES.toSpliced(1, 0, '{"note":{}}'), "run-bad-line", 2],
    ["a kind named like a prototype key", LINES.toSpliced(1, 0, '{"__proto__":{}}'), "run-bad-line", 2],
    ["a missing field", changed("rule", (record) => delete record["title"]), "run-bad-line", 2],
    ["a cut file", LINES.slice(0, -1), "run-cut-short", summaryLine],
    ["a file cut within a line", [...LINES.slice(0, 3), LINES[3]!.slice(0, 20)], "run-bad-line", 4],
    ["a line after the end", [...LINES, LINES[1]!], "run-bad-line", LINES.length + 1],
    ["a missing line", LINES.toSpliced(2, 1), "run-altered", 0],
    ["a changed word", changed("rule", (record) => (record["title"] = "other")), "run-altered", 0],
    [
      "a finding turned into a pass",
      changed("summary", (record) => {
        record["fail"] = (record["fail"] as number) - 1;
        record["pass"] = (record["pass"] as number) + 1;
      }),
      "run-altered",
      0,
    ],
  ];
  it.each(table)("is refused: %s", (_name, lines, code, line) => {
    expect(mistake(lines)).toEqual([code, line]);
  });

  it("is refused where the counts hide a finding, even with a digest of its own", () => {
    const hidden = {
      ...SAMPLE,
      summary: { ...SAMPLE.summary, fail: 0, pass: SAMPLE.summary.pass + SAMPLE.summary.fail },
    };
    expect(mistake([...runLines(hidden)])[0]).toBe("run-does-not-add-up");
  });

  const { exemption } = SAMPLE.evaluations.find((one) => one.exemption !== undefined)!;
  it.each([
    ["a pass", { outcome: "pass", exemption: exemption! }],
    ["an unknown", { outcome: "unknown", exemption: exemption! }],
    ["a fail that no exemption was counted for", { outcome: "fail", exemption: exemption! }],
    ["an accepted fail", { outcome: "fail", accepted_blind_spot: "us-east-1-is-empty" }],
  ] as const)("is refused where an exemption hides something: %s", (_name, change) => {
    const index = SAMPLE.evaluations.findIndex((one) => one.outcome === change.outcome && !one.exemption);
    const evaluations = SAMPLE.evaluations.with(index, { ...SAMPLE.evaluations[index]!, ...change });
    expect(mistake([...runLines({ ...SAMPLE, evaluations })])[0]).toBe("run-does-not-add-up");
  });
});

it("says what a run is where a file is none", () => {
  expect(() => parseRun(["parties: []"], "owners.yaml")).toThrow(
    expect.objectContaining({
      diagnostics: [expect.objectContaining({ help: "a run is what demarc scan --save writes" })],
    }),
  );
});
