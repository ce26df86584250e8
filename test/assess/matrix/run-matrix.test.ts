import { describe, expect, it } from "vitest";
import { createFrameworkReport } from "../../../src/assess/matrix/control-matrix.ts";
import { runMatrix } from "../../../src/assess/matrix/run-matrix.ts";
import type { RunAttestation } from "../../../src/model/attestation.ts";
import type { Framework } from "../../../src/model/library.ts";
import type { EstatePart, Run } from "../../../src/model/run.ts";
import { frameworkSheet, registerSheet, runSheet, scoreWords } from "../../../src/report/matrix/run-sheet.ts";
import { SHEET_FORMATS } from "../../../src/model/matrix.ts";
import { renderSheet } from "../../../src/report/matrix/sheet.ts";
import { PLAIN } from "../../../src/report/style.ts";
import { HOSTILE } from "../../report/sample-rules.ts";
import { SAMPLE } from "../../report/sample-run.ts";

const NONE = { pass: 0, fail: 0, not_applicable: 0, inherited: 0, manual: 0, unknown: 0 };
const PAGE = { width: 80, ascii: false, style: PLAIN };
const FREE = { requireEvidence: false };

const SOC: RunAttestation = {
  id: "soc",
  party: "aws",
  artifact: "soc2-type2",
  issuer: HOSTILE,
  scope: { services: ["s3"], layers: ["facility", "os"] },
  period: { start: "2026-01-01", end: "2026-06-30" },
  expires: "2027-06-30",
  bridge: null,
  qualified: [],
  evidence: { sha256: null, location: null, reviewed_by: "us", reviewed_on: "2026-07-01" },
  state: "valid",
  reviewed: true,
  customer_duties: [{ id: "C1", about: HOSTILE, satisfied_by: [], state: "uncovered", because: "nothing is named" }],
};

const PARTS: EstatePart[] = [
  {
    unit: "shop",
    provider: "aws",
    type: "AWS::S3::Bucket",
    service: "s3",
    resources: 3,
    accounts: [],
    regions: ["eu-west-1"],
    layers: [
      { layer: "data", party: "customer", counts: { ...NONE, pass: 2, fail: 1 } },
      { layer: "os", party: "provider", counts: { ...NONE, inherited: 3 } },
    ],
  },
  {
    unit: null,
    provider: "aws",
    type: "AWS::S3::Bucket",
    service: "s3",
    resources: 1,
    accounts: [],
    regions: [],
    layers: [],
  },
  {
    unit: null,
    provider: "aws",
    type: "AWS::X::Y",
    service: "x",
    resources: 1,
    accounts: [],
    regions: ["eu-west-1"],
    layers: [],
  },
];
const RUN: Run = { ...SAMPLE, estate: PARTS, attestations: [SOC], warnings: [] };

/** What the model says: buildings are the provider's, the system too, the rest the customer's. */
const stateOf = (type: string, layer: string) => ({
  state:
    layer === "facility" || layer === "os"
      ? ("provider" as const)
      : layer === "runtime"
        ? ("n/a" as const)
        : ("customer" as const),
  assumed: type === "AWS::X::Y",
});

describe("the matrix of an estate", () => {
  it("takes services together, over units", () => {
    const [s3, x] = runMatrix(RUN, "service", stateOf, FREE);
    expect([s3!.key, s3!.resources, x!.key]).toEqual(["aws s3", 4, "aws x"]);
    expect(s3!.cells.data).toMatchObject({ state: "assessed", customer: { counts: { pass: 2, fail: 1 } } });
    expect(s3!.cells.os).toMatchObject({ state: "attested", customer: null, provider: { attestations: ["soc"] } });
    expect(s3!.cells.facility.state).toBe("attested");
    expect(s3!.cells.identity.state).toBe("uncovered");
    expect(s3!.cells.runtime.state).toBe("n/a");
    expect(x!.cells.facility).toMatchObject({ state: "not_assessed", assumed: true });
  });

  it("takes units together, over services", () => {
    const rows = runMatrix(RUN, "unit", stateOf, FREE);
    expect(rows.map(({ key, resources }) => [key, resources])).toEqual([
      ["no unit", 2],
      ["shop", 3],
    ]);
    expect(rows[0]!.cells.os.state).toBe("not_assessed");
  });
});

const FRAMEWORK: Framework = {
  id: "nist-800-53-r5",
  title: "NIST",
  version: "5",
  publisher: "NIST",
  controls: [
    { id: "AC-3", label: "Access" },
    { id: "ZZ-9", label: "Nobody checks this" },
  ],
};

