import type { ResourceDocument } from "../model/resource.ts";
import type { Condition } from "../model/rule.ts";

/** What a condition says of one document, and the fact that decided; null where no single fact did. */
export interface ConditionResult {
  readonly truth: "true" | "false" | "unknown";
  readonly decided: { readonly path: string; readonly value: unknown } | null;
}

/** Results that say the same may be the same object: what hangs on them alone is then not made again. */
export type CompiledCondition = (doc: ResourceDocument) => ConditionResult;

export interface CompileOptions {
  /** What absence means for a line without a word of its own: it speaks against the exception. */
  readonly absent: "fail";
  /** Whose dialect the documents are written in. */
  readonly provider: string;
}

/** Turns a condition into a function. The evaluator gives it, so that this room need not know the language. */
export type CompileCondition = (
  condition: Condition,
  types: readonly string[],
  options: CompileOptions,
) => CompiledCondition;
