import { describe, expect, it } from "vitest";
import { createFrameworkReport } from "../../src/assess/matrix/control-matrix.ts";
import { mergeRuns } from "../../src/assess/merge/merge-runs.ts";
import type { Framework } from "../../src/model/library.ts";
import { SHEET_FORMATS } from "../../src/model/matrix.ts";
import type { ControlWord } from "../../src/model/provider-word.ts";
import type { Run } from "../../src/model/run.ts";
import { renderHtml } from "../../src/report/html.ts";
import { frameworkSheet, registerSheet, runSheet } from "../../src/report/matrix/run-sheet.ts";
import { renderSheet } from "../../src/report/matrix/sheet.ts";
import type { Sheet } from "../../src/report/matrix/sheet.ts";
import { countWords, providerWordsSentence } from "../../src/report/provider-words.ts";
import { runLines } from "./run-lines.ts";
import { PLAIN } from "../../src/report/style.ts";
import { OPTIONS } from "./html-options.ts";
import { HOSTILE } from "./sample-rules.ts";
import { SAMPLE } from "./sample-run.ts";
import { parseRun, renderJson } from "./rendered.ts";

function word(control: string, says: string, name = `NIST_SP_800-53_R5_${control}`): ControlWord {
  const at = "2026-11-21T00:00:00.000Z";
  return { provider: "azure", framework: "nist-800-53-r5", control, name, says, source: "Azure policy metadata", at };
}

const WORDS = [word("AC-3", "Shared"), word("SC-7", "Customer"), word("SC-8", "Customer")];
const RUN: Run = { ...SAMPLE, provider_words: WORDS };
const FRAMEWORK: Framework = {
  id: "nist-800-53-r5",
  title: "NIST SP 800-53",
  version: "revision 5",
  publisher: "NIST",
  controls: ["AC-3", "SC-7", "SC-8", "SI-2"].map((id) => ({ id, label: `our words for ${id}` })),
};
const PAGE = { width: 300, ascii: false, style: PLAIN };

function report(run: Run): ReturnType<ReturnType<typeof createFrameworkReport>> {
  return createFrameworkReport(run, { requireEvidence: false })(FRAMEWORK);
}

describe("the provider's own word in a matrix", () => {
  const forms = (sheet: Sheet): string[] => SHEET_FORMATS.map((format) => renderSheet(sheet, format, PAGE));

  it("stands beside the control in every form", () => {
    for (const text of forms(frameworkSheet(RUN, report(RUN)))) {
      expect(text).toContain("Shared");
      expect(text).toContain("Customer");
    }
    const { columns, rows, about } = frameworkSheet(RUN, report(RUN));
    expect(rows.map((row) => row[columns.indexOf("provider's own word")])).toEqual([
      "azure: Shared",
      "azure: Customer",
      "azure: Customer",
      "",
    ]);
    expect(about.at(-1)).toContain("decides nothing");
  });

  it("changes no cell and no score", () => {
    const without = report(SAMPLE);
    const heard = report(RUN);
    expect(heard.controls.map(({ cell }) => cell)).toEqual(without.controls.map(({ cell }) => cell));
    expect(heard.score).toEqual(without.score);
  });

  it("stands in the register beside who manages the requirement", () => {
    const register = registerSheet(RUN, report(RUN));
    expect(register.columns).toContain("provider's own word");
    for (const row of register.rows) expect(row).toHaveLength(register.columns.length);
    expect(register.rows[1]).toContain("azure: Customer");
  });

  it("is counted by framework beside the layers, where no control lies", () => {
    const sheet = runSheet(RUN, "service", []);
    expect(sheet.notes).toContain(
      "the provider's own word: azure says Customer of 2 controls of nist-800-53-r5; --framework nist-800-53-r5 shows which",
    );
    expect(sheet.data["provider_words"]).toEqual([
      { provider: "azure", framework: "nist-800-53-r5", says: "Customer", controls: 2 },
      { provider: "azure", framework: "nist-800-53-r5", says: "Shared", controls: 1 },
    ]);
  });

  it("leaves no empty column where nobody said anything", () => {
    for (const text of forms(frameworkSheet(SAMPLE, report(SAMPLE))).slice(0, 3))
      expect(text).not.toContain("own word");
    expect(registerSheet(SAMPLE, report(SAMPLE)).columns).not.toContain("provider's own word");
  });

  it("is made safe: it is text of somebody else's", () => {
    const hostile = { ...SAMPLE, provider_words: [word("AC-3", HOSTILE, HOSTILE)] };
    const [text, , , , page] = forms(frameworkSheet(hostile, report(hostile)));
    expect(text).not.toContain("\u001b");
    expect(page).not.toContain("</script>");
  });
});

describe("the provider's own word elsewhere", () => {
  it("stands in the page, beside the controls and by framework", () => {
    const states = { matrix: [], frameworks: [report(RUN)] };
    const page = renderHtml(RUN, { ...OPTIONS, states }).replaceAll(/\s+/g, " ");
    for (const part of ["azure: Shared", "<h3>The provider's own word</h3>", '<td>Customer</td><td class="number">2'])
      expect([part, page.includes(part)]).toEqual([part, true]);
    const unspoken = renderHtml(SAMPLE, { ...OPTIONS, states: { matrix: [], frameworks: [report(SAMPLE)] } });
    expect(unspoken.includes("own word")).toBe(false);
  });

  it("is kept in a saved run and in json", () => {
    expect(parseRun(runLines(RUN), "run.ndjson").provider_words).toEqual(WORDS);
    expect(JSON.parse(renderJson(RUN, { include: [] }))).toMatchObject({ provider_words: WORDS });
    expect(parseRun(runLines(SAMPLE), "run.ndjson")).not.toHaveProperty("provider_words");
  });

  it("stands once in merged runs that heard the same", () => {
    const later: Run = {
      ...RUN,
      as_of: "2026-11-22T00:00:00.000Z",
      summary: { ...RUN.summary, accounts: { azure: ["8d91f6a2-0c3e-4b75-a8f4-15c7e2d6b930"] } },
      provider_words: [{ ...WORDS[0]!, at: "2026-11-22T00:00:00.000Z" }],
    };
    const merged = mergeRuns([
      { file: "a", run: RUN },
      { file: "b", run: later },
    ]);
    expect(merged.provider_words?.map(({ control }) => control)).toEqual(["AC-3", "SC-7", "SC-8"]);
  });

  it("names what somebody assigned", () => {
    const words = [word("AC-3", "Shared"), { ...word("AC-3", "Shared"), initiative: "NIST SP 800-53 Rev. 5" }];
    expect(providerWordsSentence(words)).toBe("azure: Shared, assigned: NIST SP 800-53 Rev. 5");
    expect(parseRun(runLines({ ...SAMPLE, provider_words: words }), "run.ndjson").provider_words).toEqual(words);
  });

  it("names its sources where it says several things of one control", () => {
    const both = [word("AC-3", "Shared", "One_AC-3"), word("AC-3", "Customer", "Two_AC-3")];
    expect(providerWordsSentence(both)).toBe("azure: Shared (One_AC-3), azure: Customer (Two_AC-3)");
    expect(countWords(both)).toHaveLength(2);
  });
});
