import { XmlDocument } from "libxml2-wasm";
import type { XmlElement } from "libxml2-wasm";
import { decideVerdict } from "../../src/assess/verdict.ts";
import type { Evaluation, Run } from "../../src/model/run.ts";
import { renderGithub } from "../../src/report/github.ts";
import { renderGitlab } from "../../src/report/gitlab.ts";
import { renderJunit } from "../../src/report/junit.ts";
import { renderMarkdown } from "../../src/report/markdown.ts";
import { renderSarif } from "../../src/report/sarif.ts";
import { CLEAN, EMPTY, SAMPLE } from "./sample-run.ts";
import { renderCsv } from "./rendered.ts";

/** What each format of records holds, whatever the format: the sample held against a baseline. */
export const COMPARED: Run = {
  ...SAMPLE,
  evaluations: SAMPLE.evaluations.map((one, index) =>
    one.outcome === "fail" ? { ...one, baseline: (["new", "worsened", "known"] as const)[index % 3]! } : one,
  ),
  baseline: {
    scope: "sample estate",
    as_of: "2026-11-14T00:00:00Z",
    fixed: SAMPLE.evaluations.filter(({ outcome }) => outcome === "pass"),
    not_judged: 1,
  },
};
export const RUNS: [name: string, run: Run][] = [
  ["sample", COMPARED],
  ["clean", CLEAN],
  ["empty", EMPTY],
];

export const FORMATS: Record<string, (run: Run) => string> = {
  "sarif.json": (run) => renderSarif(run, { verdict: verdictOf(run), include: "all" }),
  "junit.xml": (run) => renderJunit(run, { include: "all", verdict: verdictOf(run) }),
  "gitlab.json": renderGitlab,
  "github.txt": (run) => renderGithub(run, { verdict: verdictOf(run) }),
  csv: (run) => renderCsv(run, { include: "all" }),
  md: (run) => renderMarkdown(run, { verdict: verdictOf(run) }),
};

export function verdictOf(run: Run): ReturnType<typeof decideVerdict> {
  return decideVerdict(run, { failOn: "low" });
}

interface SarifResult {
  ruleId: string;
  kind: string;
  level: string;
  message: { text: string };
  locations: { physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } } }[];
  partialFingerprints: Record<string, string>;
  suppressions?: unknown[];
  properties: { outcome: string };
}
export interface SarifRun {
  tool: { driver: { rules: { id: string; properties: { tags: string[] } }[] } };
  automationDetails: { id: string };
  invocations: { executionSuccessful: boolean; toolExecutionNotifications: { message: { text: string } }[] }[];
  results: SarifResult[];
}
export function sarifOf(run: Run): SarifRun {
  return (JSON.parse(FORMATS["sarif.json"]!(run)) as { runs: SarifRun[] }).runs[0]!;
}

interface Case {
  rule: string;
  resource: string;
  state: string;
  message: string;
  text: string;
}
export function junitCases(run: Run): Case[] {
  const document = XmlDocument.fromString(FORMATS["junit.xml"]!(run));
  try {
    return document.find("//testcase").map((node) => {
      const element = node as XmlElement;
      const [child] = element.find("./*");
      return {
        rule: element.attr("classname")!.value,
        resource: element.attr("name")!.value,
        state: child === undefined ? "pass" : (child as XmlElement).name,
        message: (child as XmlElement | undefined)?.attr("message")?.value ?? "",
        text: child?.content ?? "",
      };
    });
  } finally {
    document.dispose();
  }
}

/** RFC 4180, as a spreadsheet reads it. */
export function csvRows(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)!.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
  }
  const [head, ...records] = rows.slice(0, -1);
  return records.map((record) => Object.fromEntries(record.map((value, index) => [head![index]!, value])));
}

export function prints(evaluations: readonly Pick<Evaluation, "fingerprint">[]): string[] {
  return evaluations.map(({ fingerprint }) => fingerprint).toSorted();
}
export const fails = COMPARED.evaluations.filter(({ outcome }) => outcome === "fail");
export const open = fails.filter(({ exemption }) => !exemption);
