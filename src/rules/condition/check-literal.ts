import { suggest } from "../../diagnostics/suggest.ts";
import type { Literal } from "../../model/rule.ts";
import type { KnownField } from "../known-fields.ts";
import { orList } from "../../source/shape.ts";
import type { SourceNode } from "../../source/source-node.ts";
import { nodeKindText, shown } from "../../source/source-node.ts";
import { typeText } from "./check-path.ts";
import type { CheckedPath } from "./check-path.ts";
import type { Surroundings } from "./surroundings.ts";

const DATE = /^\d{4}-\d{2}-\d{2}(?:[T ].*)?$/;
const MOST_WORDS_SHOWN = 12;

/** Text, a number or a boolean; undefined if a mistake was reported. */
export function checkLiteral(node: SourceNode, at: Surroundings): Literal | undefined {
  if (node.kind === "scalar" && node.refused) return undefined;
  if (node.kind !== "scalar" || node.value === null) {
    at.reporter.error(
      node.place,
      "rule-bad-operand",
      `text, a number or true or false is expected; here is ${nodeKindText(node)}`,
      node.kind === "list" ? "one_of takes a list" : undefined,
    );
    return undefined;
  }
  if (node.plain !== null && typeof node.value === "string" && DATE.test(node.plain)) {
    at.reporter.error(node.place, "yaml-quote", `quote it: "${node.plain}"`, "some YAML readers turn it into a date");
  }
  return node.value;
}

/** A literal that must be text, for example a version. */
export function checkText(node: SourceNode, at: Surroundings, what: string): string | undefined {
  const literal = checkLiteral(node, at);
  if (literal === undefined || typeof literal === "string") return literal;
  reportQuote(node, at, `${what} is text; here is ${nodeKindText(node)}`);
  return undefined;
}

function reportQuote(node: SourceNode, at: Surroundings, help: string): void {
  const written = node.kind === "scalar" ? (node.plain ?? String(node.value)) : "";
  at.reporter.error(node.place, "yaml-quote", `quote it: ${JSON.stringify(written)}`, help);
}

/** A literal compared with the field's value: of the same kind, and one of its known words if all are known. */
export function checkFieldLiteral(node: SourceNode, path: CheckedPath | null, at: Surroundings): Literal | undefined {
  const literal = checkLiteral(node, at);
  if (literal === undefined) return undefined;
  for (const field of path?.fields ?? []) {
    if (!fitsField(literal, field)) {
      const name = path!.text;
      if (field.type === "text") reportQuote(node, at, `${name} is text; ${shown(node)} is ${nodeKindText(node)}`);
      else
        at.reporter.error(
          node.place,
          "rule-operand-kind",
          `${name} is ${typeText(field.type)}; ${shown(node)} is ${nodeKindText(node)}`,
          unquoted(literal, field),
        );
      return undefined;
    }
    checkWord(node, literal, field, path!.text, at);
  }
  return literal;
}

/** The kind meant by a quoted value that should have no quotes; undefined if it is not such a value. */
function unquoted(literal: Literal, { type }: KnownField): string | undefined {
  const text = String(literal).toLowerCase();
  const meant = /^(?:yes|on)$/.test(text) ? "true" : /^(?:no|off)$/.test(text) ? "false" : text;
  const fits =
    type === "boolean" ? /^(?:true|false)$/.test(meant) : type === "number" && /^-?\d+(?:\.\d+)?$/.test(meant);
  return fits ? `write ${meant}, without quotes` : undefined;
}

function fitsField(literal: Literal, { type }: KnownField): boolean {
  if (type === "number" || type === "boolean") return typeof literal === type;
  return type === "text" || type === "date" ? typeof literal === "string" : true;
}

function checkWord(node: SourceNode, literal: Literal, field: KnownField, name: string, at: Surroundings): void {
  const words = field.enum;
  if (!words || words.some((word) => sameWord(word, literal))) return;
  const all = words.map(String);
  const list =
    all.length > MOST_WORDS_SHOWN
      ? `${all.slice(0, MOST_WORDS_SHOWN).join(", ")} and ${all.length - MOST_WORDS_SHOWN} more`
      : all.join(", ");
  const guess = suggest(String(literal), all);
  at.reporter.error(
    node.place,
    "rule-unknown-word",
    `${name} is one of ${list}${guess === undefined ? `; here is ${shown(node)}` : `; did you mean ${guess}?`}`,
  );
}

function sameWord(a: Literal, b: Literal): boolean {
  return typeof a === "string" && typeof b === "string" ? a.toLowerCase() === b.toLowerCase() : a === b;
}

/** Checks a non-empty list of literals, each with `check`. */
export function checkLiterals(node: SourceNode, at: Surroundings, check: (item: SourceNode) => void): void {
  if (node.kind !== "list") {
    at.reporter.error(
      node.place,
      "rule-bad-operand",
      `a list is expected; here is ${nodeKindText(node)}`,
      node.kind === "scalar" ? `write [${typeof node.value === "string" ? shown(node) : node.plain}]` : undefined,
    );
    return;
  }
  if (node.items.length === 0) return reportEmptyList(node, at);
  for (const item of node.items) check(item);
}

export function reportEmptyList(node: SourceNode, at: Surroundings): void {
  at.reporter.error(node.place, "rule-empty-list", "an empty list decides nothing");
}

/** One of a few words, as text. */
export function checkWordOf<W extends string>(
  node: SourceNode,
  words: readonly W[],
  what: string,
  at: Surroundings,
): W | undefined {
  const value = node.kind === "scalar" ? node.value : undefined;
  const word = words.find((known) => known === value);
  if (word !== undefined) return word;
  const guess = typeof value === "string" ? suggest(value, words) : undefined;
  at.reporter.error(
    node.place,
    "rule-bad-value",
    `"${what}" is ${orList(words)}; here is ${shown(node)}${guess === undefined ? "" : `; did you mean "${guess}"?`}`,
  );
  return undefined;
}
