import type { CompileContext } from "./context.ts";

/** An operand with `{param: name}` replaced by the parameter's value, including inside `{table, days}`. */
export function fillParams(operand: unknown, context: Pick<CompileContext, "params">): unknown {
  if (typeof operand !== "object" || operand === null) return operand;
  if (Array.isArray(operand)) return operand.map((item: unknown) => fillParams(item, context));
  const { param } = operand as { param?: unknown };
  if (typeof param === "string") return context.params[param];
  return Object.fromEntries(Object.entries(operand).map(([key, value]) => [key, fillParams(value, context)]));
}
