import { isMasked, kindOf } from "../../language/place.ts";

/** Says that a policy cannot be read, and why. Caught where the policy is parsed. */
export class Malformed extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Malformed";
  }
}

/** The value as an object with only known keys. */
export function onlyKeys(value: unknown, keys: readonly string[], what: string): Readonly<Record<string, unknown>> {
  const object = asObject(value, what);
  // None of the keys is one that every object inherits.
  for (const key of Object.keys(object))
    if (!keys.includes(key)) throw new Malformed(`the key "${key}", which ${what} does not have`);
  return object as Readonly<Record<string, unknown>>;
}

export function asObject(value: unknown, what: string): object {
  if (typeof value !== "object" || value === null || Array.isArray(value) || isMasked(value)) {
    throw new Malformed(`${kindOf(value)} where ${what} is expected`);
  }
  return value;
}

/** One text or a list of at least one. */
export function textsOf(value: unknown, what: string): readonly string[] {
  const texts = Array.isArray(value) ? (value as unknown[]) : [value];
  if (texts.length === 0) throw new Malformed(`an empty list of ${what}`);
  return texts.map((text) => {
    if (typeof text !== "string" || text === "") throw new Malformed(`${kindOf(text)} where ${what} is expected`);
    return text;
  });
}
