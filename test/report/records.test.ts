import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import { XmlDocument, type XmlElement, XsdValidator } from "libxml2-wasm";
import { describe, expect, it } from "vitest";
import { decideVerdict } from "../../src/assess/verdict.ts";
import type { Evaluation, Run } from "../../src/model/run.ts";
import { renderCsv } from "../../src/report/csv.ts";
import { renderGithub } from "../../src/report/github.ts";
import { renderGitlab } from "../../src/report/gitlab.ts";
import { renderJson } from "../../src/report/json.ts";
import { renderJunit } from "../../src/report/junit.ts";
import { renderMarkdown } from "../../src/report/markdown.ts";
import { renderSarif, sarifCut } from "../../src/report/sarif.ts";
import { CLEAN, EMPTY, LARGE, SAMPLE } from "./sample-run.ts";

/** What each format of records holds, whatever the format: the sample held against a baseline. */
const COMPARED: Run = {
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
const RUNS: [name: string, run: Run][] = [
  ["sample", COMPARED],
  ["clean", CLEAN],
  ["empty", EMPTY],
];

const FORMATS: Record<string, (run: Run) => string> = {
  "sarif.json": (run) => renderSarif(run, { verdict: verdictOf(run), include: "all" }),
  "junit.xml": (run) => renderJunit(run, { include: "all" }),
  "gitlab.json": renderGitlab,
  "github.txt": (run) => renderGithub(run, { verdict: verdictOf(run) }),
  csv: (run) => renderCsv(run, { include: "all" }),
  md: (run) => renderMarkdown(run, { verdict: verdictOf(run) }),
};

function verdictOf(run: Run): ReturnType<typeof decideVerdict> {
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
interface SarifRun {
  tool: { driver: { rules: { id: string; properties: { tags: string[] } }[] } };
  automationDetails: { id: string };
  invocations: { executionSuccessful: boolean; toolExecutionNotifications: { message: { text: string } }[] }[];
  results: SarifResult[];
}
function sarifOf(run: Run): SarifRun {
  return (JSON.parse(FORMATS["sarif.json"]!(run)) as { runs: SarifRun[] }).runs[0]!;
}

interface Case {
  rule: string;
  resource: string;
  state: string;
}
function junitCases(run: Run): Case[] {
  const document = XmlDocument.fromString(FORMATS["junit.xml"]!(run));
  try {
    return document.find("//testcase").map((node) => {
      const element = node as XmlElement;
      const [child] = element.find("./*");
      return {
        rule: element.attr("classname")!.value,
        resource: element.attr("name")!.value,
        state: child === undefined ? "pass" : (child as XmlElement).name,
      };
    });
  } finally {
    document.dispose();
  }
}

/** RFC 4180, as a spreadsheet reads it. */
function csvRows(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)!.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
  }
  const [head, ...records] = rows.slice(0, -1);
  return records.map((record) => Object.fromEntries(record.map((value, index) => [head![index]!, value])));
}

function prints(evaluations: readonly Pick<Evaluation, "fingerprint">[]): string[] {
  return evaluations.map(({ fingerprint }) => fingerprint).toSorted();
}
const fails = COMPARED.evaluations.filter(({ outcome }) => outcome === "fail");
const open = fails.filter(({ exemption }) => !exemption);

describe.each(Object.entries(FORMATS))("the format %s", (name, render) => {
  it.each(RUNS)(`of the %s run is as in the golden file`, async (run, value) => {
    await expect(render(value)).toMatchFileSnapshot(`golden/${run}.${name}`);
  });

  it("does not depend on the order of the run", () => {
    const turned = {
      ...COMPARED,
      rules: COMPARED.rules.toReversed(),
      evaluations: COMPARED.evaluations.toReversed(),
      blind_spots: COMPARED.blind_spots.toReversed(),
      exemptions: COMPARED.exemptions.toReversed(),
    };
    expect(render(turned)).toBe(render(COMPARED));
  });

  it("lets no letter through that a terminal or a reader obeys", () => {
    const lines = render(COMPARED).replaceAll(name === "csv" ? "\r\n" : "\n", "");
    expect(lines).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  });
});

