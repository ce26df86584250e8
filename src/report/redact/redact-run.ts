import { compareKeys } from "../../model/compare-text.ts";
import type { Note } from "../../model/note.ts";
import type { BlindSpot, Scope } from "../../model/resource.ts";
import type {
  EstatePart,
  EvaluatedResource,
  Evaluation,
  Evidence,
  Judging,
  PairCounts,
  Run,
  RunSummary,
} from "../../model/run.ts";
import type { Witness } from "../../model/witness.ts";
import { OUTCOMES } from "../../model/words.ts";
import { compareEvaluations } from "../order.ts";
import { ofEach } from "../remembered.ts";
import { kept } from "./kept.ts";
import { redactAttestation, redactCarried, redactExemption, redactNote, redactParty } from "./people.ts";
import { type RedactOptions, type Words, wordsOf } from "./words.ts";

export interface Redact {
  readonly run: (run: Run) => Run;
  readonly notes: (notes: readonly Note[]) => readonly Note[];
  /** The name of a party as the redacted runs have it. */
  readonly owner: (id: string) => string;
}

/** Pseudonyms for every name in the runs, consistent across them. Counts, outcomes, regions, types and rules stay. */
export function createRedact(runs: readonly Run[], options: RedactOptions): Redact {
  const words = wordsOf(runs, options);
  return {
    run: (run) => redactRun(run, words),
    notes: (notes) => notes.map((note) => redactNote(note, words)),
    owner: words.owner,
  };
}

function redactRun(run: Run, words: Words): Run {
  const { tool, as_of, digests, rules, baseline, provider_words } = run;
  const shared = redactShared(words);
  // Key by key: what is new in a run must not go through unseen.
  return {
    tool,
    as_of,
    digests,
    rules,
    scope: redactScope(run.scope, words),
    ...(run.judging && { judging: redactJudging(run.judging, words) }),
    // In a new order: the old one is that of the names.
    evaluations: run.evaluations.map((one) => redactEvaluation(one, words, shared)).toSorted(compareEvaluations),
    blind_spots: run.blind_spots.map((spot) => redactBlindSpot(spot, words)),
    exemptions: run.exemptions.map((one) => redactExemption(one, words)),
    ...(baseline && {
      baseline: {
        ...kept(baseline, "as_of", "not_judged"),
        scope: words.text(baseline.scope),
        fixed: baseline.fixed.map((one) => ({
          ...kept(one, "rule_id", "severity"),
          resource: redactResource(one.resource, words),
          fingerprint: words.rekeyed(one.fingerprint),
        })),
      },
    }),
    estate: run.estate.map((part) => redactPart(part, words)),
    parties: run.parties.map((party) => redactParty(party, words)),
    units: run.units.map(({ id, accountable }) => ({
      id: words.unit(id),
      ...(accountable !== undefined && { accountable: words.owner(accountable) }),
    })),
    attestations: run.attestations.map((one) => redactAttestation(one, words)),
    // Defined by the cloud for all customers; an assignment may have a name that somebody chose.
    ...(provider_words && {
      provider_words: provider_words.map(({ initiative, ...word }) => ({
        ...word,
        ...(initiative !== undefined && { initiative: words.text(initiative) }),
      })),
    }),
    summary: redactSummary(run.summary, words),
    warnings: run.warnings.map(words.text),
  };
}

function redactJudging(judging: Judging, words: Words): Judging {
  const reads = judging.declared_reads.map((read) => ({
    ...kept(read, "provider", "region", "type", "at"),
    call: words.text(read.call),
    account: words.account(read.account),
  }));
  return { ...kept(judging, "max_age", "unit_rules", "types_chosen"), declared_reads: reads };
}

function redactPart(part: EstatePart, words: Words): EstatePart {
  const { unit, accounts } = part;
  return {
    ...kept(part, "provider", "type", "service", "resources", "regions", "layers"),
    unit: unit === null ? null : words.unit(unit),
    accounts: accounts.map(words.account).toSorted(),
  };
}

function redactScope(scope: Scope, words: Words): Scope {
  const { name, expected } = scope;
  return {
    ...kept(scope, "partial"),
    name: words.text(name),
    ...(expected && {
      expected: expected.map((part) => ({
        ...kept(part, "provider", "regions"),
        account: words.account(part.account),
      })),
    }),
  };
}

function redactResource(resource: EvaluatedResource, words: Words): EvaluatedResource {
  const { id, name, account } = resource;
  if (id === "organization") return resource;
  const pseudonym = words.resource(resource);
  return {
    ...kept(resource, "provider", "region", "type"),
    account: words.account(account),
    id: id === null ? null : pseudonym,
    name: name === "" ? "" : pseudonym,
  };
}

