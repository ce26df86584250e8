import { join } from "node:path";
import { RESPONSIBILITY_KNOWLEDGE as responsibility } from "../src/commands/library/responsibility-knowledge.ts";
import { loadLibrary } from "../src/rules/load-library.ts";

export const RULES = join(import.meta.dirname, "../rules");

/**
 * What ships: rules with their examples, field lists, tables, conditions, the model of who answers. All test files of a
 * process read this one, so nobody can change it.
 */
export const { library, examples, conditionExamples, diagnostics, texts } = await loadLibrary(RULES, {
  shipped: true,
  responsibility,
});

for (const part of [library, examples, conditionExamples, diagnostics]) freeze(part);

function freeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze(inner);
}
