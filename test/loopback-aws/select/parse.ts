import { COUNT } from "./expression.ts";
import type { Comparison, Condition, Field, Literal, SelectExpression } from "./expression.ts";
import { isProperty } from "./properties.ts";
import { invalidExpression, tokensOf } from "./tokens.ts";
import type { Token } from "./tokens.ts";

const COMPARISONS = new Set(["=", "<", ">"]);
/** Fewest characters in front of `%`. */
const SHORTEST_PREFIX = 3;
const MOST_GROUPS = 3;

/** Throws an `InvalidExpressionException` on what AWS Config does not understand, or what is not understood here. */
export function parseSelect(expression: string): SelectExpression {
  const tokens = tokensOf(expression);
  let next = 0;

  function peek(): Token {
    return tokens[next]!;
  }
  function take(): Token {
    return tokens[next++]!;
  }
  function isKeyword(word: string): boolean {
    return peek().kind === "word" && peek().text.toUpperCase() === word;
  }
  function keyword(word: string): boolean {
    const found = isKeyword(word);
    if (found) take();
    return found;
  }
  function sign(text: string): boolean {
    const found = peek().kind === "sign" && peek().text === text;
    if (found) take();
    return found;
  }
  function expectKeyword(word: string): void {
    if (!keyword(word)) throw invalidExpression(`expected ${word}, found "${peek().text}"`);
  }
  function expectSign(text: string): void {
    if (!sign(text)) throw invalidExpression(`expected "${text}", found "${peek().text}"`);
  }
  function list<T>(one: () => T): T[] {
    const all = [one()];
    while (sign(",")) all.push(one());
    return all;
  }

  function property(): string {
    const token = take();
    if (token.kind !== "word" || !isProperty(token.text)) throw invalidExpression(`"${token.text}" is no property`);
    return token.text;
  }

  function field(): Field {
    if (sign("*")) return "*";
    if (!keyword("COUNT")) return property();
    expectSign("(");
    expectSign("*");
    expectSign(")");
    return COUNT;
  }

  function literal(): Literal {
    const { kind, text } = take();
    if (kind === "text") return text;
    if (kind === "number") return Number(text);
    if (kind === "word" && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === "true";
    throw invalidExpression(`expected a value, found "${text}"`);
  }

  function condition(): Condition {
    const parts = [conjunction()];
    while (keyword("OR")) parts.push(conjunction());
    return parts.length === 1 ? parts[0]! : { kind: "or", parts };
  }

  function conjunction(): Condition {
    const parts = [negation()];
    while (keyword("AND")) parts.push(negation());
    return parts.length === 1 ? parts[0]! : { kind: "and", parts };
  }

  function negation(): Condition {
    if (keyword("NOT")) return { kind: "not", part: negation() };
    if (!sign("(")) return predicate();
    const inner = condition();
    expectSign(")");
    return inner;
  }

  function predicate(): Condition {
    const path = property();
    if (keyword("NOT")) return { kind: "not", part: membership(path) };
    const { kind, text } = peek();
    if (kind !== "sign") return membership(path);
    if (!COMPARISONS.has(text)) throw invalidExpression(`unexpected "${text}"`);
    take();
    return { kind: "compare", path, operator: text as Comparison, value: literal() };
  }

  function membership(path: string): Condition {
    if (keyword("IN")) {
      expectSign("(");
      const values = list(literal);
      expectSign(")");
      return { kind: "in", path, values };
    }
    if (keyword("BETWEEN")) {
      const low = literal();
      expectKeyword("AND");
      return { kind: "between", path, low, high: literal() };
    }
    expectKeyword("LIKE");
    return { kind: "like", path, pattern: pattern(literal()) };
  }

  function order(): { field: string; descending: boolean } {
    const name = field();
    const descending = keyword("DESC");
    if (!descending) keyword("ASC");
    return { field: name, descending };
  }

  expectKeyword("SELECT");
  const fields = list(field);
  const where = keyword("WHERE") ? condition() : undefined;
  const groupBy = keyword("GROUP") ? (expectKeyword("BY"), list(property)) : [];
  const orderBy = keyword("ORDER") ? (expectKeyword("BY"), list(order)) : [];
  if (peek().kind !== "end") throw invalidExpression(`unexpected "${peek().text}"`);
  checkGroups(fields, groupBy);
  return { fields, ...(where === undefined ? {} : { where }), groupBy, orderBy };
}

function pattern(value: Literal): string {
  if (typeof value !== "string") throw invalidExpression("LIKE needs a text");
  const wildcard = value.indexOf("%");
  if (wildcard !== -1 && (wildcard !== value.length - 1 || wildcard < SHORTEST_PREFIX)) {
    throw invalidExpression(`LIKE takes "%" at the end only, behind ${SHORTEST_PREFIX} characters or more`);
  }
  return value;
}

function checkGroups(fields: readonly Field[], groupBy: readonly string[]): void {
  if (groupBy.length > MOST_GROUPS) throw invalidExpression(`GROUP BY takes ${MOST_GROUPS} properties at most`);
  if (groupBy.length === 0 && !fields.includes(COUNT)) return;
  const stray = fields.find((field) => field !== COUNT && !groupBy.includes(field));
  if (stray !== undefined) throw invalidExpression(`"${stray}" is neither grouped by nor counted`);
}
