import type { Evaluation, RunRule } from "../../model/run.ts";
import type { Page, Row } from "../text/layout.ts";
import { BLANK } from "../text/layout.ts";
import { witnessSentence } from "../witness.ts";
import { evidenceSentence } from "../text/words.ts";
import { labelled, renderRows, section } from "./page.ts";
import { answersOf, questionRows } from "./questions.ts";

/** One evaluation of a saved run: what was said, on what facts, and why it is whose. */
export function renderFinding(evaluation: Evaluation, rule: RunRule, page: Page): string {
  const { resource, responsibility, outcome, reason, severity, evidence, fingerprint } = evaluation;
  const { decided_by: decidedBy } = responsibility;
  const decidedOn =
    decidedBy.path === null
      ? decidedBy.step
      : `${decidedBy.step}: ${decidedBy.path} is ${JSON.stringify(decidedBy.value)}`;
  const rows: Row[] = [
    { hang: 0, words: [{ text: outcome === "fail" ? rule.failure_title : rule.title, tone: "bold" }] },
    BLANK,
    labelled("outcome", `${outcome} (${reason.replaceAll("_", " ")})`),
    labelled("severity", severity),
    labelled("rule", rule.id),
    labelled("resource", resource.id ?? `what was not read of ${resource.type}`),
    labelled("in", `${resource.provider} ${resource.account} ${resource.region}`),
    labelled("fingerprint", fingerprint),
    BLANK,
    ...section(
      "What was seen",
      evidence.length === 0 ? [labelled("nothing", "no fact of the resource decided")] : evidence.map(evidenceRow),
    ),
    ...(evaluation.witness === undefined
      ? []
      : section(
          "What others say (it decided nothing)",
          evaluation.witness.map((one) => labelled(one.outcome, witnessSentence(one))),
        )),
    ...questionRows(answersOf([evaluation], [rule])),
    ...section("Why it is this party's", [
      labelled("party", responsibility.party ?? "nobody could be named"),
      labelled("layer", responsibility.layer),
      labelled("decided by", decidedOn),
      labelled("because", decidedBy.why),
    ]),
    ...(rule.fix ? section("Fix", [labelled("do", rule.fix.summary)]) : []),
  ];
  return renderRows(rows, page);
}

function evidenceRow(fact: Evaluation["evidence"][number]): Row {
  const origin = [fact.call, fact.at].filter((part) => part !== undefined).join(", ");
  return labelled("fact", `${evidenceSentence(fact)}${origin === "" ? "" : ` [${origin}]`}`);
}
