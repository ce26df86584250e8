import type { QuestionName } from "../../model/rule.ts";
import type { MapEntry, MapNode, SourceNode } from "../../source/source-node.ts";
import { entryOf, nodeKindText, shown, textOf, valueOf } from "../../source/source-node.ts";
import { checkAbsence, checkEmpty } from "./check-absence.ts";
import { checkAddresses, checkPorts } from "./check-internet.ts";
import { checkKeys, reportMissing } from "./check-keys.ts";
import { checkLiterals, checkText, checkWordOf } from "./check-literal.ts";
import { checkParamUse, paramName } from "./check-params.ts";
import { checkPath, typeText } from "./check-path.ts";
import { checkPlace } from "./check-place.ts";
import type { Surroundings } from "./surroundings.ts";

/** Checks a common question: its arguments, in place of an operator's operand. */
export function checkQuestion(name: QuestionName, question: MapEntry, at: Surroundings): void {
  QUESTIONS[name](question, at);
}

const QUESTIONS: Readonly<Record<QuestionName, (question: MapEntry, at: Surroundings) => void>> = {
  closed_to_internet: checkClosed,
  grants_none: checkGrants,
  requires_tls: (question, at) => {
    if (checkKeys(question.value, ["policy", "empty"], '"requires_tls"', at)) checkPolicy(question, question.value, at);
  },
  customer_managed_key: ({ value }, at) => {
    const path = checkPlace(value, at);
    const wrong = path?.fields.find(({ type }) => type !== "text" && type !== null);
    if (wrong)
      at.reporter.error(
        value.place,
        "rule-operator-type",
        `${path!.text} is ${typeText(wrong.type)}; customer_managed_key is asked about the text that names a key`,
      );
  },
};

function checkClosed(question: MapEntry, at: Surroundings): void {
  const { value } = question;
  if (entryOf(value, "addresses")) checkAddresses(question, at);
  else if (value.kind === "map" && !entryOf(value, "ports")) {
    reportMissing(question.keyPlace, "say what is asked: ports with protocol, or addresses", at);
  } else checkPorts(question, at);
}

const GRANTEES = [
  "public",
  "other_accounts",
  "other_accounts_without_external_id",
  "services_without_source",
  "unpinned_web_identity",
  "anyone",
] as const;
const ACTION_WORDS = ["administrator", "whole_service"] as const;

function checkGrants(question: MapEntry, at: Surroundings): void {
  const { value } = question;
  if (
    !checkKeys(
      value,
      ["policy", "to", "actions", "resources", "except_accounts", "request", "empty", "absent"],
      '"grants_none"',
      at,
    )
  )
    return;
  checkPolicy(question, value, at);
  checkAbsence(value, false, at);
  const to = valueOf(value, "to");
  if (to) checkWordOf(to, GRANTEES, "to", at);
  else reportMissing(question.keyPlace, '"to" is missing: say to whom', at, GRANTEES.join(", "));
  const actions = valueOf(value, "actions");
  if (actions) checkActions(actions, at);
  const resources = valueOf(value, "resources");
  if (resources) checkWordOf(resources, ["all", "own"], "resources", at);
  const accounts = valueOf(value, "except_accounts");
  if (accounts) checkAccounts(accounts, at);
  const request = entryOf(value, "request");
  if (request) checkRequest(request, textOf(to), at);
}

/** Checks where the policy is; several policies (`[]`) need a word for when there are none. */
function checkPolicy(question: MapEntry, body: MapNode, at: Surroundings): void {
  const node = valueOf(body, "policy");
  if (!node) return reportMissing(question.keyPlace, '"policy" is missing: say where the policy is', at);
  const path = checkPath(node, at, "policy");
  const wrong = path?.fields.find(({ type }) => type !== "policy" && type !== null);
  if (wrong)
    at.reporter.error(node.place, "rule-operator-type", `${path!.text} is ${typeText(wrong.type)}, not a policy`);
  const empty = entryOf(body, "empty");
  if (empty) checkEmpty(empty, at);
  if (path?.spread && !empty)
    reportMissing(node.place, "say what no policies at all means: empty: pass, fail or unknown", at);
  if (path && !path.spread && empty)
    at.reporter.error(
      empty.keyPlace,
      "rule-misplaced-key",
      '"empty" is for policies in a list; here is one policy',
      "say what no policy means with absent",
    );
}

function checkActions(node: SourceNode, at: Surroundings): void {
  if (node.kind === "list") return checkLiterals(node, at, (item) => checkAction(item, at));
  if (node.kind === "scalar" && typeof node.value === "string" && node.value.includes(":")) {
    return at.reporter.error(node.place, "rule-bad-operand", `actions are a list of patterns: write [${shown(node)}]`);
  }
  checkWordOf(node, ACTION_WORDS, "actions", at);
}

function checkAction(node: SourceNode, at: Surroundings): void {
  const action = checkText(node, at, "an action");
  if (action === undefined || action === "*" || /^[A-Za-z0-9-]+:[A-Za-z0-9*?]+$/.test(action)) return;
  at.reporter.error(
    node.place,
    "rule-bad-operand",
    `${shown(node)} is not an action`,
    "service:Action, with * and ? for what may vary, e.g. s3:Get*",
  );
}

/** What a call says of itself matters only where conditions are not taken for a limit to somebody. */
function checkRequest({ value, keyPlace }: MapEntry, to: string | undefined, at: Surroundings): void {
  if (to !== undefined && to !== "anyone")
    at.reporter.error(keyPlace, "rule-bad-operand", '"request" goes with "to: anyone" only', "leave it out");
  if (value.kind !== "map" || value.entries.length === 0)
    return at.reporter.error(
      value.place,
      "rule-bad-operand",
      `"request" is a mapping from a condition key to its value; here is ${nodeKindText(value)}`,
      "for example: request: { iam:PassedToService: ec2.amazonaws.com }",
    );
  for (const entry of value.entries) checkText(entry.value, at, `the value of ${entry.key}`);
}

function checkAccounts(node: SourceNode, at: Surroundings): void {
  const param = paramName(node);
  if (param) return void checkParamUse(param, ["list"], at, true);
  checkLiterals(node, at, (item) => {
    const account = checkText(item, at, "an account");
    if (account !== undefined && account.trim() === "")
      at.reporter.error(
        item.place,
        "rule-bad-operand",
        `an account's number is expected; here is ${nodeKindText(item)}`,
      );
  });
}
