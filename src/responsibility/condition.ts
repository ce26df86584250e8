import type { ResourceDocument } from "../model/resource.ts";
import type { Condition } from "../model/rule.ts";

/** The result of a condition on one document, and the fact that decided; null if no single fact did. */
export interface ConditionResult {
  readonly truth: "true" | "false" | "unknown";
  readonly decided: { readonly path: string; readonly value: unknown } | null;
}

/** Equal results may be the same object, so that what depends only on them need not be recomputed. */
export type CompiledCondition = (doc: ResourceDocument) => ConditionResult;

export interface CompileOptions {
  /** What absence means for a line that does not say: it counts against the exception. */
  readonly absent: "fail";
  /** The provider whose conventions the documents follow. */
  readonly provider: string;
}

/** Turns a condition into a function. Supplied by the evaluator, so that this room need not know the language. */
export type CompileCondition = (
  condition: Condition,
  types: readonly string[],
  options: CompileOptions,
) => CompiledCondition;
