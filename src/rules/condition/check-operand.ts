import { suggest } from "../../diagnostics/suggest.ts";
import { OPERATORS } from "../../evaluate/operators/registry.ts";
import type { OperandKind } from "../../evaluate/operators/operator.ts";
import { asDays, asVersion } from "../../evaluate/language/values.ts";
import type { FieldType, OperatorName, Param } from "../../model/rule.ts";
import { orList, unknownKey } from "../../source/shape.ts";
import type { SourceNode } from "../../source/source-node.ts";
import { nodeKindText, shown, textOf, valueOf } from "../../source/source-node.ts";
import { checkFieldLiteral, checkLiteral, checkLiterals, checkText, checkWordOf } from "./check-literal.ts";
import { checkParamUse, paramName } from "./check-params.ts";
import { checkPath, typeText } from "./check-path.ts";
import type { CheckedPath } from "./check-path.ts";
import { checkPattern } from "./check-pattern.ts";
import type { Surroundings } from "./surroundings.ts";

/** Parameter types that can be used as an operand. */
const PARAM_TYPES: Readonly<Record<OperandKind, readonly Param["type"][]>> = {
  presence: [],
  literal: ["text", "number", "days", "boolean"],
  literals: ["list"],
  number: ["number", "days"],
  text: ["text"],
  texts: ["list"],
  pattern: ["text"],
  version: ["text"],
  support: [],
  tls: ["text"],
  days: ["days", "number"],
};

/** Operands that may be another place in the documents; the others are prepared at load. */
const MAY_BE_PATH: ReadonlySet<OperandKind> = new Set(["literal", "number", "text"]);

/** Checks an operand against the kind the operator takes and the field it is asked of. */
export function checkOperand(name: OperatorName, node: SourceNode, path: CheckedPath | null, at: Surroundings): void {
  const { operand } = OPERATORS[name];
  const param = paramName(node);
  if (param) {
    const found = checkParamUse(param, PARAM_TYPES[operand], at);
    if (found && operand === "literal") checkParamKind(found, node, path, at);
    return;
  }
  const other = node.kind === "map" && node.entries.length === 1 ? valueOf(node, "path") : undefined;
  if (other) return checkPathOperand(name, other, path, at);
  OPERANDS[operand](node, path, at, name);
}

type OperandCheck = (node: SourceNode, path: CheckedPath | null, at: Surroundings, name: OperatorName) => void;

const OPERANDS: Readonly<Record<OperandKind, OperandCheck>> = {
  presence: (node, _path, at) => void checkWordOf(node, ["set", "unset"], "is", at),
  literal: (node, path, at) => void checkFieldLiteral(node, path, at),
  literals: (node, path, at, name) => {
    const elements = OPERATORS[name].takes.includes("list") ? elementsOf(path, at) : path;
    checkLiterals(node, at, (item) => void checkFieldLiteral(item, elements, at));
  },
  number: (node, _path, at, name) => {
    const literal = checkLiteral(node, at);
    if (literal !== undefined && typeof literal !== "number") {
      at.reporter.error(
        node.place,
        "rule-operand-kind",
        `${name} takes a number; ${shown(node)} is ${nodeKindText(node)}`,
        /^-?\d+(?:\.\d+)?$/.test(String(literal)) ? `write ${literal}, without quotes` : undefined,
      );
    }
  },
  text: (node, _path, at, name) => void checkText(node, at, `what ${name} takes`),
  texts: (node, _path, at, name) => checkLiterals(node, at, (item) => void checkText(item, at, `what ${name} takes`)),
  pattern: (node, _path, at) => checkPattern(node, at),
  version: (node, _path, at) => {
    const text = checkText(node, at, "a version");
    if (text !== undefined && !asVersion(text))
      at.reporter.error(
        node.place,
        "rule-bad-operand",
        `${shown(node)} is not a version`,
        'numbers and dots, e.g. "1.28"',
      );
  },
  tls: (node, _path, at) => {
    const text = checkText(node, at, "a TLS version");
    if (text !== undefined && !/^1\.[0-3]$/.test(text))
      at.reporter.error(
        node.place,
        "rule-bad-operand",
        `${shown(node)} is not a TLS version`,
        'use "1.0", "1.1", "1.2" or "1.3"',
      );
  },
  days: (node, _path, at, name) => {
    if (checkLiteral(node, at) !== undefined) checkDays(node, name, at);
  },
  support: (node, _path, at) => checkSupport(node, at),
};

