import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { describe, expect, it } from "vitest";
import type { Run } from "../../src/model/run.ts";
import { renderGitlab } from "../../src/report/gitlab.ts";
import { renderHtml } from "../../src/report/html.ts";
import { renderJunit } from "../../src/report/junit.ts";
import { renderOscalSsp } from "../../src/report/oscal-ssp.ts";
import { renderOscal } from "../../src/report/oscal.ts";
import { bytesOf } from "../../src/report/records.ts";
import { renderSarif } from "../../src/report/sarif.ts";
import { renderXlsx } from "../../src/report/xlsx.ts";
import { OPTIONS } from "./html-options.ts";
import { renderOcsf } from "./rendered.ts";
import { SAMPLE } from "./sample-run.ts";
import { unzip } from "./unzip.ts";

const ODD: readonly (readonly [string, string])[] = [
  ["nothing", ""],
  ["blanks", " \t\n "],
  ["lone surrogates", "a\ud800b\udc00"],
  ["what is no character", "\ufffe\uffff\u{1fffe}\u0000"],
  ["ends of markup", `</script></style>]]>--></t></si><![CDATA[<!--"'&`],
  ["a formula", "=+-@HYPERLINK()"],
  ["lines", "a\r\nb\u2028c\u2029d\u0085"],
  ["other directions", "\u202egnp.exe\u2066 \u05e9\u05dc\u05d5\u05dd \u4f60\u597d \u{1f468}\u200d\u{1f469}"],
  ["names of an object's own", "__proto__"],
  ["100,000 characters", "x\u{1f600}".repeat(33_334)],
];

/** Keys whose value anybody may have written. */
const FREE = new Set(
  "name title failure_title why summary message help code call because wanted seen path reason approved_by region account id region owner unit".split(
    " ",
  ),
);
/** Half of a character, which no file in UTF-8 can hold. */
const LONE = /\p{Surrogate}/u;

/** The run with that text wherever people or a cloud may have written one. */
function soaked(run: Run, text: string): Run {
  const soak = (value: unknown, key: string): unknown => {
    if (typeof value === "string") return FREE.has(key) ? text : value;
    if (Array.isArray(value)) return value.map((one) => soak(one, key));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, soak(one, name)]));
  };
  const evaluations = run.evaluations.map((one) => ({
    ...one,
    resource: soak(one.resource, "") as typeof one.resource,
    evidence: soak(one.evidence, "") as typeof one.evidence,
    owner: soak(one.owner, "") as typeof one.owner,
  }));
  const rules = run.rules.map((rule) => ({
    ...rule,
    title: text,
    failure_title: text,
    why: text,
    ...(rule.fix && { fix: { ...rule.fix, summary: text } }),
  }));
  const blindSpots = run.blind_spots.map((one) => ({ ...one, message: text, help: text, call: text, code: text }));
  return { ...run, scope: { ...run.scope, name: text }, evaluations, rules, blind_spots: blindSpots, warnings: [text] };
}

const RENDERING = { ...OPTIONS, include: "all" } as const;

const SCHEMAS = join(import.meta.dirname, "../../../shared/schemas");
const hasSchemas = existsSync(SCHEMAS);
if (!hasSchemas)
  console.warn("the official schemas are not beside the repository: odd texts are not held against them");

describe.runIf(hasSchemas)("the official schema", () => {
  const compile = (path: string, Kind: typeof Ajv | typeof Ajv2020 = Ajv): ReturnType<Ajv["compile"]> => {
    const ajv = new Kind({ strict: false });
    addFormatsModule.default(ajv);
    return ajv.compile(JSON.parse(readFileSync(join(SCHEMAS, path), "utf8")) as object);
  };
  const validators = hasSchemas
    ? {
        sarif: compile("sarif/sarif-2.1.0.draft07.json"),
        gitlab: compile("gitlab/codequality.schema.json", Ajv2020),
        oscal: compile("oscal/oscal-complete-1.2.2.schema.json"),
        ocsf: compile("ocsf/ocsf-1.8.0-compliance_finding.schema.json", Ajv2020),
      }
    : undefined;
  const hold = (format: keyof NonNullable<typeof validators>, text: string): void => {
    expect(text).not.toMatch(LONE);
    validators![format](JSON.parse(text));
    expect(validators![format].errors, format).toBeNull();
  };

  it.each(ODD)("takes %s wherever a text may stand", (_, text) => {
    const run = soaked(SAMPLE, text);
    hold("sarif", renderSarif(run, RENDERING));
    hold("gitlab", renderGitlab(run));
    hold("oscal", renderOscal(run, RENDERING));
    hold("oscal", renderOscalSsp(run, RENDERING));
    for (const line of renderOcsf(run, { include: "all" }).split("\n").filter(Boolean)) hold("ocsf", line);
    using schema = XmlDocument.fromString(readFileSync(join(SCHEMAS, "junit/jenkins-junit-10.xsd"), "utf8"));
    using validator = XsdValidator.fromDoc(schema);
    using document = XmlDocument.fromString(renderJunit(run, RENDERING));
    expect(() => validator.validate(document)).not.toThrow();
  });
});

describe("a report", () => {
  it.each(ODD)("of %s is whole XML in every file of the workbook", (_, text) => {
    for (const file of unzip(bytesOf(renderXlsx(soaked(SAMPLE, text), OPTIONS))).values()) {
      expect(file).not.toMatch(LONE);
      XmlDocument.fromString(file).dispose();
    }
  });

  it.each(ODD)("of %s ends no part of a page before its end", (_, text) => {
    const page = renderHtml(soaked(SAMPLE, text), OPTIONS);
    const plain = renderHtml(soaked(SAMPLE, "plain"), OPTIONS);
    for (const end of [/<\/script/gi, /<\/style/gi, /<!--/g, /<section/g, /<tr/g]) {
      expect(page.match(end)?.length).toBe(plain.match(end)?.length);
    }
  });
});
