import { isObject, parseJson } from "./json-text.ts";

/** Like {@link parseJson}, but also undefined if a key occurs twice in one object. */
export function parseUnique(text: string, maxDepth?: number): unknown {
  const value = parseJson(text, maxDepth);
  return value === undefined || repeatsKey(text, value) ? undefined : value;
}

/**
 * Whether an object in a JSON text, whose parsed value is given, has a key twice. `JSON.parse` takes the last one;
 * whatever wrote the text or acts on it may take the other. IAM keeps a policy that repeats a condition operator as it
 * was written: https://github.com/hashicorp/terraform-provider-aws/issues/33026 (2026-11-23).
 */
export function repeatsKey(text: string, value: unknown): boolean {
  return keysWritten(text) > keysHeld(value);
}

export const REPEATED_KEY = "it repeats a key within one object, so which of the two values counts is not known";

/** Counts texts followed by a colon. */
function keysWritten(text: string): number {
  let keys = 0;
  for (let from = text.indexOf('"'); from !== -1;) {
    const after = afterText(text, from + 1);
    if (text.charCodeAt(afterBlanks(text, after)) === 0x3a) keys += 1;
    from = text.indexOf('"', after);
  }
  return keys;
}

function afterText(text: string, from: number): number {
  let end = text.indexOf('"', from);
  while (isEscaped(text, end, from)) end = text.indexOf('"', end + 1);
  return end + 1;
}

function isEscaped(text: string, at: number, from: number): boolean {
  let slashes = 0;
  while (at - slashes > from && text.charCodeAt(at - slashes - 1) === 0x5c) slashes += 1;
  return slashes % 2 === 1;
}

function afterBlanks(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= 0x20) at += 1;
  return at;
}

function keysHeld(value: unknown): number {
  let keys = 0;
  if (Array.isArray(value)) for (const element of value) keys += keysHeld(element);
  if (!isObject(value)) return keys;
  for (const key in value) keys += 1 + keysHeld(value[key]);
  return keys;
}