describe("all formats of records", () => {
  it("give the same fingerprints", () => {
    const json = JSON.parse(renderJson(COMPARED, { include: "all" })) as { findings: Evaluation[] };
    const sarif = sarifOf(COMPARED).results.filter(({ properties }) => properties.outcome === "fail");
    const gitlab = JSON.parse(renderGitlab(COMPARED)) as Evaluation[];
    const csv = csvRows(renderCsv(COMPARED, { include: [] })) as unknown as Evaluation[];
    expect(prints(json.findings)).toEqual(prints(fails));
    expect(sarif.map(({ partialFingerprints }) => partialFingerprints["demarc/v1"]!).toSorted()).toEqual(prints(fails));
    expect(prints(csv)).toEqual(prints(fails));
    expect(prints(gitlab)).toEqual(prints(open));
    for (const { fingerprint } of open) expect(renderJunit(COMPARED, { include: [] })).toContain(fingerprint);
  });

  it("give the same counts of every outcome", () => {
    const { summary } = COMPARED;
    const count = (words: string[]): Record<string, number> =>
      Object.fromEntries([...new Set(words)].map((word) => [word, words.filter((one) => one === word).length]));
    const outcomes = {
      pass: summary.pass,
      fail: summary.fail,
      unknown: summary.unknown,
      manual: summary.manual,
      inherited: summary.inherited,
      not_applicable: summary.not_applicable,
    };
    expect(count(sarifOf(COMPARED).results.map(({ properties }) => properties.outcome))).toEqual(outcomes);
    expect(count(csvRows(FORMATS["csv"]!(COMPARED)).map(({ outcome }) => outcome!))).toEqual(outcomes);
    for (const [outcome, number] of Object.entries(outcomes)) {
      expect(FORMATS["md"]!(COMPARED)).toContain(`| ${outcome} | ${number} |`);
      expect(FORMATS["junit.xml"]!(COMPARED)).toContain(`<property name="${outcome}" value="${number}"/>`);
    }
    expect(count(junitCases(COMPARED).map(({ state }) => state))).toEqual({
      pass: summary.pass,
      failure: summary.fail - summary.exempted,
      error: summary.unknown,
      skipped: summary.exempted + summary.manual + summary.inherited + summary.not_applicable,
    });
  });

  it("show nothing that is inherited as a pass or a fail", () => {
    const inherited = COMPARED.evaluations.filter(({ outcome }) => outcome === "inherited");
    expect(inherited.length).toBeGreaterThan(0);
    for (const { rule_id: rule, resource, fingerprint } of inherited) {
      const result = sarifOf(COMPARED).results.find((one) => one.partialFingerprints["demarc/v1"] === fingerprint)!;
      expect([result.kind, result.level]).toEqual(["notApplicable", "none"]);
      const test = junitCases(COMPARED).find((one) => one.rule === rule && one.resource === resource.id)!;
      expect(test.state).toBe("skipped");
      const row = csvRows(FORMATS["csv"]!(COMPARED)).find((one) => one["fingerprint"] === fingerprint)!;
      expect(row["outcome"]).toBe("inherited");
      for (const format of ["gitlab.json", "github.txt", "md"])
        expect(FORMATS[format]!(COMPARED)).not.toContain(resource.id);
    }
  });

  it("do not list what nobody asked for, but always the findings", () => {
    const asked = renderSarif(COMPARED, { verdict: verdictOf(COMPARED), include: [] });
    expect((JSON.parse(asked) as { runs: SarifRun[] }).runs[0]!.results).toHaveLength(fails.length);
    expect(csvRows(renderCsv(COMPARED, { include: ["pass"] }))).toHaveLength(fails.length + COMPARED.summary.pass);
  });

  it("begins csv with a byte-order mark where that is asked for", () => {
    const plain = renderCsv(COMPARED, { include: [] });
    expect(plain).toMatch(/^outcome,/);
    expect(renderCsv(COMPARED, { include: [], byteOrderMark: true })).toBe(`\u{FEFF}${plain}`);
  });
});

