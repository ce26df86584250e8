import { existsSync, readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, it } from "vitest";
import type { Evaluation, Run } from "../../src/model/run.ts";
import { renderOcsf } from "./rendered.ts";
import { renderOscalSsp } from "../../src/report/oscal-ssp.ts";
import { renderOscal } from "../../src/report/oscal.ts";
import { OPTIONS } from "./html-options.ts";
import { brokenReferences } from "./oscal-references.ts";
import { HOSTILE } from "./sample-rules.ts";
import { CLEAN, EMPTY, LARGE, SAMPLE } from "./sample-run.ts";

const SCHEMAS = new URL("../../../shared/schemas/", import.meta.url);
const HAS_SCHEMAS = existsSync(SCHEMAS);
if (!HAS_SCHEMAS)
  console.warn("skipped: ../shared/schemas is not there, so OCSF and OSCAL are not held against their schemas");

/** The default export of a CommonJS module, whichever way it is seen. */
const addFormats = formats as unknown as (ajv: Ajv) => void;

const VALIDATORS = new Map<string, ValidateFunction>();

function validator(file: string): ValidateFunction {
  const known = VALIDATORS.get(file);
  if (known) return known;
  const schema = JSON.parse(readFileSync(new URL(file, SCHEMAS), "utf8")) as object;
  const ajv = file.startsWith("ocsf") ? new Ajv2020({ strict: false }) : new Ajv({ strict: false });
  addFormats(ajv as Ajv);
  const validate = ajv.compile(schema);
  VALIDATORS.set(file, validate);
  return validate;
}

const HELD: Run = {
  ...SAMPLE,
  evaluations: SAMPLE.evaluations.map((one) => (one.outcome === "fail" ? { ...one, baseline: "known" as const } : one)),
  baseline: {
    scope: "before",
    as_of: "2026-10-01T00:00:00Z",
    fixed: [
      {
        rule_id: SAMPLE.rules[0]!.id,
        severity: "high",
        resource: SAMPLE.evaluations[0]!.resource,
        fingerprint: "gone",
      },
    ],
    not_judged: 0,
  },
};
const EVIL: Run = {
  ...SAMPLE,
  scope: { name: HOSTILE },
  rules: SAMPLE.rules.map((rule) => ({ ...rule, why: HOSTILE, title: "" })),
};
const COUNTS = SAMPLE.summary.by_party.customer;
/** Resources of two providers, whose layers the provider, the customer or both answer for. */
const OWNED: Run = {
  ...SAMPLE,
  rules: SAMPLE.rules.map((rule) => ({ ...rule, types: ["AWS::S3::Bucket", "microsoft.storage/storageaccounts"] })),
  estate: [["aws", "AWS::S3::Bucket"] as const, ["azure", "microsoft.storage/storageaccounts"] as const].map(
    ([provider, type]) => ({
      unit: null,
      provider,
      type,
      service: "storage",
      resources: 2,
      accounts: [],
      regions: ["eu-west-1"],
      layers: SAMPLE.rules.flatMap(({ layer }) =>
        (["customer", "provider", "shared", null] as const).map((party) => ({ layer, party, counts: COUNTS })),
      ),
    }),
  ),
};
const RUNS: [string, Run][] = [
  ["owned", OWNED],
  ["sample", SAMPLE],
  ["clean", CLEAN],
  ["empty", EMPTY],
  ["large", LARGE],
  ["held", HELD],
  ["evil", EVIL],
];

function events(run: Run, include: "all" | [] = "all"): Record<string, never>[] {
  return renderOcsf(run, { include })
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, never>);
}

describe("ocsf", () => {
  it("is as in sample.ocsf.ndjson", async () => {
    await expect(renderOcsf(SAMPLE, { include: "all" })).toMatchFileSnapshot("golden/sample.ocsf.ndjson");
  });

  it.skipIf(!HAS_SCHEMAS).each(RUNS)("of the %s run is valid 1.8.0, every event", (_name, run) => {
    const valid = validator("ocsf/ocsf-1.8.0-compliance_finding.schema.json");
    for (const event of events(run)) {
      valid(event);
      expect(valid.errors).toBeNull();
    }
  });

  it("has an event for each evaluation asked for, and says pass or fail of nothing that was not judged", () => {
    const all = events(SAMPLE) as unknown as {
      compliance: { status_id: number; status: string };
      unmapped: Evaluation;
    }[];
    expect(all).toHaveLength(SAMPLE.summary.pairs);
    const status = { pass: 1, fail: 3, unknown: 2, manual: 2, inherited: 99, not_applicable: 99 };
    for (const { compliance, unmapped } of all) expect(compliance.status_id).toBe(status[unmapped.outcome]);
    expect(events(SAMPLE, [])).toHaveLength(SAMPLE.summary.fail);
  });

  it("gives milliseconds, and updates what is known and closes what is fixed", () => {
    const all = events(HELD, []) as unknown as { time: number; activity_id: number; type_uid: number }[];
    expect(new Set(all.map(({ time }) => time))).toEqual(new Set([Date.parse(SAMPLE.as_of)]));
    expect(new Set(all.map(({ activity_id }) => activity_id))).toEqual(new Set([2, 3]));
    expect(all.at(-1)!.type_uid).toBe(200303);
  });

  it("says who accepted a finding", () => {
    const suppressed = events(SAMPLE, []).filter((event) => event["status"] === ("Suppressed" as never));
    expect(suppressed).toHaveLength(SAMPLE.summary.exempted);
  });
});

