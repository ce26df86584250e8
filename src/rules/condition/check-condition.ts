import type { OperatorName, Quantifier, QuestionName } from "../../model/rule.ts";
import { OPERATOR_NAMES, QUANTIFIERS, QUESTION_NAMES } from "../../model/rule.ts";
import type { MapEntry, MapNode, SourceNode } from "../../source/source-node.ts";
import { entryOf, nodeKindText, shown } from "../../source/source-node.ts";
import { checkHolds } from "./check-holds.ts";
import { LINE_KEYS, checkLine } from "./check-line.ts";
import { checkList } from "./check-list.ts";
import { reportEmptyList } from "./check-literal.ts";
import { checkQuestion } from "./check-question.ts";
import { reportUnknownWord } from "./other-words.ts";
import type { Surroundings } from "./surroundings.ts";

const JOINERS = ["all", "any", "not", "holds"] as const;
/** Words that make a mapping a node of their kind; each must be its only key. */
const NODE_WORDS: readonly string[] = [...JOINERS, ...QUANTIFIERS, ...QUESTION_NAMES];

/** Checks a node of the rule language with everything in it. Every mistake goes to the reporter; nothing is thrown. */
export function checkCondition(node: SourceNode, at: Surroundings): void {
  if (node.kind === "scalar" && node.refused) return;
  if (node.kind !== "map") {
    at.reporter.error(
      node.place,
      "rule-bad-condition",
      `a condition is a mapping; here is ${nodeKindText(node)}`,
      node.kind === "list" ? 'join the parts with "all" or "any"' : "write { path: PATH, equals: VALUE } and the like",
    );
    return;
  }
  if (node.entries.length === 0) {
    at.reporter.error(node.place, "rule-bad-condition", "an empty condition decides nothing");
    return;
  }
  const words = node.entries.filter(({ key }) => NODE_WORDS.includes(key));
  const isLine = entryOf(node, "path") !== undefined || words.length === 0;
  if (isLine) return checkLineNode(node, at);
  checkWordNode(words, node, at);
}

function checkLineNode(node: MapNode, at: Surroundings): void {
  const unknown = node.entries.filter(({ key }) => !LINE_KEYS.includes(key));
  for (const entry of unknown) {
    const { key, keyPlace } = entry;
    if (NODE_WORDS.includes(key)) {
      at.reporter.error(
        keyPlace,
        "rule-operators",
        `"${key}" stands alone; here it is next to "path"`,
        'join the two with "all"',
      );
    } else {
      reportUnknownWord(entry, [...LINE_KEYS, ...NODE_WORDS], at);
    }
  }
  checkLine(node, unknown.length > 0, at);
}

function checkWordNode(words: readonly MapEntry[], node: MapNode, at: Surroundings): void {
  const [word] = words as [MapEntry];
  for (const entry of node.entries) {
    const { key, keyPlace } = entry;
    if (key === word.key) continue;
    if (NODE_WORDS.includes(key) || LINE_KEYS.includes(key)) {
      at.reporter.error(
        keyPlace,
        "rule-operators",
        `"${word.key}" stands alone; here it is next to "${key}"`,
        'join the two with "all"',
      );
    } else {
      reportUnknownWord(entry, NODE_WORDS, at);
    }
  }
  for (const one of words) checkNode(one, at);
}

function checkNode(entry: MapEntry, at: Surroundings): void {
  const { key } = entry;
  if (key === "all" || key === "any") return checkJoined(entry, at);
  if (key === "not") return checkNot(entry, at);
  if (key === "holds") return checkHolds(entry, at);
  if (QUANTIFIERS.includes(key as Quantifier)) return checkList(key as Quantifier, entry, at, checkCondition);
  checkQuestion(key as QuestionName, entry, at);
}

function checkJoined({ key, value }: MapEntry, at: Surroundings): void {
  if (value.kind !== "list") {
    return at.reporter.error(
      value.place,
      "rule-bad-condition",
      `"${key}" takes a list of conditions; here is ${nodeKindText(value)}`,
    );
  }
  if (value.items.length === 0) return reportEmptyList(value, at);
  for (const item of value.items) checkCondition(item, at);
}

/** Operators that have a word for their opposite. */
const REVERSE: Readonly<Partial<Record<OperatorName, OperatorName>>> = {
  equals: "not_equals",
  not_equals: "equals",
  one_of: "not_one_of",
  not_one_of: "one_of",
};

function checkNot({ keyPlace, value }: MapEntry, at: Surroundings): void {
  if (entryOf(value, "not") && !entryOf(value, "path"))
    at.reporter.error(keyPlace, "rule-double-not", "not inside not: leave both out");
  const operator =
    value.kind === "map" ? value.entries.find(({ key }) => OPERATOR_NAMES.includes(key as OperatorName)) : undefined;
  const simple =
    operator &&
    value.kind === "map" &&
    (entryOf(value, "path") || !value.entries.some(({ key }) => NODE_WORDS.includes(key)));
  if (simple && operator.key === "is") {
    const reverse = shown(operator.value) === '"unset"' ? "set" : "unset";
    at.reporter.error(keyPlace, "rule-not-line", `write is: ${reverse}`, '"not" around it says the same in two words');
  } else if (simple && REVERSE[operator.key as OperatorName]) {
    at.reporter.error(
      keyPlace,
      "rule-not-line",
      `write ${REVERSE[operator.key as OperatorName]!}`,
      `"not" around ${operator.key} says the same in two words`,
    );
  }
  checkCondition(value, at);
}
