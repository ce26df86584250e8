import { describe, expect, it } from "vitest";
import { applyAttestations } from "../../../src/assess/attestations/apply-attestations.ts";
import { withEvidenceRequired } from "../../../src/assess/attestations/evidence-verdict.ts";
import { readAttestations } from "../../../src/assess/attestations/read-attestations.ts";
import { createServiceOf } from "../../../src/assess/service-of.ts";
import { decideVerdict } from "../../../src/assess/verdict.ts";
import type { Run } from "../../../src/model/run.ts";
import { SAMPLE } from "../../report/sample-run.ts";
import { LIBRARY } from "../owners/library.ts";

const INHERITED = SAMPLE.evaluations.find(({ outcome }) => outcome === "inherited")!;
const SERVICE = createServiceOf(LIBRARY.providers)(INHERITED.resource.provider, INHERITED.resource.type);
const MANUAL = SAMPLE.evaluations.find(({ outcome }) => outcome === "manual")!;
const PASSED = SAMPLE.rules.find(({ id }) => (SAMPLE.summary.by_rule[id]?.pass ?? 0) > 0)!;
const FACTS = {
  parties: ["people", "auditors"],
  providers: ["aws", "azure"],
  rules: new Set(SAMPLE.rules.map(({ id }) => id)),
};

function attested(yaml: string, day: string, run: Run = SAMPLE): Run {
  const { attestations, diagnostics } = readAttestations(yaml, "attestations.yaml", FACTS);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return applyAttestations({ ...run, as_of: `${day}T00:00:00Z` }, attestations, {
    serviceOf: createServiceOf(LIBRARY.providers),
    day,
    presentId: (id) => (id === "org-drill" ? MANUAL.rule_id : id),
    renewOf: (id) => (id === MANUAL.rule_id ? 180 : undefined),
  });
}

function stateOf(run: Run, { fingerprint }: typeof INHERITED): string | undefined {
  return run.evaluations.find((one) => one.fingerprint === fingerprint)?.attestation?.state;
}

const SOC = (more: string): string => `
- id: soc
  party: aws
  artifact: soc2-type2
  period: { start: 2026-01-01, end: 2026-03-31 }
${more}
`;
const READ = "  evidence: { reviewed_by: compliance, reviewed_on: 2025-12-01 }";

describe("an attestation on a day", () => {
  it.each([
    ["2025-12-31", "not_yet_valid"],
    ["2026-01-01", "valid"],
    ["2026-12-01", "valid"],
    ["2026-12-02", "expiring"],
    ["2026-12-31", "expiring"],
    ["2027-01-01", "bridged"],
    ["2027-02-28", "bridged"],
    ["2027-03-01", "expired"],
  ])("is on %s %s", (day, state) => {
    const run = attested(SOC(`  expires: 2026-12-31\n  bridge: { until: 2027-02-28, ref: letter }\n${READ}`), day);
    expect(run.attestations[0]!.state).toBe(state);
    expect(stateOf(run, INHERITED)).toBe(state);
  });

  it.each([
    ["2027-03-31", "expiring"],
    ["2027-04-01", "expired"],
  ])("without an end of its own counts a year from its period: on %s %s", (day, state) => {
    expect(attested(SOC(READ), day).attestations[0]!.state).toBe(state);
  });
});

