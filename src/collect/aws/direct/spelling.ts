import { isObject } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";

/**
 * How AWS Config spells the members of a service's answer, by dialect. Measured on the keys of the field list:
 * - `lower`: the first letter in lower case (`dBInstanceIdentifier`, `ipPermissions`);
 * - `acronym`: all capitals at the beginning in lower case (`dbclusterIdentifier`, `kmskeyArn`, `ssedescription`);
 * - `upper`: the first letter in upper case, as CloudFormation writes (`ContainerDefinitions`).
 */
export type Dialect = "lower" | "acronym" | "upper";

const SPELL: Readonly<Record<Dialect, (key: string) => string>> = {
  lower: (key) => key.charAt(0).toLowerCase() + key.slice(1),
  acronym: (key) => key.replace(/^[A-Z]+/, (capitals) => capitals.toLowerCase()),
  upper: (key) => key.charAt(0).toUpperCase() + key.slice(1),
};

export interface Spelling {
  readonly dialect: Dialect;
  /** Members that AWS Config spells differently from the dialect, by their name in the answer. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Members, by their name in the answer, whose own keys are chosen by the customer. */
  readonly maps?: readonly string[];
}

/** A copy of an answer, or of a part of it, in the spelling of AWS Config; undefined members are left out. */
export function respell(value: JsonObject, spelling: Spelling): JsonObject {
  const { dialect, renamed = {}, maps = [] } = spelling;
  const convert = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(convert);
    return isObject(part) && !(part instanceof Date) ? members(part) : part;
  };
  const members = (part: JsonObject): JsonObject => {
    const known = Object.entries(part).filter(([, member]) => member !== undefined);
    return Object.fromEntries(
      known.map(([key, member]) => [
        Object.hasOwn(renamed, key) ? renamed[key]! : SPELL[dialect](key),
        maps.includes(key) ? member : convert(member),
      ]),
    );
  };
  return members(value);
}

/** Adds the members that must always be there, with their empty value if the answer left them out. */
export function withAlways(value: JsonObject, nothing: JsonObject): JsonObject {
  const known = Object.entries(value).filter(([key, member]) => member !== null || !Object.hasOwn(nothing, key));
  return { ...nothing, ...Object.fromEntries(known) };
}

/** All members except those named. */
export function without(value: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}
