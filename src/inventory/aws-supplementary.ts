import { decodeContainer, decodeEmbedded } from "./aws-embedded.ts";
import { isObject, MAX_EMBEDDED_DEPTH, own } from "./json-text.ts";
import type { JsonObject } from "./json-text.ts";
import { mapMembers } from "./map-members.ts";
import { parseUnique } from "./repeated-key.ts";

/**
 * `supplementaryConfiguration` with every value decoded. `asText` means that the source writes each value as a JSON
 * text (BatchGet, history), so `"true"` is the boolean.
 */
export function decodeSupplementary(value: unknown, asText: boolean): unknown {
  if (typeof value === "string") return decodeSupplementary(decodeContainer(value) ?? null, asText);
  if (!isObject(value)) return value;
  return mapMembers(value, (member, key) => decodeValue(key, member, asText));
}

function decodeValue(key: string, member: unknown, asText: boolean): unknown {
  const decoded = decodeEmbedded(typeof member === "string" ? decodeText(member, asText) : member);
  return key === "AccessControlList" ? withGrantees(decoded) : decoded;
}

function decodeText(text: string, asText: boolean): unknown {
  const container = decodeContainer(text);
  if (container !== undefined) return container;
  if (asText) {
    const value = parseUnique(text, MAX_EMBEDDED_DEPTH);
    return value === undefined ? text : value;
  }
  // CloudFormation::Stack's EnableTerminationProtection is text in every source.
  if (text === "true" || text === "false") return text === "true";
  return text;
}

/** S3 writes a grantee as `{id}` or, for a group, as its bare name. */
function withGrantees(list: unknown): unknown {
  const grants = own(list, "grantList");
  if (!isObject(list) || !Array.isArray(grants)) return list;
  return { ...list, grantList: grants.map((grant) => (isObject(grant) ? withGrantee(grant) : grant)) };
}

function withGrantee(grant: JsonObject): JsonObject {
  const grantee = own(grant, "grantee");
  return typeof grantee === "string" ? { ...grant, grantee: { group: grantee } } : grant;
}
