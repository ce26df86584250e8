import type { NeededChild, NeededType } from "../../collect/azure/options.ts";
import type { Library } from "../../model/library.ts";
import type { Field, Rule, TypeFields } from "../../model/rule.ts";
import { ancestors } from "./ancestors.ts";
import { neededTypes } from "./needed-types.ts";

/** What must be read from one provider, by resource type, with the calls that the field lists give. */
export function neededReads(rules: readonly Rule[], library: Library, provider: string): Map<string, NeededType> {
  const { paths } = neededTypes(rules, library, provider);
  const fieldsOf = (type: string): TypeFields | undefined =>
    Object.hasOwn(library.fields, type) ? library.fields[type] : undefined;
  return new Map([...paths].map(([type, read]) => [type, neededType(fieldsOf(type), read)]));
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
  const always = [...paths].flatMap((path) => [...ancestors(path), path]).filter((path) => isAlways(fields, path));
  return {
    ...(fields?.call !== undefined && { call: fields.call }),
    paths,
    always: new Set(always),
    children: [...children.values()],
  };
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

function isAlways(fields: TypeFields | undefined, path: string): boolean {
  return !path.includes("[]") && ownField(fields, path)?.always === true;
}

/** `blobservices/default` of `children["blobservices/default"].properties`. */
function entryOf(path: string): string | undefined {
  const found = /^children(?:\.(\w+)|\["([^"]+)"\])/.exec(path);
  return found?.[1] ?? found?.[2];
}
