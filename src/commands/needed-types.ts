import { compileRule, mergeReadSets } from "../evaluate/compiled-rule.ts";
import { factsOf } from "../evaluate/facts.ts";
import type { Library } from "../model/library.ts";
import type { Rule } from "../model/rule.ts";

/** What must be read of one provider so that the rules can be judged. */
export interface NeededTypes {
  /** The types that the rules are about, and those that they look up. */
  readonly types: ReadonlySet<string>;
  /** Of these: things that have no region. */
  readonly globalTypes: ReadonlySet<string>;
  /**
   * Of these: what the provider's inventory does not hold. A call of its own gives it, it is put together from
   * several, or the field lists do not know it, so that nobody can say that an empty answer means none.
   */
  readonly notInInventory: ReadonlySet<string>;
}

/** `provider` as rule ids begin with it. */
export function neededTypes(rules: readonly Rule[], library: Library, provider: string): NeededTypes {
  // No condition is run, so the moment is of no account.
  const compiled = rules.flatMap((rule) => compileRule(rule, factsOf(library, "1970-01-01T00:00:00Z")));
  const ours = compiled.filter((rule) => rule.provider === provider);
  const types = new Set([...ours.map(({ type }) => type), ...mergeReadSets(ours.map(({ reads }) => reads)).keys()]);
  const fieldsOf = (type: string): Library["fields"][string] | undefined =>
    Object.hasOwn(library.fields, type) ? library.fields[type] : undefined;
  const those = (is: (type: string) => boolean): ReadonlySet<string> => new Set([...types].filter(is));
  return {
    types,
    globalTypes: those((type) => fieldsOf(type)?.scope === "global"),
    notInInventory: those((type) => {
      const fields = fieldsOf(type);
      return fields === undefined || fields.call !== undefined || fields.scope === "account_and_region";
    }),
  };
}