describe("sarif for code scanning", () => {
  it("places every result at a relative path that is a URI", () => {
    for (const { locations } of sarifOf(COMPARED).results) {
      const { artifactLocation, region } = locations[0]!.physicalLocation;
      expect(artifactLocation.uri).toMatch(/^cloud(\/[A-Za-z0-9._~%-]+){5}$/);
      expect(new URL(artifactLocation.uri, "file:///checkout/").pathname).toBe(`/checkout/${artifactLocation.uri}`);
      expect(region.startLine).toBe(1);
    }
  });

  it("suppresses what is exempted", () => {
    const suppressed = sarifOf(COMPARED).results.filter(({ suppressions }) => suppressions);
    expect(suppressed).toHaveLength(COMPARED.summary.exempted);
  });

  it("notifies of what was not read and says that the run is not whole", () => {
    const [invocation] = sarifOf(COMPARED).invocations;
    expect(invocation!.executionSuccessful).toBe(false);
    const texts = invocation!.toolExecutionNotifications.map(({ message }) => message.text);
    for (const { call } of COMPARED.blind_spots) if (call) expect(texts.some((text) => text.includes(call))).toBe(true);
    expect(sarifOf(CLEAN).invocations[0]!.executionSuccessful).toBe(true);
  });

  it("gives scopes ids of their own", () => {
    const id = (name: string): string => sarifOf({ ...CLEAN, scope: { name } }).automationDetails.id;
    expect(id("Harbour & Finch")).toBe("demarc/harbour-finch/");
    expect(id("organization o-abc123")).not.toBe(id("organization o-abc124"));
    expect(id("***")).toBe("demarc/estate/");
  });

  it("keeps within what GitHub keeps, worst first, and says what is left out", () => {
    const [worst] = fails;
    const rule = SAMPLE.rules.find(({ id }) => id === worst!.rule_id)!;
    const many: Run = {
      ...SAMPLE,
      rules: [rule],
      evaluations: Array.from({ length: 5_002 }, (_, index) => ({
        ...worst!,
        severity: index < 5_000 ? "low" : "critical",
        fingerprint: `m${index}`,
      })),
    };
    const { results, invocations } = sarifOf(many);
    expect(results).toHaveLength(5_000);
    expect(results.slice(0, 2).map(({ level }) => level)).toEqual(["error", "error"]);
    const cut = sarifCut(many, { include: [] });
    expect(cut).toContain("2 are left out");
    expect(invocations[0]!.toolExecutionNotifications.map(({ message }) => message.text)).toContain(cut);
    expect(sarifCut(COMPARED, { include: [] })).toBeUndefined();
  });

  it("has ten tags a rule at most, and no embedded link from outside", () => {
    for (const { properties } of sarifOf(COMPARED).tool.driver.rules)
      expect(properties.tags.length).toBeLessThanOrEqual(10);
    const linked = { ...fails[0]!, resource: { ...fails[0]!.resource, id: "[click](https://example.invalid)" } };
    const [result] = sarifOf({ ...SAMPLE, evaluations: [linked] }).results;
    expect(result!.message.text).not.toContain("](");
  });
});

describe("github", () => {
  it("annotates within the limit and counts the rest", () => {
    const lines = renderGithub(LARGE, { verdict: verdictOf(LARGE) })
      .trimEnd()
      .split("\n");
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toContain("and 141 more findings");
  });

  it("gives commands no text from outside", () => {
    for (const line of FORMATS["github.txt"]!(COMPARED).trimEnd().split("\n")) {
      expect(line).toMatch(/^::(error|warning|notice) title=[^:,]*(,file=[^:,]+,line=1)?::[^\r\n]*$/);
    }
  });

  it("cuts a summary that GitHub would refuse", () => {
    const text = renderMarkdown(LARGE, { verdict: verdictOf(LARGE), most: 5_000 });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(5_000);
    expect(text).toContain("Cut here");
  });
});

describe("csv", () => {
  it("begins no cell as a formula", () => {
    const evaluations = ["=HYPERLINK(1)", "+1", "-1", "@x", "\tx", "\rx"].map((name) => ({
      ...fails[0]!,
      resource: { ...fails[0]!.resource, name },
    }));
    const names = csvRows(renderCsv({ ...SAMPLE, evaluations }, { include: [] })).map((row) => row["resource_name"]!);
    expect(names).toHaveLength(6);
    for (const name of names) expect(name).toMatch(/^'/);
  });
});

const SCHEMAS = join(import.meta.dirname, "../../../shared/schemas");
const hasSchemas = existsSync(SCHEMAS);
if (!hasSchemas) console.warn("the official schemas are not beside the repository: formats are not held against them");

describe.runIf(hasSchemas)("the official schema", () => {
  const addFormats = addFormatsModule.default;
  const compile = (path: string, Kind: typeof Ajv | typeof Ajv2020 = Ajv): ReturnType<Ajv["compile"]> => {
    const ajv = new Kind({ strict: false, allErrors: true });
    addFormats(ajv);
    return ajv.compile(JSON.parse(readFileSync(join(SCHEMAS, path), "utf8")) as object);
  };
  const sarif = hasSchemas ? compile("sarif/sarif-2.1.0.draft07.json") : undefined;
  const gitlab = hasSchemas ? compile("gitlab/codequality.schema.json", Ajv2020) : undefined;

  it.each([...RUNS, ["large", LARGE] as [string, Run]])("takes the %s run", (_name, run) => {
    sarif!(JSON.parse(FORMATS["sarif.json"]!(run)));
    expect(sarif!.errors).toBeNull();
    gitlab!(JSON.parse(renderGitlab(run)));
    expect(gitlab!.errors).toBeNull();
    const schema = XmlDocument.fromString(readFileSync(join(SCHEMAS, "junit/jenkins-junit-10.xsd"), "utf8"));
    const validator = XsdValidator.fromDoc(schema);
    const document = XmlDocument.fromString(FORMATS["junit.xml"]!(run));
    expect(() => validator.validate(document)).not.toThrow();
    document.dispose();
    const broken = XmlDocument.fromString('<testsuites><testsuite name="x"/></testsuites>');
    expect(() => validator.validate(broken)).toThrow();
    for (const one of [broken, validator, schema]) one.dispose();
  });
});
