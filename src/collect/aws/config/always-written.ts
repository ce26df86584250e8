import { isObject, own } from "../../../inventory/json-text.ts";

/** By type: keys that its items always have, with null where there is nothing, as the field lists write paths. */
export type AlwaysWritten = ReadonlyMap<string, readonly string[]>;

/** Whether the key is missing although its parent is there, even if only in one element of a list. */
export function lacks(document: unknown, path: string): boolean {
  return lacksAt(document, [...path.matchAll(/\["([^"]*)"\]|(\[\]|\{\})|([^.[\]{}]+)/g)].map(stepOf));
}

type Step = { readonly key: string } | "each";

function stepOf([, quoted, each, key]: RegExpMatchArray): Step {
  return each === undefined ? { key: quoted ?? key! } : "each";
}

function lacksAt(value: unknown, [step, ...rest]: readonly Step[]): boolean {
  if (step === undefined) return value === undefined;
  if (step === "each") return elementsOf(value).some((element) => lacksAt(element, rest));
  if (!isObject(value)) return false;
  return lacksAt(own(value, step.key), rest);
}

function elementsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isObject(value) ? Object.values(value) : [];
}