/** The fields of the elements of a list, with which the words of `contains_…` are compared. */
function elementsOf(path: CheckedPath | null, at: Surroundings): CheckedPath | null {
  if (!path) return null;
  const { types, base } = path.start;
  const inner = [...base, { kind: "each" as const }];
  const fields = types.flatMap((type) => {
    const found = at.facts.fields.has(type) && path.fields.length > 0 ? at.facts.fields.find(type, inner) : null;
    return found?.kind === "field" ? [found.field] : [];
  });
  return { ...path, fields };
}

function checkDays(node: SourceNode, name: string, at: Surroundings): void {
  const value = node.kind === "scalar" ? node.value : null;
  if (asDays(value) === undefined)
    at.reporter.error(
      node.place,
      "rule-bad-operand",
      `${name} takes a number of days; here is ${shown(node)}`,
      "write it as 90d",
    );
}

/** `{table: name, days: 0}` */
function checkSupport(node: SourceNode, at: Surroundings): void {
  if (node.kind !== "map") {
    return at.reporter.error(
      node.place,
      "rule-bad-operand",
      `in_support takes {table: name, days: 0}; here is ${shown(node)}`,
    );
  }
  for (const { key, keyPlace } of node.entries) {
    if (key !== "table" && key !== "days")
      at.reporter.error(keyPlace, "rule-unknown-key", unknownKey(key, suggest(key, ["table", "days"])));
  }
  const table = valueOf(node, "table");
  const days = valueOf(node, "days");
  if (!table) at.reporter.error(node.place, "rule-missing-key", '"table" is missing: say which table knows the words');
  else if (!Object.hasOwn(at.facts.tables, textOf(table) ?? "")) {
    const names = Object.keys(at.facts.tables);
    const guess = suggest(textOf(table) ?? "", names);
    at.reporter.error(
      table.place,
      "rule-unknown-table",
      `no table is called ${shown(table)}${guess === undefined ? "" : `; did you mean "${guess}"?`}`,
      names.length > 0 ? `tables: ${names.join(", ")}` : undefined,
    );
  }
  const param = days && paramName(days);
  if (param) checkParamUse(param, PARAM_TYPES.days, at);
  else if (days) checkDays(days, '"days"', at);
}

const KIND_OF_PARAM: Readonly<Partial<Record<Param["type"], FieldType>>> = {
  text: "text",
  number: "number",
  days: "number",
  boolean: "boolean",
};

function checkParamKind(param: Param, node: SourceNode, path: CheckedPath | null, at: Surroundings): void {
  const kind = KIND_OF_PARAM[param.type]!;
  for (const { type } of path?.fields ?? []) {
    if (type === null || type === kind || (type === "date" && kind === "text")) continue;
    at.reporter.error(
      node.place,
      "rule-operand-kind",
      `${path!.text} is ${typeText(type)}; the parameter is of type ${param.type}`,
    );
  }
}

function checkPathOperand(name: OperatorName, node: SourceNode, path: CheckedPath | null, at: Surroundings): void {
  const { operand } = OPERATORS[name];
  if (!MAY_BE_PATH.has(operand)) {
    const able = (Object.keys(OPERATORS) as OperatorName[]).filter((one) => MAY_BE_PATH.has(OPERATORS[one].operand));
    return at.reporter.error(
      node.place,
      "rule-bad-operand",
      `${name} takes no path`,
      `${orList(able)} can compare with another place`,
    );
  }
  const other = checkPath(node, at, "value");
  const kinds = new Set((other?.fields ?? []).map(({ type }) => type));
  for (const { type } of path?.fields ?? []) {
    for (const kind of kinds) {
      if (type === null || kind === null || type === kind) continue;
      at.reporter.error(
        node.place,
        "rule-operand-kind",
        `${path!.text} is ${typeText(type)}; ${other!.text} is ${typeText(kind)}`,
      );
    }
  }
}
