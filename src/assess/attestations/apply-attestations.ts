import type { CustomerDuty, CustomerDutyState, RunAttestation } from "../../model/attestation.ts";
import type { Evaluation, Run } from "../../model/run.ts";
import { daysBetween } from "../days.ts";
import { createAnswerBacking, isReviewed } from "./answer-backing.ts";
import type { AnswerFacts } from "./answer-backing.ts";
import { MANUAL } from "./read-attestations.ts";
import type { AttestationFile } from "./shape.ts";
import { createSideBacking } from "./side-backing.ts";
import { lastDay, stateOn } from "./validity.ts";

/** Lays attestations over a run: what stands behind what nobody could check, and what they hand back to the customer. */
export function applyAttestations(run: Run, attestations: readonly AttestationFile[], facts: AnswerFacts): Run {
  const records = attestations.map((one) => recordOf(one, facts.day));
  const ofSide = createSideBacking(records, run.parties);
  const ofAnswer = createAnswerBacking(attestations, facts);
  const evaluations = run.evaluations.map((one): Evaluation => {
    if (one.outcome === "manual") return { ...one, attestation: ofAnswer(one) };
    if (one.outcome !== "inherited") return one;
    const { provider, account, region, type } = one.resource;
    const place = { provider, service: facts.serviceOf(provider, type), account, region };
    return { ...one, attestation: ofSide({ ...place, layer: one.responsibility.layer }) };
  });
  const backed = { ...run, evaluations };
  const behind = (word: string): Behind => whatIsBehind(word, backed, records, facts.presentId);
  const withDuties = records.map((record, at): RunAttestation => {
    const duties = attestations[at]!.customer_duties ?? [];
    const settled = duties.map((duty) => ({ ...duty, ...dutyState(duty.satisfied_by.map(behind)) }));
    return { ...record, customer_duties: settled };
  });
  return { ...backed, attestations: withDuties, warnings: [...run.warnings, ...warningsOf(withDuties)] };
}

/** An exception of the issuer that nobody here has accepted, or no longer. */
function isOpenException(
  { accepted_by: by, until }: NonNullable<AttestationFile["exceptions"]>[number],
  day: string,
): boolean {
  return by === undefined || (until !== undefined && daysBetween(day, until) < 0);
}

function recordOf(attestation: AttestationFile, day: string): RunAttestation {
  const {
    id,
    party,
    artifact,
    issuer = null,
    scope = {},
    period,
    bridge = null,
    exceptions = [],
    evidence = {},
  } = attestation;
  const expires = lastDay(attestation);
  return {
    id,
    party,
    artifact,
    issuer,
    scope,
    period,
    expires,
    bridge,
    qualified: exceptions
      .filter((one) => isOpenException(one, day))
      .map(({ layer, text, accepted_by = null, until = null }) => ({ layer, text, accepted_by, until })),
    evidence: {
      sha256: evidence.sha256?.toLowerCase() ?? null,
      location: evidence.location ?? null,
      reviewed_by: evidence.reviewed_by ?? null,
      reviewed_on: evidence.reviewed_on ?? null,
    },
    state: stateOn(attestation, day, expires),
    reviewed: isReviewed(attestation, day),
    customer_duties: [],
  };
}

interface Behind {
  readonly state: CustomerDutyState;
  readonly because: string;
}

const WORST: readonly CustomerDutyState[] = ["uncovered", "not_assessed", "attested", "assessed"];

/** All that a duty names must hold; the worst decides. */
function dutyState(behind: readonly Behind[]): Pick<CustomerDuty, "state" | "because"> {
  const [worst] = behind.toSorted((a, b) => WORST.indexOf(a.state) - WORST.indexOf(b.state));
  return worst ?? { state: "uncovered", because: "nothing is named that would satisfy it" };
}

function whatIsBehind(
  word: string,
  run: Run,
  records: readonly RunAttestation[],
  presentId: (rule: string) => string,
): Behind {
  if (word.startsWith(MANUAL)) {
    const record = records.find(({ id }) => id === word.slice(MANUAL.length));
    if (!record) return { state: "uncovered", because: `no attestation ${word.slice(MANUAL.length)}` };
    if (!record.reviewed) return { state: "uncovered", because: `nobody has read ${record.id}` };
    const holds = record.state !== "expired" && record.state !== "not_yet_valid";
    return { state: holds ? "attested" : "uncovered", because: `${record.id} is ${record.state.replaceAll("_", " ")}` };
  }
  const rule = presentId(word);
  if (!Object.hasOwn(run.summary.by_rule, rule))
    return { state: "uncovered", because: `the rule ${word} was not asked` };
  const { pass, fail, unknown, manual } = run.summary.by_rule[rule]!;
  if (pass + fail > 0) return { state: "assessed", because: `${rule}: ${pass} pass, ${fail} fail` };
  const answered = run.evaluations.some(
    (one) => one.rule_id === rule && (one.attestation?.state === "satisfied" || one.attestation?.state === "expiring"),
  );
  if (answered) return { state: "attested", because: `${rule} was answered by a person` };
  if (unknown + manual > 0) return { state: "not_assessed", because: `${rule}: no pair could be decided` };
  return { state: "uncovered", because: `${rule} met nothing that it asks about` };
}

/** One sentence for each attestation that somebody should look at. */
function warningsOf(records: readonly RunAttestation[]): string[] {
  return records.flatMap(({ id, state, reviewed, expires, customer_duties: duties }) => {
    const bare = duties.filter((duty) => duty.state === "uncovered").map((duty) => duty.id);
    const parts = [
      ...(reviewed ? [] : ["nobody has read it, so it does not count"]),
      ...(state === "expired" ? [`expired on ${expires}`] : []),
      ...(state === "expiring" ? [`expires on ${expires}`] : []),
      ...(bare.length > 0 ? [`hands back ${bare.join(", ")}, and nothing covers that`] : []),
    ];
    return parts.length === 0 ? [] : [`attestation ${id}: ${parts.join("; ")}`];
  });
}
