import type { NeededChild, NeededType } from "../collect/azure/options.ts";
import { compileRule, mergeReadSets } from "../evaluate/compiled-rule.ts";
import { factsOf } from "../evaluate/facts.ts";
import type { Library } from "../model/library.ts";
import type { Field, Rule, TypeFields } from "../model/rule.ts";

/** What the rules of one provider read, by resource type, with the calls that the field lists give for it. */
export function neededReads(rules: readonly Rule[], library: Library, provider: string): Map<string, NeededType> {
  // No condition is run, so the moment is of no account.
  const compiled = rules.flatMap((rule) => compileRule(rule, factsOf(library, "1970-01-01T00:00:00Z")));
  const ours = compiled.filter((rule) => rule.provider === provider);
  const reads = mergeReadSets([
    ...ours.map(({ type }) => new Map([[type, new Set<string>()]])),
    ...ours.map((rule) => rule.reads),
  ]);
  return new Map(
    [...reads].map(([type, paths]) => {
      const fields = Object.hasOwn(library.fields, type) ? library.fields[type] : undefined;
      return [type, neededType(fields, paths)];
    }),
  );
}

function neededType(fields: TypeFields | undefined, paths: ReadonlySet<string>): NeededType {
  const children = new Map<string, NeededChild>();
  for (const path of paths)
    for (const part of [...ancestors(path), path]) {
      const call = ownField(fields, part)?.call;
      const entry = entryOf(part);
      if (fields !== undefined && call !== undefined && entry !== undefined && !children.has(call))
        children.set(call, neededChild(fields, entry, call));
    }
  return { ...(fields?.call !== undefined && { call: fields.call }), paths, children: [...children.values()] };
}

function neededChild(fields: TypeFields, entry: string, call: string): NeededChild {
  const given = Object.keys(fields.fields).filter((path) => fields.fields[path]!.call === call);
  const path = given.reduce((shortest, one) => (one.length < shortest.length ? one : shortest));
  const isList = fields.fields[path]!.type === "list";
  return { entry, kind: call.includes("{name}") ? "element" : isList ? "list" : "object", call, path };
}

function ownField(fields: TypeFields | undefined, path: string): Field | undefined {
  return fields !== undefined && Object.hasOwn(fields.fields, path) ? fields.fields[path] : undefined;
}

/** `a["b/c"].d[]` -> `a`, `a["b/c"]`, `a["b/c"].d`. */
export function ancestors(path: string): string[] {
  return [...path.matchAll(/\.|\[/g)].map(({ index }) => path.slice(0, index)).filter((part) => !isInsideQuotes(part));
}

function isInsideQuotes(part: string): boolean {
  return (part.split('"').length - 1) % 2 === 1;
}

/** `blobservices/default` of `children["blobservices/default"].properties`. */
function entryOf(path: string): string | undefined {
  const found = /^children(?:\.(\w+)|\["([^"]+)"\])/.exec(path);
  return found?.[1] ?? found?.[2];
}
