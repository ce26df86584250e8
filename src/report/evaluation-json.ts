import type { Evaluation, Evidence } from "../model/run.ts";
import { canonicalJson, quoted, type Layout } from "./canonical.ts";

type Write<Value> = (value: Value) => string;

/**
 * Writes evaluations, many of them, each as `canonicalJson` would. What one has in common with the one before it, or with
 * the last of its rule, is the very same object and written once: so they come as they are judged or as reports list them.
 */
export function createEvaluationWriter(layout: Layout): Write<Evaluation> {
  const { inner } = layout;
  const json = (value: unknown): string => canonicalJson(value, inner);
  const resource = lastOf(json);
  const owner = lastOf(json);
  const evidence = createEvidenceWriter(inner);
  /** By rule. */
  const responsibilities = new Map<string, Write<object>>();
  const responsibility = (rule: string): Write<object> => {
    let write = responsibilities.get(rule);
    if (!write) responsibilities.set(rule, (write = lastOf(json)));
    return write;
  };
  return writerOf<Evaluation>(layout, {
    rule_id: (one) => quoted(one.rule_id),
    outcome: (one) => quoted(one.outcome),
    reason: (one) => quoted(one.reason),
    severity: (one) => quoted(one.severity),
    resource: (one) => resource(one.resource),
    responsibility: (one) => responsibility(one.rule_id)(one.responsibility),
    owner: (one) => owner(one.owner),
    attestation: (one) => optional(one.attestation, json),
    evidence: (one) => evidence(one.evidence),
    witness: (one) => optional(one.witness, json),
    fingerprint: (one) => quoted(one.fingerprint),
    facts_digest: (one) => json(one.facts_digest),
    exemption: (one) => optional(one.exemption, json),
    accepted_blind_spot: (one) => optional(one.accepted_blind_spot, quoted),
    baseline: (one) => optional(one.baseline, quoted),
  });
}

function createEvidenceWriter(layout: Layout): Write<readonly Evidence[]> {
  const { before, between, after, inner } = layout;
  const json = (value: unknown): string => canonicalJson(value, inner.inner);
  const fact = writerOf<Evidence>(inner, {
    path: (one) => quoted(one.path),
    seen: (one) => optional(one.seen, json),
    state: (one) => quoted(one.state),
    wanted: (one) => quoted(one.wanted),
    because: (one) => optional(one.because, quoted),
    resource: (one) => optional(one.resource, quoted),
    call: (one) => optional(one.call, quoted),
    at: (one) => optional(one.at, quoted),
  });
  return (facts) => (facts.length === 0 ? "[]" : `[${before}${facts.map(fact).join(between)}${after}]`);
}

/** How each member is written; undefined: it is not there. */
type Members<Value> = { readonly [Key in keyof Required<Value>]: (value: Value) => string | undefined };

function writerOf<Value>({ before, between, after, colon }: Layout, members: Members<Value>): Write<Value> {
  const parts = Object.keys(members)
    .toSorted()
    .map((key) => ({ label: `${quoted(key)}${colon}`, write: members[key as keyof Value] }));
  return (value) => {
    let text = "";
    for (const { label, write } of parts) {
      const written = write(value);
      if (written !== undefined) text += (text === "" ? before : between) + label + written;
    }
    return `{${text}${after}}`;
  };
}

function optional<Value>(value: Value | undefined, write: Write<Value>): string | undefined {
  return value === undefined ? undefined : write(value);
}

function lastOf<Value extends object>(write: Write<Value>): Write<Value> {
  let last: Value | undefined;
  let text = "";
  return (value) => {
    if (value === last) return text;
    last = value;
    return (text = write(value));
  };
}
