import type { EvaluatedResource, Evaluation, Evidence } from "../model/run.ts";
import { canonicalJson, quoted, type Layout } from "./canonical.ts";
import { ofEach, remembered, REMEMBERED_OF_A_RULE } from "./remembered.ts";

type Write<Value> = (value: Value) => string;

/**
 * Writes evaluations, many of them, each as `canonicalJson` would. What one has in common with the one before it, or with
 * the last of its rule, is the very same object and written once: so they come as they are judged or as reports list them.
 */
export function createEvaluationWriter(layout: Layout): Write<Evaluation> {
  const { inner } = layout;
  const json = (value: unknown): string => canonicalJson(value, inner);
  const facts = inOnePiece(createEvidenceWriter(inner));
  const resource = remembered(inOnePiece(createResourceWriter(inner)), 1);
  const owner = remembered(inOnePiece(json), 1);
  const evidence = ofEach((_rule: string) => remembered(facts, REMEMBERED_OF_A_RULE));
  const responsibility = ofEach((_rule: string) => remembered(inOnePiece(json), REMEMBERED_OF_A_RULE));
  return writerOf<Evaluation>(layout, {
    rule_id: (one) => quoted(one.rule_id),
    outcome: (one) => quoted(one.outcome),
    reason: (one) => quoted(one.reason),
    severity: (one) => quoted(one.severity),
    resource: (one) => resource(one.resource),
    responsibility: (one) => responsibility(one.rule_id)(one.responsibility),
    owner: (one) => owner(one.owner),
    attestation: (one) => optional(one.attestation, json),
    evidence: (one) => evidence(one.rule_id)(one.evidence),
    witness: (one) => optional(one.witness, json),
    fingerprint: (one) => quoted(one.fingerprint),
    facts_digest: (one) => (one.facts_digest === null ? "null" : quoted(one.facts_digest)),
    exemption: (one) => optional(one.exemption, json),
    accepted_blind_spot: (one) => optional(one.accepted_blind_spot, quoted),
    baseline: (one) => optional(one.baseline, quoted),
  });
}

/**
 * Gives texts of one piece. The engine keeps a text that was put together as a tree of its parts, and walks through it
 * whenever it becomes part of another.
 */
function inOnePiece<Value>(write: Write<Value>): Write<Value> {
  return (value) => Buffer.from(write(value)).toString();
}

function createResourceWriter(layout: Layout): Write<EvaluatedResource> {
  return writerOf<EvaluatedResource>(layout, {
    provider: (one) => quoted(one.provider),
    account: (one) => quoted(one.account),
    region: (one) => quoted(one.region),
    type: (one) => quoted(one.type),
    id: (one) => (one.id === null ? "null" : quoted(one.id)),
    name: (one) => quoted(one.name),
    source: (one) => optional(one.source, quoted),
    confirmed_at: (one) => optional(one.confirmed_at, quoted),
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
    .map((key) => {
      const label = `${quoted(key)}${colon}`;
      return { first: before + label, further: between + label, write: members[key as keyof Value] };
    });
  return (value) => {
    let text = "";
    for (const { first, further, write } of parts) {
      const written = write(value);
      if (written !== undefined) text += (text === "" ? first : further) + written;
    }
    return `{${text}${after}}`;
  };
}

function optional<Value>(value: Value | undefined, write: Write<Value>): string | undefined {
  return value === undefined ? undefined : write(value);
}