describe("what stands behind the provider's side", () => {
  const layer = INHERITED.responsibility.layer;
  it.each<[string, string, string]>([
    ["nothing", "", "unreviewed"],
    ["read by nobody", "  evidence: { location: somewhere }", "unreviewed"],
    ["read after the day", "  evidence: { reviewed_by: us, reviewed_on: 2026-06-02 }", "unreviewed"],
    ["read", READ, "valid"],
    ["its layer", `  scope: { layers: [${layer}] }\n${READ}`, "valid"],
    ["another layer", `  scope: { layers: [facility] }\n${READ}`, "missing"],
    ["its service, in any case", `  scope: { services: [${SERVICE.toUpperCase()}] }\n${READ}`, "valid"],
    ["another service", `  scope: { services: [rds] }\n${READ}`, "missing"],
    ["all services", `  scope: { services: ["*"] }\n${READ}`, "valid"],
    ["its region", `  scope: { regions: [eu-west-1] }\n${READ}`, "valid"],
    ["another region", `  scope: { regions: [us-east-1] }\n${READ}`, "missing"],
    ["another account", `  scope: { accounts: ["999900001111"] }\n${READ}`, "missing"],
    [
      "an exception on its layer",
      `  opinion: qualified\n  exceptions: [{ layer: ${layer}, text: x }]\n${READ}`,
      "qualified",
    ],
    [
      "an accepted exception",
      `  opinion: qualified\n  exceptions: [{ layer: ${layer}, text: x, accepted_by: us, until: 2026-06-01 }]\n${READ}`,
      "valid",
    ],
    [
      "an acceptance that ended",
      `  opinion: qualified\n  exceptions: [{ layer: ${layer}, text: x, accepted_by: us, until: 2026-05-31 }]\n${READ}`,
      "qualified",
    ],
    [
      "an exception on another layer",
      `  opinion: qualified\n  exceptions: [{ layer: facility, text: x }]\n${READ}`,
      "valid",
    ],
  ])("of an attestation with %s", (_, more, state) => {
    const text = more === "" ? SOC("") : SOC(more);
    expect(stateOf(attested(text, "2026-06-01"), INHERITED)).toBe(state);
  });

  it("is nothing where another party speaks", () => {
    expect(stateOf(attested(SOC(READ).replace("party: aws", "party: azure"), "2026-06-01"), INHERITED)).toBe("missing");
  });

  it("is the best of several", () => {
    const two = `${SOC("  expires: 2026-02-01\n" + READ)}${SOC(READ).replace("id: soc", "id: newer")}`;
    const run = attested(two, "2026-06-01");
    const found = run.evaluations.find(({ fingerprint }) => fingerprint === INHERITED.fingerprint);
    expect(found?.attestation).toEqual({ id: "newer", state: "valid" });
  });
});

describe("a person's answer", () => {
  const record = (more: string): string => `
- id: drill
  party: people
  artifact: record
  scope: { rules: [org-drill] }
  period: { start: 2026-01-01, end: 2026-01-01 }
${more}
`;
  it.each([
    ["2025-12-31", READ, "missing"],
    ["2026-01-01", READ, "satisfied"],
    ["2026-06-20", READ, "expiring"],
    ["2026-06-30", READ, "expiring"],
    ["2026-07-01", READ, "expired"],
    ["2026-03-01", "", "missing"],
    ["2026-08-01", `  expires: 2026-12-31\n${READ}`, "satisfied"],
    ["2027-01-15", `  expires: 2026-12-31\n  bridge: { until: 2027-02-01, ref: letter }\n${READ}`, "satisfied"],
  ])("is on %s with '%s' %s, by the days its rule gives", (day, more, state) => {
    expect(stateOf(attested(record(more), day), MANUAL)).toBe(state);
  });
});

describe("a person's answer that leaves something out", () => {
  const { layer } = MANUAL.responsibility;
  const other = layer === "facility" ? "hardware" : "facility";
  const record = (scope: string, more: string): string => `
- id: drill
  party: people
  artifact: record
  scope: { rules: [org-drill]${scope} }
  period: { start: 2026-01-01, end: 2026-01-01 }
${more}
${READ}
`;
  const excepted = (words: string): string => `  opinion: qualified\n  exceptions: [{ text: x, ${words} }]`;
  it.each([
    ["nothing", "", "", "satisfied"],
    ["the rule's layer", "", excepted(`layer: ${layer}`), "qualified"],
    ["another layer", "", excepted(`layer: ${other}`), "satisfied"],
    ["what somebody accepted", "", excepted(`layer: ${layer}, accepted_by: us, until: 2026-03-01`), "satisfied"],
    ["what somebody accepted before", "", excepted(`layer: ${layer}, accepted_by: us, until: 2026-02-28`), "qualified"],
    ["all layers but the rule's", `, layers: [${layer}]`, "", "satisfied"],
    ["the rule's layer by its scope", `, layers: [${other}]`, "", "missing"],
  ])("such as %s", (_, scope, more, state) => {
    expect(stateOf(attested(record(scope, more), "2026-03-01"), MANUAL)).toBe(state);
  });
});

