import type { Framework } from "../../model/library.ts";
import type { Responsibility } from "../../model/responsibility.ts";
import type { Rule } from "../../model/rule.ts";
import type { Page, Row } from "../text/layout.ts";
import { BLANK } from "../text/layout.ts";
import { conditionLines } from "./condition-text.ts";
import { indented, labelled, renderRows, section } from "./page.ts";
import { questionRows, typeAnswers } from "./questions.ts";

/** Who answers for the rule's layer on one of its types, and what on a resource can move that. */
export interface RuleParty {
  readonly type: string;
  readonly responsibility: Responsibility;
  readonly exceptions: readonly { readonly id: string; readonly to: string; readonly why: string }[];
}

/** All that a rule says, for people. */
export function renderRule(
  rule: Rule,
  parties: readonly RuleParty[],
  frameworks: readonly Framework[],
  page: Page,
): string {
  const rows: Row[] = [
    { hang: 0, words: [{ text: rule.id, tone: "bold" }] },
    { hang: 0, words: [{ text: rule.title }] },
    BLANK,
    labelled("severity", rule.severity),
    labelled("status", rule.on_by_default === false ? `${rule.status}, asked only where it is named` : rule.status),
    labelled("layer", rule.layer),
    labelled("judges", rule.resource.join(", ") || "the organisation"),
    labelled("asks", rule.question),
    labelled("why", rule.why),
    BLANK,
    ...(rule.when ? section("Asked only where", indented(conditionLines(rule.when))) : []),
    ...(rule.expect ? section("Passes where", indented(conditionLines(rule.expect))) : []),
    ...(rule.manual ? section("A person answers", manualRows(rule.manual)) : []),
    ...section("Whose duty it is", parties.length === 0 ? organizationRows(rule) : parties.flatMap(partyRows)),
    ...parties
      .slice(0, 1)
      .flatMap(({ type, responsibility, exceptions }) =>
        questionRows(
          typeAnswers(type, [responsibility], exceptions, rule.owner_role === undefined ? [] : [rule.owner_role]),
        ),
      ),
    ...(rule.fix ? section("Fix", fixRows(rule.fix)) : []),
    ...codeSection("As Terraform", rule.fix?.terraform),
    ...codeSection("As Bicep", rule.fix?.bicep),
    ...section("Controls", controlRows(rule.controls, frameworks)),
    ...section(
      "References",
      rule.references.map((reference) => ({ hang: 2, words: [{ text: reference }] })),
    ),
  ];
  return renderRows(rows, page);
}

function manualRows({ question, evidence, renew }: NonNullable<Rule["manual"]>): Row[] {
  return [
    labelled("question", question),
    ...evidence.map((item) => labelled("evidence", item)),
    labelled("holds for", renew),
  ];
}

function partyRows({ type, responsibility: { state, decided_by: decidedBy, assumed }, exceptions }: RuleParty): Row[] {
  return [
    labelled(state, `${type}: ${decidedBy.why}${assumed ? " (assumed: the type is not classified)" : ""}`),
    ...exceptions.map(({ id, to, why }) => labelled(`  ${to}`, `where ${id} holds: ${why}`)),
  ];
}

function organizationRows({ responsibility, owner_role: role }: Rule): Row[] {
  return [
    labelled(responsibility, "no resource carries it: it is asked once for the whole organisation"),
    labelled("who", role === undefined ? "whoever owners.yaml names" : `the ${role}, unless owners.yaml says more`),
    labelled("evidence", "a record in attestations.yaml whose scope names this rule"),
  ];
}

function fixRows({ effort, summary, cli, elsewhere }: NonNullable<Rule["fix"]>): Row[] {
  return [
    labelled("effort", effort),
    labelled("do", summary),
    ...(elsewhere === undefined ? [] : [labelled("on", elsewhere)]),
    ...(cli === undefined ? [] : [labelled("command", [{ text: cli, tone: "cyan" as const }])]),
  ];
}

function codeSection(title: string, code: string | undefined): Row[] {
  return code === undefined ? [] : section(title, indented(code.trimEnd().split("\n")));
}

const BASIS = { judgement: "our judgement by topic", published: "as published mappings have it" };

function controlRows(controls: Rule["controls"], frameworks: readonly Framework[]): Row[] {
  const entries = Object.entries(controls);
  if (entries.length === 0) return [labelled("none", "this rule maps to no control of a framework")];
  return entries.map(([id, ids]) => {
    const basis = frameworks.find((framework) => framework.id === id)?.basis ?? "judgement";
    return labelled(id, [{ text: ids.join(", ") }, { text: ` (${BASIS[basis]})`, tone: "dim" }]);
  });
}
