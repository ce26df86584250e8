import type { Note } from "../../model/note.ts";
import type { BlindSpot, Scope } from "../../model/resource.ts";
import type { EstatePart, EvaluatedResource, Evaluation, Evidence, Judging, Run, RunSummary } from "../../model/run.ts";
import { compareEvaluations } from "../order.ts";
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
  // Key by key: what is new in a run must not go through unseen.
  return {
    tool,
    as_of,
    digests,
    rules,
    scope: redactScope(run.scope, words),
    ...(run.judging && { judging: redactJudging(run.judging, words) }),
    // In a new order: the old one is that of the names.
    evaluations: run.evaluations.map((one) => redactEvaluation(one, words)).toSorted(compareEvaluations),
    blind_spots: run.blind_spots.map((spot) => redactBlindSpot(spot, words)),
    exemptions: run.exemptions.map((one) => redactExemption(one, words)),
    ...(baseline && {
      baseline: {
        ...baseline,
        scope: words.text(baseline.scope),
        fixed: baseline.fixed.map(({ resource, fingerprint, ...rest }) => ({
          ...rest,
          resource: redactResource(resource, words),
          fingerprint: words.rekeyed(fingerprint),
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
    // Of the cloud for all its customers: it names nobody.
    ...(provider_words && { provider_words }),
    summary: redactSummary(run.summary, words),
    warnings: run.warnings.map(words.text),
  };
}

function redactJudging(judging: Judging, words: Words): Judging {
  const reads = judging.declared_reads.map((read) => ({ ...read, account: words.account(read.account) }));
  return { ...judging, declared_reads: reads };
}

function redactPart({ unit, accounts, ...part }: EstatePart, words: Words): EstatePart {
  return {
    ...part,
    unit: unit === null ? null : words.unit(unit),
    accounts: accounts.map(words.account).toSorted(),
  };
}

function redactScope({ name, expected }: Scope, words: Words): Scope {
  return {
    name: words.text(name),
    ...(expected && { expected: expected.map((part) => ({ ...part, account: words.account(part.account) })) }),
  };
}

function redactResource(resource: EvaluatedResource, words: Words): EvaluatedResource {
  const { id, name, account } = resource;
  if (id === "organization") return resource;
  const pseudonym = words.resource(resource);
  return {
    ...resource,
    account: words.account(account),
    id: id === null ? null : pseudonym,
    name: name === "" ? "" : pseudonym,
  };
}

function redactEvaluation(one: Evaluation, words: Words): Evaluation {
  const { resource, owner, responsibility, evidence, attestation, exemption, fingerprint, facts_digest: facts } = one;
  const { decided_by: decided } = responsibility;
  const accepted = one.accepted_blind_spot;
  return {
    ...one,
    resource: redactResource(resource, words),
    owner: {
      id: words.owner(owner.id),
      because: words.text(owner.because),
      unit: owner.unit === null ? null : words.unit(owner.unit),
    },
    responsibility: {
      ...responsibility,
      decided_by: { ...decided, value: words.value(decided.value), why: words.text(decided.why) },
    },
    evidence: evidence.map((fact) => redactEvidence(fact, words)),
    fingerprint: words.rekeyed(fingerprint),
    facts_digest: facts === null ? null : words.rekeyed(facts),
    ...(attestation && {
      attestation: { ...attestation, id: attestation.id === null ? null : words.text(attestation.id) },
    }),
    ...(exemption && { exemption: redactCarried(exemption, words) }),
    ...(accepted !== undefined && { accepted_blind_spot: words.text(accepted) }),
  };
}

function redactEvidence(fact: Evidence, words: Words): Evidence {
  const { because, resource, call } = fact;
  return {
    ...fact,
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
    ...spot,
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
  const owners = Object.entries(summary.by_owner).map(([id, counts]) => [words.owner(id), counts] as const);
  return { ...summary, accounts: Object.fromEntries(accounts), by_owner: Object.fromEntries(owners) };
}