describe("a framework's report", () => {
  it("keeps the halves apart, and says what nothing checks", () => {
    const { controls, score } = createFrameworkReport(RUN, FREE)(FRAMEWORK);
    const [checked, unchecked] = controls;
    expect(checked!.cell.customer!.counts).toMatchObject({
      pass: SAMPLE.summary.pass,
      fail: SAMPLE.summary.fail,
      inherited: 0,
    });
    expect(checked!.cell.provider).toMatchObject({ state: "not_assessed", backing: "missing" });
    expect(unchecked).toMatchObject({ rules: [], cell: { state: "uncovered" } });
    expect(score.of).toBe(SAMPLE.summary.pass + SAMPLE.summary.fail);
  });

  it.each([
    [{ pass: 3, of: 4, unknown: 1, manual: 0, inherited: 2 }, "Score: 3 of 4 pairs that were evaluated pass (75 %)"],
    [{ pass: 0, of: 4, unknown: 0, manual: 0, inherited: 0 }, "Score: 0 of 4 pairs that were evaluated pass (0 %)"],
    [
      { pass: 199, of: 200, unknown: 0, manual: 0, inherited: 0 },
      "Score: 199 of 200 pairs that were evaluated pass (99 %)",
    ],
    [{ pass: 0, of: 0, unknown: 7, manual: 1, inherited: 0 }, "Score: nothing assessed"],
  ])("scores %o", (score, words) => {
    expect(scoreWords(score)).toContain(words);
    if (score.of === 0) expect(scoreWords(score)).not.toContain("%");
  });
});

describe("the sheets", () => {
  const report = createFrameworkReport(RUN, FREE)(FRAMEWORK);
  const sheets = {
    service: runSheet(RUN, "service", runMatrix(RUN, "service", stateOf, FREE)),
    framework: frameworkSheet(RUN, report),
    register: registerSheet(RUN, report),
  };
  const cases = Object.entries(sheets).flatMap(([name, sheet]) =>
    SHEET_FORMATS.map((format) => [name, format, sheet] as const),
  );

  it.each(cases)("%s as %s", async (name, format, sheet) => {
    const text = renderSheet(sheet, format, PAGE);
    expect(text).toBe(renderSheet(sheet, format, PAGE));
    expect(text.replaceAll(/[\r\n]/g, "")).not.toMatch(/[\p{Cc}\u202e]/u);
    if (format === "html") expect(text).not.toContain("</script>");
    if (format === "json") expect(() => JSON.parse(text) as unknown).not.toThrow();
    await expect(text).toMatchFileSnapshot(`golden/${name}.${format}`);
  });
});

it("says of no requirement who manages it by rules that judged nothing", () => {
  const summary = { ...RUN.summary, by_rule: {} };
  const { rows } = registerSheet(RUN, createFrameworkReport({ ...RUN, summary, evaluations: [] }, FREE)(FRAMEWORK));
  expect(rows.map(([, managed]) => managed)).not.toContain("entity");
  expect(rows.map(([, managed]) => managed)).toContain("not known: nothing here is of the kind that its rules judge");
});

describe("what lies over a cell", () => {
  const shop = { ...PARTS[0]!, accounts: ["111122223333", "444455556666"] };
  const ofOne = (accounts: readonly string[]): RunAttestation => ({ ...SOC, scope: { ...SOC.scope, accounts } });
  const backing = (attestations: readonly RunAttestation[]): string | undefined =>
    runMatrix({ ...RUN, estate: [shop], attestations }, "service", stateOf, FREE)[0]!.cells.os.provider?.backing;

  it.each<[string, readonly RunAttestation[], string]>([
    ["one that speaks of every account", [SOC], "valid"],
    ["one that speaks of both", [ofOne(["111122223333", "444455556666"])], "valid"],
    ["one that speaks of the first alone", [ofOne(["111122223333"])], "missing"],
    ["one for each", [ofOne(["111122223333"]), { ...ofOne(["444455556666"]), id: "other" }], "valid"],
  ])("%s", (_, attestations, state) => expect(backing(attestations)).toBe(state));

  it("says how many of the fails are exempted", () => {
    const any = SAMPLE.evaluations.find(({ exemption }) => exemption !== undefined)!;
    const exempted = {
      ...any,
      resource: { ...any.resource, type: shop.type },
      owner: { ...any.owner, unit: shop.unit },
      responsibility: { ...any.responsibility, layer: "data" as const },
    };
    const run = { ...RUN, estate: [shop], evaluations: [exempted] };
    const rows = runMatrix(run, "service", stateOf, FREE);
    expect(rows[0]!.cells.data.customer).toMatchObject({ exempted: 1, counts: { fail: 1 } });
    const sheet = runSheet(run, "service", rows);
    expect(sheet.rows.find(([, layer]) => layer === "data")).toContain("assessed: 2 pass, 1 fail (1 exempted)");
  });
});