describe("a duty that is handed back", () => {
  const withDuty = (
    words: string,
  ): string => `${SOC(`${READ}\n  customer_duties: [{ id: C1, about: x, satisfied_by: [${words}] }]`)}
- { id: training, party: people, artifact: record, period: { start: 2026-01-01, end: 2026-02-01 }, evidence: { reviewed_by: us } }
- { id: doubted, party: people, artifact: record, period: { start: 2026-01-01, end: 2026-02-01 }, opinion: qualified, exceptions: [{ layer: identity, text: x }], evidence: { reviewed_by: us } }
- { id: unread, party: people, artifact: record, period: { start: 2026-01-01, end: 2026-02-01 } }
`;
  it.each([
    ["nothing", "", "uncovered"],
    ["a rule that was judged", PASSED.id, "assessed"],
    ["a rule that nobody knows", "aws-no-such", "uncovered"],
    ["a rule that asks a person, unanswered", MANUAL.rule_id, "not_assessed"],
    ["a record", '"manual:training"', "attested"],
    ["a record with an exception that nobody has accepted", '"manual:doubted"', "uncovered"],
    ["a record that nobody has read", '"manual:unread"', "uncovered"],
    ["a record that is not there", '"manual:nothing"', "uncovered"],
    ["a rule and a missing record", `${PASSED.id}, "manual:nothing"`, "uncovered"],
  ])("to %s", (_, words, state) => {
    const run = attested(withDuty(words), "2026-06-01");
    expect(run.attestations.find(({ id }) => id === "soc")!.customer_duties[0]!.state).toBe(state);
  });
});

describe("a duty of a rule that asks people on several resources", () => {
  const second = { ...MANUAL, resource: { ...MANUAL.resource, account: "999900001111" }, fingerprint: "second" };
  const counts = { ...SAMPLE.summary.by_rule[MANUAL.rule_id]!, manual: 2 };
  const run: Run = {
    ...SAMPLE,
    evaluations: [...SAMPLE.evaluations, second],
    summary: { ...SAMPLE.summary, by_rule: { ...SAMPLE.summary.by_rule, [MANUAL.rule_id]: counts } },
  };
  const answers = (accounts: string): string => `
${SOC(`${READ}\n  customer_duties: [{ id: C1, about: x, satisfied_by: [${MANUAL.rule_id}] }]`)}
- id: drill
  party: people
  artifact: record
  scope: { rules: [org-drill], accounts: [${accounts}] }
  period: { start: 2026-01-01, end: 2026-01-01 }
${READ}
`;
  it.each([
    ["all", '"*"', "attested", `${MANUAL.rule_id} was answered by a person`],
    ["one of two", '"999900001111"', "not_assessed", `${MANUAL.rule_id}: 1 of 2 answered`],
  ])("that were answered for %s", (_, accounts, state, because) => {
    const [soc] = attested(answers(accounts), "2026-03-01", run).attestations;
    expect(soc!.customer_duties[0]).toMatchObject({ state, because });
  });
});

describe("missing evidence", () => {
  it("changes the result only where evidence is required", () => {
    const clean = { ...SAMPLE, evaluations: [INHERITED], summary: { ...SAMPLE.summary, by_rule: {} } };
    const verdict = decideVerdict(clean, { failOn: "low" });
    expect(verdict.exit).toBe(0);
    expect(withEvidenceRequired(clean, verdict)).toMatchObject({
      exit: 3,
      incomplete: true,
      words: "INCOMPLETE 1 pair without evidence",
    });
    const backed = { ...clean, evaluations: [{ ...INHERITED, attestation: { id: "soc", state: "bridged" as const } }] };
    expect(withEvidenceRequired(backed, verdict)).toBe(verdict);
  });
});

describe("a mistake in attestations.yaml", () => {
  it.each<[string, string, string]>([
    ["a day that is none", SOC("  expires: 2026-02-30"), "error 6:12 there is no such day"],
    ["a period backwards", SOC("").replace("2026-03-31", "2025-03-31"), "error 5:37 the period ends before it starts"],
    [
      "a party nobody knows",
      SOC("").replace("party: aws", "party: peopel"),
      'error 3:10 "peopel" is not a party of owners.yaml',
    ],
    [
      "a review by nobody",
      SOC("  evidence: { reviewed_on: 2026-01-01 }"),
      'error 6:28 "reviewed_by" is missing: who has read it',
    ],
    [
      "a qualified opinion of nothing",
      SOC("  opinion: qualified"),
      "error 6:12 a qualified opinion names its exceptions",
    ],
    ["a hash that is none", SOC("  evidence: { sha256: abc }"), "error 6:23 a SHA-256 is 64 hexadecimal digits"],
    ["an id twice", `${SOC("")}${SOC("")}`, 'error 8:7 "soc" appears twice'],
    ["a rule that is not there", SOC("  scope: { rules: [aws-x] }"), 'warning 6:20 no rule "aws-x"'],
  ])("%s", (_, text, wanted) => {
    const [first] = readAttestations(text, "attestations.yaml", FACTS).diagnostics;
    expect(`${first?.severity} ${first?.line}:${first?.column} ${first?.message}`).toBe(wanted);
  });
});
