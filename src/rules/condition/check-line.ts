import { OPERATORS } from "../../evaluate/operators/registry.ts";
import type { FieldType, OperatorName } from "../../model/rule.ts";
import { OPERATOR_NAMES } from "../../model/rule.ts";
import { orList } from "../../source/shape.ts";
import type { MapEntry, MapNode, SourceNode } from "../../source/source-node.ts";
import { entryOf, textOf } from "../../source/source-node.ts";
import { checkAbsence } from "./check-absence.ts";
import { reportMissing } from "./check-keys.ts";
import { checkFieldLiteral, checkLiteral, checkLiterals } from "./check-literal.ts";
import { checkOperand } from "./check-operand.ts";
import { checkPath, typeText } from "./check-path.ts";
import { checkPlace } from "./check-place.ts";
import type { CheckedPath } from "./check-path.ts";
import type { Surroundings } from "./surroundings.ts";

export const LINE_KEYS: readonly string[] = ["path", "default", "absent", ...OPERATOR_NAMES];

/** Checks a line: one place, one operator, at most one word for absence. Unknown keys have been reported. */
export function checkLine(node: MapNode, hasUnknownKeys: boolean, at: Surroundings): void {
  const operators = node.entries.filter(({ key }) => OPERATOR_NAMES.includes(key as OperatorName));
  const [operator, second] = operators;
  if (second) {
    at.reporter.error(
      second.keyPlace,
      "rule-operators",
      `a line has one operator; here are ${andList(operators.map(({ key }) => key))}`,
      'join two lines with "all"',
    );
  } else if (!operator && !hasUnknownKeys) {
    const place = node.entries[0]?.keyPlace ?? node.place;
    at.reporter.error(
      place,
      "rule-operators",
      "a line has one operator; here is none",
      "e.g. equals, one_of, at_least, is",
    );
  }
  const path = checkLinePath(node, hasUnknownKeys, at);
  checkAbsence(node, path?.unlisted ?? false, at);
  if (!operator || second) return;
  const name = operator.key as OperatorName;
  const fits = path === null || checkFieldType(name, operator, entryOf(node, "path")?.value ?? node, path, at);
  if (name === "is") checkPresence(node, operator, at);
  // If the types do not fit, further checks would only repeat the report.
  if (!fits) return;
  checkOperand(name, operator.value, path, at);
  const byDefault = entryOf(node, "default");
  if (byDefault && name !== "is") checkDefault(name, byDefault.value, path, at);
}

/** Checks `path: a`, or several spellings of one fact; without it, the element itself is meant. */
function checkLinePath(node: MapNode, hasUnknownKeys: boolean, at: Surroundings): CheckedPath | null {
  const written = entryOf(node, "path")?.value;
  if (written) return checkPlace(written, at);
  if (at.start.literals === null && at.start.base.length === 0) {
    const place = node.entries[0]?.keyPlace ?? node.place;
    if (!hasUnknownKeys) reportMissing(place, '"path" is missing: say which place is meant', at);
    return null;
  }
  return checkPath(
    { kind: "scalar", place: node.entries[0]?.keyPlace ?? node.place, value: ".", plain: "." },
    at,
    "value",
  );
}

/** Whether the operator applies to the field at all. */
function checkFieldType(
  name: OperatorName,
  operator: MapEntry,
  pathNode: SourceNode,
  path: CheckedPath,
  at: Surroundings,
): boolean {
  const { takes } = OPERATORS[name];
  if (takes === "any") return true;
  const wrong = path.fields.find(({ type }) => type !== null && !takes.includes(type));
  if (!wrong) return true;
  const place = pathNode.kind === "scalar" || pathNode.kind === "list" ? pathNode.place : operator.keyPlace;
  if (wrong.type === "list") {
    at.reporter.error(
      place,
      "rule-list-in-path",
      `${path.text} is a list: ask some, every or none with "in: ${path.text}"`,
      'or contains_all, contains_any, or "is: set"',
    );
  } else if (wrong.type === "map") {
    at.reporter.error(
      place,
      "rule-list-in-path",
      `${path.text} is a map: ask some, every or none with "in: ${path.text}{}"`,
    );
  } else {
    at.reporter.error(
      place,
      "rule-operator-type",
      `${path.text} is ${typeText(wrong.type)}; ${name} is asked of ${orList(takes.map(pluralType))}`,
    );
  }
  return false;
}

function pluralType(type: FieldType): string {
  return type === "text" ? type : type === "policy" ? "policies" : `${type}s`;
}

const NO_ABSENCE_WORD = "is: asks for presence itself";

function checkPresence(node: MapNode, operator: MapEntry, at: Surroundings): void {
  for (const key of ["default", "absent"]) {
    const entry = entryOf(node, key);
    if (entry)
      at.reporter.error(
        entry.keyPlace,
        "rule-absence-with-is",
        NO_ABSENCE_WORD,
        `absent is ${textOf(operator.value) === "unset" ? "true" : "false"} here already`,
      );
  }
}

/** Checks the default: the operator judges it, so it must be of a kind that the operator takes. */
function checkDefault(name: OperatorName, node: SourceNode, path: CheckedPath | null, at: Surroundings): void {
  const { operand, takes } = OPERATORS[name];
  if (takes.includes("list")) {
    if (node.kind === "list")
      return node.items.length === 0 ? undefined : checkLiterals(node, at, (item) => void checkLiteral(item, at));
    return at.reporter.error(node.place, "rule-bad-default", `${name} takes a list: write default: []`);
  }
  if (operand === "literal" || operand === "literals") return void checkFieldLiteral(node, path, at);
  const literal = checkFieldLiteral(node, path, at);
  if (literal !== undefined && operand !== "number" && typeof literal === "boolean") {
    at.reporter.error(node.place, "rule-bad-default", `${name} cannot judge ${String(literal)}`);
  }
}

function andList(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)!}`;
}
