import { ServiceError } from "../answer.ts";

export interface Token {
  readonly kind: "word" | "text" | "number" | "sign" | "end";
  readonly text: string;
}

const PATTERN =
  /\s*(?:(?<word>[A-Za-z_][\w.:-]*)|'(?<quoted>(?:[^']|'')*)'|(?<number>-?\d+(?:\.\d+)?)|(?<sign>[=<>(),*]))/y;

/** The words and signs of an expression, with an end behind them. Throws on anything else. */
export function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < expression.trimEnd().length) {
    PATTERN.lastIndex = at;
    const match = PATTERN.exec(expression);
    if (match === null) throw invalidExpression(`unexpected "${expression.slice(at).trim().slice(0, 10)}"`);
    tokens.push(tokenOf(match.groups ?? {}));
    at = PATTERN.lastIndex;
  }
  return [...tokens, { kind: "end", text: "the end" }];
}

function tokenOf({ word, quoted, number, sign }: Record<string, string | undefined>): Token {
  if (word !== undefined) return { kind: "word", text: word };
  if (quoted !== undefined) return { kind: "text", text: quoted.replaceAll("''", "'") };
  if (number !== undefined) return { kind: "number", text: number };
  return { kind: "sign", text: sign! };
}

export function invalidExpression(why: string): ServiceError {
  return new ServiceError("InvalidExpressionException", `The syntax of the query is incorrect: ${why}`);
}
