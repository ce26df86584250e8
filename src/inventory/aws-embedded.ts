import { isObject, MAX_EMBEDDED_DEPTH, own } from "./json-text.ts";
import { mapElements, mapMembers } from "./map-members.ts";
import { parseUnique } from "./repeated-key.ts";

/**
 * Keys under which AWS Config keeps JSON as text, in lower case, as seen in real items (the awslabs rdk examples and
 * recorded replies, read 2026-11-21). Text that is not JSON, or repeats a key, stays text.
 */
const JSON_TEXT_KEYS = new Set([
  "accesspolicies",
  "accesspolicy",
  "assumerolepolicydocument",
  "bucketpolicy",
  "deliverypolicy",
  "document",
  "effectivedeliverypolicy",
  "filterpolicy",
  "keypolicy",
  "lifecyclepolicytext",
  "policy",
  "policydocument",
  "policytext",
  "redriveallowpolicy",
  "redrivepolicy",
  "registrypolicytext",
  "repositorypolicytext",
  "resourcepolicy",
]);

/** Returns a copy of `value` in which the texts under the keys above are decoded. */
export function decodeEmbedded(value: unknown): unknown {
  if (Array.isArray(value)) return mapElements(value, decodeEmbedded);
  return isObject(value) ? mapMembers(value, decodeMember) : value;
}

function decodeMember(member: unknown, key: string): unknown {
  if (typeof member !== "object" && typeof member !== "string") return member;
  if (!JSON_TEXT_KEYS.has(key.toLowerCase())) return decodeEmbedded(member);
  if (typeof member === "string") return decodeContainer(member) ?? member;
  // The console shows a policy document as a list of one.
  if (Array.isArray(member) && member.length === 1 && own(member[0], "Statement") !== undefined) return member[0];
  return decodeEmbedded(member);
}

/** The object or list in a text, including URL-encoded and nested text; undefined if it holds neither. */
export function decodeContainer(text: string): unknown {
  let value: unknown = text;
  for (let layers = 0; layers < 3 && typeof value === "string"; layers++) {
    const trimmed: string = value.trim();
    if (/^[[{"]/.test(trimmed)) value = parseUnique(trimmed, MAX_EMBEDDED_DEPTH);
    else if (/^%(?:7b|5b|22|0a|20)/i.test(trimmed)) value = urlDecoded(trimmed);
    else return undefined;
  }
  return typeof value === "object" && value !== null ? value : undefined;
}

function urlDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