/** What evaluations share is redacted once, and they share what comes of it. */
interface SharedParts {
  readonly resource: (resource: EvaluatedResource) => EvaluatedResource;
  readonly owner: (owner: Evaluation["owner"]) => Evaluation["owner"];
  readonly responsibility: (one: Evaluation["responsibility"]) => Evaluation["responsibility"];
  readonly evidence: (evidence: Evaluation["evidence"]) => Evaluation["evidence"];
}

function redactShared(words: Words): SharedParts {
  return {
    resource: ofEach((resource) => redactResource(resource, words)),
    owner: ofEach(({ id, because, unit }) => ({
      id: words.owner(id),
      because: words.text(because),
      unit: unit === null ? null : words.unit(unit),
    })),
    responsibility: ofEach((one) => redactResponsibility(one, words)),
    evidence: ofEach((evidence) => evidence.map((fact) => redactEvidence(fact, words))),
  };
}

function redactEvaluation(one: Evaluation, words: Words, shared: SharedParts): Evaluation {
  const { attestation, exemption, witness, facts_digest: facts, accepted_blind_spot: accepted, baseline } = one;
  // Written out: an object made by spreading another is several times as large, and there may be a million.
  return {
    rule_id: one.rule_id,
    outcome: one.outcome,
    reason: one.reason,
    severity: one.severity,
    resource: shared.resource(one.resource),
    owner: shared.owner(one.owner),
    responsibility: shared.responsibility(one.responsibility),
    evidence: shared.evidence(one.evidence),
    fingerprint: words.rekeyed(one.fingerprint),
    facts_digest: facts === null ? null : words.rekeyed(facts),
    ...(baseline !== undefined && { baseline }),
    ...(attestation && {
      attestation: { ...kept(attestation, "state"), id: attestation.id === null ? null : words.text(attestation.id) },
    }),
    ...(exemption && { exemption: redactCarried(exemption, words) }),
    ...(witness && { witness: witness.map((said) => redactWitness(said, words)) }),
    ...(accepted !== undefined && { accepted_blind_spot: words.text(accepted) }),
  };
}

function redactResponsibility(one: Evaluation["responsibility"], words: Words): Evaluation["responsibility"] {
  const { path, value, why } = one.decided_by;
  return {
    ...kept(one, "party", "layer", "service_model", "claim", "assumed"),
    decided_by: {
      ...kept(one.decided_by, "step", "sources"),
      path: path === null ? null : words.text(path),
      value: words.value(value),
      why: words.text(why),
    },
  };
}

function redactWitness(said: Witness, words: Words): Witness {
  return { ...kept(said, "outcome", "at"), source: words.text(said.source), says: words.text(said.says) };
}

function redactEvidence(fact: Evidence, words: Words): Evidence {
  const { because, resource, call } = fact;
  return {
    ...kept(fact, "state", "at"),
    path: words.text(fact.path),
    seen: words.value(fact.seen),
    wanted: words.text(fact.wanted),
    ...(because !== undefined && { because: words.text(because) }),
    ...(resource !== undefined && { resource: words.text(resource) }),
    ...(call !== undefined && { call: words.text(call) }),
  };
}

function redactBlindSpot(spot: BlindSpot, words: Words): BlindSpot {
  const { account, call, code, message, help, file } = spot;
  return {
    ...kept(spot, "provider", "region", "types", "reason", "line"),
    message: words.text(message),
    ...(account !== undefined && { account: words.account(account) }),
    ...(call !== undefined && { call: words.text(call) }),
    ...(code !== undefined && { code: words.text(code) }),
    ...(help !== undefined && { help: words.text(help) }),
    ...(file !== undefined && { file: words.nameOf("file", file) }),
  };
}

function redactSummary(summary: RunSummary, words: Words): RunSummary {
  const accounts = Object.entries(summary.accounts).map(
    ([provider, ids]) => [provider, ids.map(words.account).toSorted()] as const,
  );
  const owners = Object.entries(summary.by_owner).map(
    ([id, counts]) => [words.owner(id), redactCounts(counts, words)] as const,
  );
  return {
    ...kept(summary, "resources", "resources_without_rules", "skipped", "age_unknown"),
    ...kept(summary, "exempted", "disputed", "unknown_accepted", "witness"),
    ...redactCounts(summary, words),
    accounts: Object.fromEntries(accounts),
    by_owner: Object.fromEntries(owners),
  };
}

function redactCounts(counts: PairCounts, words: Words): PairCounts {
  const byAccount = Object.entries(counts.by_account).map(([provider, accounts]) => {
    const named = Object.entries(accounts).map(([id, own]) => [words.account(id), own] as const);
    return [provider, Object.fromEntries(named.toSorted(compareKeys))] as const;
  });
  return {
    ...kept(counts, ...OUTCOMES, "pairs", "fail_by_severity", "unknown_by_severity"),
    ...kept(counts, "by_party", "by_layer", "by_rule", "party_blind"),
    by_account: Object.fromEntries(byAccount),
  };
}
