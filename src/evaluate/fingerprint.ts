import { hash } from "node:crypto";
import type { Evidence } from "../model/run.ts";

const FINGERPRINT_VERSION = "demarc/v1";

export interface FingerprintParts {
  /** The id the rule was first published under. */
  readonly firstRuleId: string;
  readonly provider: string;
  readonly account: string;
  readonly region: string;
  /** Canonical id of the resource; for a placeholder, what the blind spot covers. */
  readonly id: string;
}

/** Stable id of one rule on one resource: 64 hex digits. Wording, order, time and severity do not affect it. */
export function fingerprint({ firstRuleId, provider, account, region, id }: FingerprintParts): string {
  return sha256([FINGERPRINT_VERSION, firstRuleId, provider, account, region, id].join("\n"));
}

/**
 * Digest of the facts that made a rule fail: the sorted (path without list positions, value) pairs. A reordered list is
 * not a new fact, nor are object members in another order, or null where another source omits them; a worse value is.
 */
export function factsDigest(evidence: readonly Evidence[]): string {
  const facts = evidence.map(factText);
  return sha256(facts.length === 1 ? facts[0]! : [...new Set(facts)].toSorted().join("\n"));
}

function factText({ path, state, seen, resource = "" }: Evidence): string {
  const place = path.includes("[") ? path.replace(/\[\d+\]/g, "[]") : path;
  return JSON.stringify([resource, place, state, state === "none_found" ? null : ordered(seen ?? null)]);
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const members = new Map(Object.entries(value).filter(([, member]) => member !== null));
  return Object.fromEntries([...members.keys()].toSorted().map((key) => [key, ordered(members.get(key))]));
}

function sha256(text: string): string {
  // One call, because creating, updating and digesting a hash object costs three times as much for such a short text.
  return hash("sha256", text);
}
