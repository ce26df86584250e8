import { compareText } from "../../model/compare-text.ts";
import type { EvaluatedResource, Evaluation, RunRule } from "../../model/run.ts";
import { LAYERS } from "../../model/words.ts";
import type { Layer, Outcome } from "../../model/words.ts";
import { witnessesSentence } from "../witness.ts";
import type { Page, Row } from "../text/layout.ts";
import { BLANK } from "../text/layout.ts";
import { countsWords, labelled, renderRows, section } from "./page.ts";
import { answersOf, questionRows } from "./questions.ts";

/** An evaluation with what the run prints of its rule. */
export interface Judged {
  readonly evaluation: Evaluation;
  readonly rule: RunRule;
}

/**
 * One resource of a saved run: for each of its layers whose duty it is and why, then what every rule said. `judged` is
 * never empty, and all of it is of this resource.
 */
export function renderResource(resource: EvaluatedResource, judged: readonly Judged[], page: Page): string {
  const { provider, account, region, type, id, name, source, confirmed_at: at } = resource;
  const unit = judged[0]?.evaluation.owner.unit ?? null;
  const rows: Row[] = [
    { hang: 0, words: [{ text: id ?? name, tone: "bold" }] },
    labelled("type", type),
    labelled("in", `${provider} ${account} ${region}`),
    ...(source === undefined ? [] : [labelled("told by", at === undefined ? source : `${source}, ${at}`)]),
    ...(unit === null ? [] : [labelled("unit", unit)]),
    BLANK,
    ...LAYERS.flatMap((layer) => layerRows(layer, judged)),
    ...section("What each rule said", judged.toSorted(byOutcome).map(ruleRow)),
  ];
  return renderRows(rows, page);
}

/** The layer's four answers, once for all rules that are given the same ones. */
function layerRows(layer: Layer, judged: readonly Judged[]): Row[] {
  const groups = new Map<string, [Judged, ...Judged[]]>();
  for (const one of judged) {
    const { responsibility, owner } = one.evaluation;
    if (responsibility.layer !== layer) continue;
    const key = JSON.stringify([responsibility.party, responsibility.decided_by, owner]);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => {
    const group = [first, ...others];
    const answers = answersOf(
      [first.evaluation, ...others.map(({ evaluation }) => evaluation)],
      group.map(({ rule }) => rule),
    );
    const countOf = (word: Outcome): number => group.filter(({ evaluation }) => evaluation.outcome === word).length;
    return questionRows(answers, `Layer ${layer} (${countsWords(countOf)})`);
  });
}

function ruleRow({ evaluation, rule }: Judged): Row {
  const { outcome, severity, fingerprint } = evaluation;
  const title = outcome === "fail" ? rule.failure_title : rule.title;
  return labelled(outcome.replaceAll("_", " "), [
    { text: `${rule.id}: ${title} ` },
    { text: `(${severity}, ${rule.layer}, ${fingerprint.slice(0, FINGERPRINT_SHOWN)})`, tone: "dim" },
    ...(evaluation.witness === undefined ? [] : [{ text: ` ${witnessesSentence(evaluation)}` }]),
  ]);
}

/** Enough to look the evaluation up by. */
const FINGERPRINT_SHOWN = 12;

const ORDER: readonly Outcome[] = ["fail", "unknown", "manual", "inherited", "pass", "not_applicable"];

function byOutcome(a: Judged, b: Judged): number {
  return ORDER.indexOf(a.evaluation.outcome) - ORDER.indexOf(b.evaluation.outcome) || compareText(a.rule.id, b.rule.id);
}
