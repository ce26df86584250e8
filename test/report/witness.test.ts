import { describe, expect, it } from "vitest";
import { renderFinding } from "../../src/report/explain/finding.ts";
import { PLAIN } from "../../src/report/style.ts";
import { layoutRow } from "../../src/report/text/layout.ts";
import { summaryRows } from "../../src/report/text/summary.ts";
import type { Evaluation, Run } from "../../src/model/run.ts";
import { SAMPLE } from "./sample-run.ts";
import { renderCsv, renderJson } from "./rendered.ts";

const page = { width: 200, ascii: true, style: PLAIN };
const SAID = "AWS Config rule X says COMPLIANT (2026-11-20T05:00:00.000Z)";
const found = SAMPLE.evaluations.find(({ resource }) => resource.name === "invoices")!;
const contradicted: Evaluation = {
  ...found,
  witness: [{ source: "AWS Config rule X", says: "COMPLIANT", outcome: "pass", at: "2026-11-20T05:00:00.000Z" }],
};
const RUN: Run = {
  ...SAMPLE,
  evaluations: SAMPLE.evaluations.map((one) => (one === found ? contradicted : one)),
  summary: { ...SAMPLE.summary, witness: { agree: 4, disagree: 1 } },
};

describe("what another witness says of a finding", () => {
  const summary = (run: Run): string =>
    summaryRows(run, [])
      .flatMap((row) => layoutRow(row, page))
      .join("\n");

  it("is counted in the summary of the text, with the first contradictions", () => {
    const text = summary(RUN);
    expect(text).toContain("agree with 4 results and disagree with 1; they decided nothing");
    expect(text).toContain(`${found.rule_id} on ${found.resource.id}`);
    expect(text).toContain(`fail here, ${SAID}`);
  });

  it("is not spoken of where nobody spoke", () => expect(summary(SAMPLE)).not.toContain("witness"));

  it("stands in csv, json and explain", () => {
    const rule = RUN.rules.find(({ id }) => id === found.rule_id)!;
    expect(renderCsv(RUN, { include: [] })).toContain(SAID);
    expect(renderJson(RUN, { include: [] })).toContain('"says": "COMPLIANT"');
    expect(renderFinding(contradicted, rule, page)).toContain(SAID);
  });
});
