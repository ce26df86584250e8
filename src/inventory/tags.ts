import { isObject, own } from "./json-text.ts";

const KEY_NAMES = ["key", "Key", "tagKey", "TagKey", "tagName"];
const VALUE_NAMES = ["value", "Value", "tagValue", "TagValue"];

/**
 * Tags as a map, from a map or from a list of `{key, value}` in any of the clouds' spellings. A tag without a value
 * gets `""`. Undefined if the tags are in neither form.
 */
export function toTagMap(tags: unknown): Record<string, string> | undefined {
  if (isObject(tags)) return Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, asText(value)]));
  if (!Array.isArray(tags)) return undefined;
  const pairs: [string, string][] = [];
  for (const tag of tags) {
    const key = firstOf(tag, KEY_NAMES);
    if (typeof key === "string") pairs.push([key, asText(firstOf(tag, VALUE_NAMES))]);
  }
  return Object.fromEntries(pairs);
}

function firstOf(tag: unknown, names: readonly string[]): unknown {
  for (const name of names) {
    const value = own(tag, name);
    if (value !== undefined) return value;
  }
  return undefined;
}

function asText(value: unknown): string {
  if (typeof value === "string") return value;
  return value === null || value === undefined ? "" : JSON.stringify(value);
}
