import type { ResourceDocument } from "../model/resource.ts";
import { OWN_KEYS } from "../model/resource.ts";
import { isObject } from "./json-text.ts";
import type { Looks } from "./looks-like.ts";
import { isReference, isSurelySecret, looksLike } from "./looks-like.ts";
import { mapElements, mapMembers } from "./map-members.ts";
import { isPasswordName, isSecretName } from "./secret-names.ts";
import { secretPaths } from "./secret-paths.ts";

/** What replaces a secret. `length` is in UTF-16 units of the text (of its JSON if it was not text). */
export interface Masked {
  readonly masked: true;
  readonly length: number;
  readonly looks_like: Looks;
}

/** Keys of list elements that hold a name beside a value, in the clouds' spellings. */
const NAMED_VALUES = [
  ["name", "value"],
  ["key", "value"],
  ["parameterKey", "parameterValue"],
  ["parameterName", "parameterValue"],
].flatMap(([name, value]) => [[name!, value!] as const, [capital(name!), capital(value!)] as const]);

/**
 * A copy of the document without its secrets: values at the secret-bearing paths of its type, text under a secret's
 * name at any depth, and text that is plainly a key, a signed token or a connection string, anywhere. Masking twice
 * changes nothing more.
 */
export function maskSecrets(document: ResourceDocument): ResourceDocument {
  const paths = secretPaths(document.type);
  const masked = mapMembers(document, (value, key) => {
    if (OWN_KEYS.includes(key)) return value;
    if (key === "tags") return maskTags(value);
    if (key === "children") return maskChildren(value, document.type);
    const below = paths.filter(([first]) => first === key.toLowerCase()).map((path) => path.slice(1));
    return maskNamed(below.reduce((part, path) => maskAt(part, path), value));
  });
  return masked as ResourceDocument;
}

/** Children are documents, or lists of them, with their own types: `config/web` of a site is a `…/sites/config`. */
function maskChildren(children: unknown, parent: string): unknown {
  if (!isObject(children)) return maskNamed(children);
  return mapMembers(children, (child, name) => {
    const paths = secretPaths(`${parent}/${childType(name)}`);
    const maskChild = (one: unknown): unknown => maskNamed(paths.reduce((part, path) => maskAt(part, path), one));
    return Array.isArray(child) ? mapElements(child, maskChild) : maskChild(child);
  });
}

/** Types and names alternate: `blobservices/default/containers` is of type `blobservices/containers`. */
function childType(name: string): string {
  return name
    .toLowerCase()
    .split("/")
    .filter((_, index) => index % 2 === 0)
    .join("/");
}

/**
 * Replaces text, even `""`, by what it looked like. Null and already masked values stay. `name`: what the value is
 * called.
 */
function mask(value: unknown, name?: string): unknown {
  if (value === null || value === undefined || isMasked(value)) return value;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const looks = looksLike(text);
  const named = looks === "nothing" && name !== undefined && isPasswordName(name) && typeof value === "string";
  return { masked: true, length: text.length, looks_like: named ? "password" : looks } satisfies Masked;
}

function isMasked(value: unknown): boolean {
  return (
    isObject(value) &&
    value["masked"] === true &&
    typeof value["looks_like"] === "string" &&
    typeof value["length"] === "number"
  );
}

/** Masks the value at the end of the path. */
function maskAt(value: unknown, path: readonly string[], name?: unknown): unknown {
  const [step, ...rest] = path;
  const called = typeof name === "string" ? name : undefined;
  if (step === undefined) return mask(value, called);
  if (step === "[]") return Array.isArray(value) ? mapElements(value, (element) => maskAt(element, rest)) : value;
  if (!isObject(value) || isMasked(value)) return value;
  return mapMembers(value, (member, key) => {
    if (step === "{}") return maskAt(member, rest, key);
    return key.toLowerCase() === step ? maskAt(member, rest, nameBeside(value) ?? key) : member;
  });
}

/** What a value in `{name, value}` is called. */
function nameBeside(holder: Readonly<Record<string, unknown>>): string | undefined {
  for (const [nameKey] of NAMED_VALUES) {
    const name = Object.hasOwn(holder, nameKey) ? holder[nameKey] : undefined;
    if (typeof name === "string") return name;
  }
  return undefined;
}

function maskNamed(value: unknown): unknown {
  if (typeof value === "string") return isSurelySecret(value) ? mask(value) : value;
  if (Array.isArray(value)) return mapElements(value, maskNamed);
  if (!isObject(value) || isMasked(value)) return value;
  const secretValue = secretNamedValue(value);
  return mapMembers(value, (member, key) => {
    if (typeof member !== "string") return maskNamed(member);
    const name = key === secretValue?.key ? secretValue.name : key;
    return isSecretName(name) ? maskText(member, name) : maskNamed(member);
  });
}

/** The key of the value in `{name: "DB_PASSWORD", value: "…"}`. */
function secretNamedValue(holder: Readonly<Record<string, unknown>>): { key: string; name: string } | undefined {
  for (const [nameKey, valueKey] of NAMED_VALUES) {
    // Also guards against inherited members, since none has one of these names.
    if (holder[valueKey] === undefined) continue;
    const name = holder[nameKey];
    if (typeof name === "string" && isSecretName(name)) return { key: valueKey, name };
  }
  return undefined;
}

/**
 * Under a secret's name there may be a pointer to the secret, a mere switch, a number of tokens, or the address to ask
 * for one.
 */
function maskText(text: string, name: string): unknown {
  const harmless = text === "" || isReference(text) || /^(?:true|false|https?:\/\/[^\s?@#]+)$/i.test(text);
  return harmless || (/token$/i.test(name) && /^\d{1,7}$/.test(text)) ? text : mask(text, name);
}

/** Tags stay text, because filters and owners match them. */
function maskTags(tags: unknown): unknown {
  if (!isObject(tags)) return tags;
  return mapMembers(tags, (value, key) => {
    if (typeof value !== "string") return value;
    const secret = isSurelySecret(value) || (isSecretName(key) && maskText(value, key) !== value);
    return secret ? "(masked)" : value;
  });
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