const OSCAL = [
  ["assessment results", (run: Run) => renderOscal(run, { include: "all" }), "sample.oscal.json"],
  ["system security plan", (run: Run) => renderOscalSsp(run, OPTIONS), "sample.oscal-ssp.json"],
] as const;

describe.each(OSCAL)("oscal %s", (_what, render, golden) => {
  it(`is as in ${golden}`, async () => {
    await expect(render(OWNED)).toMatchFileSnapshot(`golden/${golden}`);
  });

  it.skipIf(!HAS_SCHEMAS).each(RUNS)("of the %s run is valid 1.2.2", (_name, run) => {
    const valid = validator("oscal/oscal-complete-1.2.2.schema.json");
    valid(JSON.parse(render(run)));
    expect(valid.errors).toBeNull();
  });

  it.each(RUNS)("of the %s run names nothing that is not there, or is of another kind", (_name, run) => {
    expect(brokenReferences(JSON.parse(render(run)))).toEqual([]);
  });

  it("is the same whatever the order of the run", () => {
    const turned = { ...OWNED, evaluations: OWNED.evaluations.toReversed(), rules: OWNED.rules.toReversed() };
    expect(render(turned)).toBe(render(OWNED));
  });

  it("is found out with one reference turned", () => {
    const document = render(OWNED);
    const turned = document.replace(/("(?:component|observation)-uuid": ")[0-9a-f]/, (_, start: string) => `${start}g`);
    expect(brokenReferences(JSON.parse(turned))).toHaveLength(1);
  });
});

it("the system security plan says whose each half is", () => {
  const text = renderOscalSsp(OWNED, OPTIONS);
  for (const word of ["provided", "responsibilities", "inherited", "satisfied"]) expect(text).toContain(`"${word}": [`);
  const origins = [...text.matchAll(/"name": "control-origination",\s*"value": "([^"]+)"/g)].map(([, value]) => value);
  expect(new Set(origins)).toEqual(new Set(["customer-configured", "customer-provided", "inherited"]));
});

it("oscal says nothing of what is inherited in its findings and observations", () => {
  const text = renderOscal(SAMPLE, { include: "all" });
  for (const { outcome, fingerprint } of SAMPLE.evaluations) {
    const named = text.includes(`"${fingerprint}"`);
    if (outcome === "inherited" || outcome === "not_applicable") expect(named).toBe(false);
    else expect(named).toBe(true);
  }
});

describe("the finding of a rule that passes where it could be decided", () => {
  const { rule_id: id } = SAMPLE.evaluations.find(({ outcome }) => outcome === "pass")!;
  const ofOutcome = (outcome: "pass" | "unknown"): Evaluation => ({
    ...SAMPLE.evaluations.find((one) => one.outcome === outcome)!,
    rule_id: id,
    fingerprint: outcome,
  });
  const targetOf = (evaluations: Evaluation[]): object => {
    const text = renderOscal({ ...SAMPLE, evaluations }, { include: "all" });
    const document = JSON.parse(text) as { "assessment-results": { results: { findings: { target: object }[] }[] } };
    expect(brokenReferences(document)).toEqual([]);
    return document["assessment-results"].results[0]!.findings[0]!.target;
  };

  it("is satisfied where all could be", () => {
    expect(targetOf([ofOutcome("pass")])).toMatchObject({ status: { state: "satisfied", reason: "pass" } });
  });

  it("is not where some are unknown", () => {
    const status = { state: "not-satisfied", reason: "other", remarks: "1 pair of 2 could not be decided" };
    expect(targetOf([ofOutcome("pass"), ofOutcome("unknown")])).toMatchObject({ status });
  });
});
