import { compareText } from "../model/compare-text.ts";
import type { Evaluation, Run } from "../model/run.ts";
import type { Verdict } from "../model/verdict.ts";
import { canonical, safeJson } from "./canonical.ts";
import { type Include, listedEvaluations } from "./listed.ts";
import { compareEvaluations } from "./order.ts";
import { descriptorOf, plain } from "./sarif/descriptor.ts";
import { resultOf } from "./sarif/result.ts";
import { causeText, groupCauses } from "./text/causes.ts";

/** GitHub keeps so many results of a run, by severity; more are cut here, so that it is known which. */
const MOST_RESULTS = 5_000;
const MOST_PLACES = 5;

export interface SarifOptions {
  readonly verdict: Verdict;
  readonly include: Include;
}

/**
 * SARIF 2.1.0 with one run, as GitHub's code scanning takes it. Findings are results, what is exempted is suppressed, what
 * was not read is a notification of the invocation. The scope names the automation, so that scans of two scopes do not
 * close each other's alerts.
 */
export function renderSarif(run: Run, { verdict, include }: SarifOptions): string {
  const shown = cut(listedEvaluations(run, include));
  const rules = run.rules
    .filter(({ id }) => shown.some(({ rule_id }) => rule_id === id))
    .toSorted((a, b) => compareText(a.id, b.id));
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const document = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: run.tool.name,
            semanticVersion: run.tool.version,
            rules: rules.map((rule) => descriptorOf(rule, partiesOf(shown, rule.id))),
          },
        },
        automationDetails: { id: `demarc/${slug(run.scope.name)}/` },
        columnKind: "utf16CodeUnits",
        invocations: [invocationOf(run, verdict, sarifCut(run, { include }))],
        results: shown.map((one) => {
          const index = indexes.get(one.rule_id) ?? -1;
          return resultOf(one, rules[index], index);
        }),
        properties: { as_of: run.as_of, digests: canonical(run.digests), summary: canonical(run.summary) },
      },
    ],
  };
  return `${safeJson(document, 2)}\n`;
}

/** As many as fit, in the order they came: open findings before those that somebody accepted, and these before what is none. */
function cut(listed: readonly Evaluation[]): readonly Evaluation[] {
  if (listed.length <= MOST_RESULTS) return listed;
  const kept = listed.toSorted((a, b) => rankOf(a) - rankOf(b)).slice(0, MOST_RESULTS);
  return kept.toSorted(compareEvaluations);
}

function rankOf({ outcome, exemption }: Evaluation): number {
  if (outcome !== "fail") return 2;
  return exemption === undefined ? 0 : 1;
}

/** The note that not all results fit; undefined if they do. */
export function sarifCut(run: Run, { include }: Pick<SarifOptions, "include">): string | undefined {
  const left = listedEvaluations(run, include).length - MOST_RESULTS;
  if (left <= 0) return undefined;
  return `sarif holds the ${MOST_RESULTS} worst results, ${left} are left out: GitHub keeps no more; --format json has all`;
}

function invocationOf(run: Run, verdict: Verdict, cut: string | undefined): object {
  const unread = groupCauses(run).map((cause) => {
    const { mend, pairs, places } = cause;
    const where = [...places].slice(0, MOST_PLACES).join(", ");
    return notification("warning", `not read: ${causeText(cause)} (${pairs} pairs unknown; ${where}); ${mend}`);
  });
  const said = [...run.warnings, ...(cut === undefined ? [] : [cut])].map((text) => notification("warning", text));
  const fixed = run.baseline?.fixed.map(({ rule_id, resource }) =>
    notification("note", `fixed since ${run.baseline!.as_of}: ${rule_id}: ${resource.id ?? resource.name}`),
  );
  return {
    executionSuccessful: !verdict.incomplete,
    exitCode: verdict.exit,
    exitCodeDescription: plain(verdict.words),
    toolExecutionNotifications: [...said, ...unread, ...(fixed ?? [])],
  };
}

function notification(level: "note" | "warning", text: string): object {
  return { level, message: { text: plain(text) } };
}

function partiesOf(evaluations: readonly Evaluation[], rule: string): string[] {
  const parties = evaluations.flatMap(({ rule_id, responsibility: { party } }) =>
    rule_id === rule && party !== null ? [party] : [],
  );
  return [...new Set(parties)].toSorted();
}

function slug(name: string): string {
  return (
    name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-|-$/g, "")
      .slice(0, 100) || "estate"
  );
}
