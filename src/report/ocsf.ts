import { neutralize } from "../diagnostics/neutralize.ts";
import { compareKeys, compareText } from "../model/compare-text.ts";
import type { Evaluation, FixedFinding, Run, RunRule } from "../model/run.ts";
import type { Outcome, Severity } from "../model/words.ts";
import { canonical, safeJson } from "./canonical.ts";
import { factsSentence, type Include, listedEvaluations, resourceLabel } from "./listed.ts";

/** Of OCSF; the class is Compliance Finding with the profile `cloud`. */
const OCSF_VERSION = "1.8.0";
const CLASS = { category_uid: 2, class_uid: 2003 };

/** `activity_id`; the type is `class_uid` × 100 + this. */
const ACTIVITIES = { create: 1, update: 2, close: 3 };

const SEVERITY_IDS: Readonly<Record<Severity, number>> = { critical: 5, high: 4, medium: 3, low: 2, info: 1 };

/** `compliance.status_id`. What was not judged has a word of its own under 99 and never counts as a pass or a fail. */
const STATUSES: Readonly<Record<Outcome, readonly [id: number, word: string]>> = {
  pass: [1, "Pass"],
  unknown: [2, "Warning"],
  manual: [2, "Warning"],
  fail: [3, "Fail"],
  inherited: [99, "Inherited"],
  not_applicable: [99, "Not applicable"],
};

/** One event a line. Times are milliseconds. Findings always; other outcomes as asked for; fixed ones of a baseline are closed. */
export function* ocsfLines(run: Run, { include }: { readonly include: Include }): Generator<string, void> {
  const rules = new Map(run.rules.map((rule) => [rule.id, rule]));
  for (const one of listedEvaluations(run, include)) yield lineOf(eventOf(one, rules.get(one.rule_id), run));
  for (const one of (run.baseline?.fixed ?? []).toSorted((a, b) => compareText(a.fingerprint, b.fingerprint)))
    yield lineOf(closingEvent(one, rules.get(one.rule_id), run));
}

function lineOf(event: object): string {
  return `${safeJson(canonical(event))}\n`;
}

function closingEvent(
  { fingerprint, rule_id, severity, resource }: FixedFinding,
  rule: RunRule | undefined,
  run: Run,
): object {
  return {
    ...headOf(run, ACTIVITIES.close, severity),
    status_id: 4,
    status: "Resolved",
    cloud: cloudOf(resource),
    compliance: { control: rule_id, status_id: 1, status: "Pass" },
    finding_info: { uid: fingerprint, title: plain(rule?.title ?? rule_id) },
    resources: [resourceOf(resource)],
  };
}

function headOf({ tool, as_of }: Run, activity: number, severity: Severity): object {
  return {
    ...CLASS,
    activity_id: activity,
    type_uid: CLASS.class_uid * 100 + activity,
    time: Date.parse(as_of),
    severity_id: SEVERITY_IDS[severity],
    metadata: {
      version: OCSF_VERSION,
      profiles: ["cloud"],
      product: { name: tool.name, vendor_name: tool.name, version: tool.version },
    },
  };
}

function eventOf(one: Evaluation, rule: RunRule | undefined, run: Run): object {
  const { rule_id, outcome, severity, resource, responsibility, owner, evidence, fingerprint, baseline, exemption } =
    one;
  const known = baseline === "known" || baseline === "worsened";
  const title = (outcome === "fail" ? rule?.failure_title : rule?.title) ?? rule_id;
  const controls = Object.entries(rule?.controls ?? {}).toSorted(compareKeys);
  const [statusId, status] = STATUSES[outcome];
  return {
    ...headOf(run, known ? ACTIVITIES.update : ACTIVITIES.create, severity),
    ...(exemption && { status_id: 3, status: "Suppressed", comment: plain(exemption.reason) }),
    message: plain(`${title}: ${resourceLabel(one)}`),
    cloud: cloudOf(resource),
    compliance: {
      control: rule_id,
      status_id: statusId,
      status,
      status_details: [plain(factsSentence(one))],
      standards: controls.map(([framework]) => framework),
      requirements: controls.flatMap(([framework, ids]) => ids.map((id) => `${framework} ${id}`)),
      checks: [
        { uid: rule_id, name: plain(rule?.title ?? rule_id), severity_id: SEVERITY_IDS[severity], status_id: statusId },
      ],
    },
    finding_info: { uid: fingerprint, title: plain(title), ...(rule && { desc: plain(rule.why) }) },
    resources: [resourceOf(resource)],
    ...(evidence.length > 0 && { evidences: evidence.map((fact) => ({ data: fact })) }),
    ...(rule?.fix && { remediation: { desc: plain(rule.fix.summary), references: rule.references } }),
    unmapped: {
      outcome,
      reason: one.reason,
      responsibility,
      owner,
      facts_digest: one.facts_digest,
      ...(exemption && { exemption }),
      ...(one.attestation && { attestation: one.attestation }),
    },
  };
}

function cloudOf({ provider, account, region }: Evaluation["resource"]): object {
  return { provider, account: { uid: account }, region };
}

function resourceOf({ id, name, type, region, provider }: Evaluation["resource"]): object {
  return { name: plain(name), type, region, provider, ...(id !== null && { uid: plain(id) }) };
}

/** Consumers print these words. */
function plain(text: string): string {
  return neutralize(text);
}
