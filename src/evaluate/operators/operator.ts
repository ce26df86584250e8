import type { FieldType, Literal, Table } from "../../model/rule.ts";
import type { Truth } from "../language/truth.ts";

/** What an operator answers: a truth, a truth with its reason, or that the value is not of a type it takes. */
export type Answer = Truth | { readonly truth: Truth; readonly because: string } | { readonly wrong: string };

export type Check = (value: unknown) => Answer;

/** What an operator may know beside the value. */
export interface OperatorContext {
  /** Text compares without regard to case. */
  readonly fold: boolean;
  /** The moment the estate is judged for, in milliseconds since 1970. */
  readonly asOf: number;
  readonly tables: Readonly<Record<string, Table>>;
}

/** What may be written behind an operator. The loader checks it; `prepare` relies on it. */
export type OperandKind =
  | "presence"
  | "literal"
  | "literals"
  | "number"
  | "text"
  | "texts"
  | "pattern"
  | "version"
  | "support"
  | "tls"
  | "days";

export interface Operator {
  readonly operand: OperandKind;
  /** Types of a field it can be asked of; `any` for all. */
  readonly takes: readonly FieldType[] | "any";
  /** What is wanted, for evidence: `at least 7`. */
  readonly wanted: (operand: unknown) => string;
  readonly prepare: (operand: unknown, context: OperatorContext) => Check;
}

/** A literal as people write it: text in quotes only where it would be misread. */
export function literalText(value: unknown): string {
  return typeof value === "string" ? (/^[\w.:/*-]+$/.test(value) ? value : JSON.stringify(value)) : String(value);
}

export function literalsText(values: unknown): string {
  return (values as readonly Literal[]).map(literalText).join(", ");
}
