import type { Library } from "../../model/library.ts";
import type { Facts, ProviderFacts } from "./context.ts";

/** What the evaluator must know about a library. `asOf`: ISO 8601, the moment the estate is judged for. */
export function factsOf(library: Library, asOf: string): Facts {
  const providers: Record<string, ProviderFacts> = {};
  for (const [name, { case: sensitivity, id_scope: scope }] of Object.entries(library.providers)) {
    providers[name] = { case: sensitivity, ...(scope === undefined ? {} : { id_scope: new RegExp(scope, "i") }) };
  }
  const conditions = Object.fromEntries(
    Object.entries(library.conditions).map(([name, { condition }]) => [name, condition]),
  );
  return { fields: library.fields, conditions, tables: library.tables, providers, asOf: Date.parse(asOf) };
}
