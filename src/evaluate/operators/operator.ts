import type { FieldType, Literal, Table } from "../../model/rule.ts";
import type { Truth } from "../language/truth.ts";

/** What an operator answers: a truth, a truth with its reason, or that the value is not of a type it takes. */
export type Answer = Truth | { readonly truth: Truth; readonly because: string } | { readonly wrong: string };

export type Check = (value: unknown) => Answer;

/** What an operator may know besides the value. */
export interface OperatorContext {
  /** Whether text compares case-insensitively. */
  readonly fold: boolean;
  /** The moment the estate is judged for, in milliseconds since 1970. */
  readonly asOf: number;
  readonly tables: Readonly<Record<string, Table>>;
}

/** What may be written after an operator. The loader checks it; `prepare` relies on it. */
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
  /** The field types it applies to; `any` for all. */
  readonly takes: readonly FieldType[] | "any";
  /** What is wanted, for evidence: `at least 7`. */
  readonly wanted: (operand: unknown) => string;
  readonly prepare: (operand: unknown, context: OperatorContext) => Check;
}

/** A literal as people write it, with text in quotes only if it could be misread. */
export function literalText(value: unknown): string {
  return typeof value === "string" ? (/^[\w.:/*-]+$/.test(value) ? value : JSON.stringify(value)) : String(value);
}

export function literalsText(values: unknown): string {
  return (values as readonly Literal[]).map(literalText).join(", ");
}
