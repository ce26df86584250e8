import { compileRule, mergeReadSets } from "../../evaluate/compiled-rule.ts";
import { factsOf } from "../../evaluate/language/facts.ts";
import { readSet } from "../../evaluate/language/read-set.ts";
import { looksTold } from "../../evaluate/language/told-looks.ts";
import type { Library } from "../../model/library.ts";
import type { ResponsibilityException } from "../../model/responsibility.ts";
import type { Condition, Rule, TypeFields } from "../../model/rule.ts";
import { ancestors } from "./ancestors.ts";

/** What must be read from one provider so that the rules can be judged. */
export interface NeededTypes {
  /** The types that the rules are about, and those that they look up. */
  readonly types: ReadonlySet<string>;
  /** Those types whose resources have no region. */
  readonly globalTypes: ReadonlySet<string>;
  /**
   * Those types that are not in the provider's inventory: they are read with other calls, put together from several, or
   * unknown to the field lists, so that an empty answer of the inventory does not mean that there are none.
   */
  readonly notInInventory: ReadonlySet<string>;
  /** The paths of each type that rules read or that decide who is responsible, as the field lists write them. */
  readonly paths: ReadonlyMap<string, ReadonlySet<string>>;
  /** The keys among these paths, and above them, that documents of the inventory always have. */
  readonly always: ReadonlyMap<string, readonly string[]>;
  /** By type: paths that only the inventory gives and the services themselves do not, and why. */
  readonly notDirect: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** `provider` as rule ids begin with it. */
export function neededTypes(rules: readonly Rule[], library: Library, provider: string): NeededTypes {
  // No condition is evaluated, so the date does not matter.
  const facts = factsOf(library, "1970-01-01T00:00:00Z");
  const compiled = rules.flatMap((rule) => compileRule(rule, facts));
  const ours = compiled.filter((rule) => rule.provider === provider);
  const judged = new Set(ours.map(({ type }) => type));
  const paths = mergeReadSets([
    ...[...judged].map((type) => new Map([[type, new Set<string>()]])),
    ...ours.map(({ reads }) => reads),
    ...[...judged].flatMap((type) =>
      exceptionsOf(type, library).map(({ when }) => readSet(when, type, facts.conditions)),
    ),
  ]);
  const types = new Set(paths.keys());
  const fieldsOf = (type: string): Library["fields"][string] | undefined =>
    Object.hasOwn(library.fields, type) ? library.fields[type] : undefined;
  const those = (is: (type: string) => boolean): ReadonlySet<string> => new Set([...types].filter(is));
  return {
    types,
    paths,
    always: new Map([...paths].map(([type, read]) => [type, alwaysWritten(read, fieldsOf(type)?.fields ?? {})])),
    notDirect: new Map([...types].map((type) => [type, notDirect(fieldsOf(type)?.fields ?? {})])),
    globalTypes: those((type) => fieldsOf(type)?.scope === "global"),
    notInInventory: those((type) => {
      const fields = fieldsOf(type);
      return fields === undefined || fields.call !== undefined || fields.scope === "account_and_region";
    }),
  };
}

/** Every type that a rule judges or looks up: what must be read in files so that the rules can be judged. */
export function askedTypes(rules: readonly Rule[], library: Library): ReadonlySet<string> {
  const known = Object.fromEntries(
    Object.entries(library.conditions).map(([name, { condition }]) => [name, condition]),
  );
  const types = new Set<string>();
  for (const rule of rules)
    for (const type of rule.resource) {
      types.add(type);
      for (const read of looksTold(rule, type, known)?.types ?? typesRead(rule, type, known)) types.add(read);
    }
  return types;
}

function typesRead({ when, expect }: Rule, type: string, known: Readonly<Record<string, Condition>>): string[] {
  return [when, expect].flatMap((part) => (part ? [...readSet(part, type, known).keys()] : []));
}

/** The exceptions by which a type's layers may move to another party. */
function exceptionsOf(type: string, { responsibility }: Library): readonly ResponsibilityException[] {
  return Object.hasOwn(responsibility.types, type) ? (responsibility.types[type]!.exceptions ?? []) : [];
}

function notDirect(fields: TypeFields["fields"]): ReadonlyMap<string, string> {
  const given = Object.entries(fields).flatMap(([path, { not_direct: why }]) =>
    why === undefined ? [] : ([[path, why]] as const),
  );
  return new Map(given);
}

/** The keys that are always written. Facts that begin with `@` are joined later and are not in the inventory. */
function alwaysWritten(paths: ReadonlySet<string>, fields: TypeFields["fields"]): string[] {
  const isAlways = (path: string): boolean => Object.hasOwn(fields, path) && fields[path]!.always === true;
  const written = [...paths].flatMap((path) => [...ancestors(path), path]).filter((path) => !path.startsWith("@"));
  return [...new Set(written.filter(isAlways))].toSorted();
}
