import { compareText } from "../model/compare-text.ts";
import type { Evaluation, Run, RunRule } from "../model/run.ts";
import { canonical, safeJson } from "./canonical.ts";
import { groupBy } from "../model/group-by.ts";
import type { Include } from "./listed.ts";
import { controlId, documentUuid, metadataOf, NAMESPACE, prose } from "./oscal/document.ts";
import { inventoryOf, observationOf, observationUuid } from "./oscal/observations.ts";
import { uuidOf } from "./oscal/uuid.ts";
import { compareEvaluations } from "./order.ts";
import { counted } from "./text/words.ts";

/** The framework whose controls OSCAL catalogs know. */
const CATALOG = "nist-800-53-r5";

/**
 * The run as OSCAL assessment results: an observation for each evaluation that says something, a finding and a risk for
 * each rule that fails. What is inherited stands in none of them: the system security plan speaks of it.
 */
export function renderOscal(run: Run, { include }: { readonly include: Include }): string {
  const wanted = (one: Evaluation): boolean =>
    ["fail", "unknown", "manual"].includes(one.outcome) ||
    (one.outcome === "pass" && (include === "all" || include.includes("pass")));
  const observed = run.evaluations.filter(wanted).toSorted(compareEvaluations);
  const rules = run.rules.toSorted((a, b) => compareText(a.id, b.id));
  const byRule = groupBy(observed, ({ rule_id }) => rule_id);
  const judged = rules.flatMap((rule) => {
    const asked = byRule.get(rule.id) ?? [];
    const answered = asked.filter(({ outcome }) => outcome === "fail" || outcome === "pass");
    const unknown = asked.filter(({ outcome }) => outcome === "unknown");
    return answered.length > 0 ? [{ rule, answered, unknown }] : [];
  });
  const failing = judged.filter(({ answered }) => answered.some(({ outcome }) => outcome === "fail"));
  const plan = uuidOf("assessment-plan", run.scope.name);
  const inventory = inventoryOf(observed);
  const result = {
    uuid: uuidOf("result", documentUuid(run, "assessment-results")),
    title: prose(`Assessment of ${run.scope.name}`),
    description: prose(
      `${counted(run.summary.pairs, "pair")} of ${counted(run.summary.resources, "resource")} by ${counted(run.rules.length, "rule")}`,
    ),
    start: run.as_of,
    ...(inventory.length > 0 && { "local-definitions": { "inventory-items": inventory } }),
    "reviewed-controls": { "control-selections": [selectionOf(rules)] },
    ...(observed.length > 0 && { observations: observed.map((one) => observationOf(one, run)) }),
    ...(failing.length > 0 && { risks: failing.map(({ rule, answered }) => riskOf(rule, answered)) }),
    ...(judged.length > 0 && { findings: judged.map(findingOf) }),
  };
  const document = {
    "assessment-results": {
      uuid: documentUuid(run, "assessment-results"),
      metadata: metadataOf(run, "Assessment results"),
      "import-ap": { href: `#${plan}` },
      ...(judged.length > 0 && {
        "local-definitions": { "objectives-and-methods": judged.map(({ rule }) => objectiveOf(rule)) },
      }),
      results: [result],
      "back-matter": {
        resources: [
          {
            uuid: plan,
            title: "Assessment plan",
            description: "There is none: every rule was asked of every resource of its types.",
          },
        ],
      },
    },
  };
  return `${safeJson(canonical(document), 2)}\n`;
}

function controlsOf({ controls }: RunRule): string[] {
  return (Object.hasOwn(controls, CATALOG) ? controls[CATALOG]! : []).flatMap((id) => controlId(id) ?? []);
}

function selectionOf(rules: readonly RunRule[]): object {
  const ids = [...new Set(rules.flatMap(controlsOf))].toSorted(compareText);
  return ids.length === 0 ? { "include-all": {} } : { "include-controls": ids.map((id) => ({ "control-id": id })) };
}

/** The rule as an objective of the first control that it is mapped to, so that findings have a target. */
function objectiveOf(rule: RunRule): object {
  return {
    "control-id": controlsOf(rule)[0] ?? rule.id,
    parts: [
      {
        id: rule.id,
        name: "assessment-objective",
        ns: NAMESPACE,
        title: prose(rule.title),
        prose: prose(rule.question),
      },
    ],
  };
}

/** What was seen of one rule. */
interface Judged {
  readonly rule: RunRule;
  /** Those that pass or fail; never none. */
  readonly answered: readonly Evaluation[];
  readonly unknown: readonly Evaluation[];
}

function findingOf({ rule, answered, unknown }: Judged): object {
  const failed = answered.some(({ outcome }) => outcome === "fail");
  const open = failed ? [] : unknown;
  return {
    uuid: uuidOf("finding", rule.id),
    title: prose(failed ? rule.failure_title : rule.title),
    description: prose(rule.why),
    props: [{ name: "severity", ns: NAMESPACE, value: rule.severity }],
    target: {
      type: "objective-id",
      "target-id": rule.id,
      status: failed ? { state: "not-satisfied", reason: "fail" } : statusOf(answered.length, open.length),
    },
    "related-observations": [...answered, ...open].map((one) => ({ "observation-uuid": observationUuid(one) })),
    ...(failed && { "related-risks": [{ "risk-uuid": riskUuid(rule) }] }),
  };
}

/** Where nothing fails: an objective is satisfied only if nothing is unknown that could fail it. */
function statusOf(passed: number, unknown: number): object {
  if (unknown === 0) return { state: "satisfied", reason: "pass" };
  const remarks = `${counted(unknown, "pair")} of ${passed + unknown} could not be decided`;
  return { state: "not-satisfied", reason: "other", remarks };
}

function riskUuid({ id }: RunRule): string {
  return uuidOf("risk", id);
}

/** Open while one finding is; a deviation where somebody has accepted them all. */
function riskOf(rule: RunRule, answered: readonly Evaluation[]): object {
  const fails = answered.filter(({ outcome }) => outcome === "fail");
  const exemptions = fails.flatMap(({ exemption }) => exemption ?? []);
  const words = exemptions.map(
    ({ id, reason, approved_by, until }) => `${id}, approved by ${approved_by} until ${until}: ${reason}`,
  );
  const { fix } = rule;
  return {
    uuid: riskUuid(rule),
    title: prose(rule.failure_title),
    description: prose(rule.why),
    statement: prose(`${counted(fails.length, "resource")}: ${rule.failure_title}`),
    status: exemptions.length === fails.length ? "deviation-approved" : "open",
    props: [{ name: "severity", ns: NAMESPACE, value: rule.severity }],
    ...(words.length > 0 && {
      "mitigating-factors": [
        { uuid: uuidOf("exemptions", rule.id), description: prose([...new Set(words)].join("; ")) },
      ],
    }),
    ...(fix && {
      remediations: [
        {
          uuid: uuidOf("remediation", rule.id),
          lifecycle: "recommendation",
          title: "How to fix it",
          description: prose(fix.summary),
        },
      ],
    }),
    "related-observations": fails.map((one) => ({ "observation-uuid": observationUuid(one) })),
  };
}
