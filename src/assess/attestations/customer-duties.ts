import type { CustomerDuty, CustomerDutyState, RunAttestation } from "../../model/attestation.ts";
import type { Run } from "../../model/run.ts";
import { isAnswered } from "./answer-backing.ts";

/** The word before the id of an attestation, where a customer's duty is met by one. */
export const MANUAL = "manual:";

type HandedBack = Pick<CustomerDuty, "id" | "about" | "satisfied_by">;

/** Gives an attestation the duties that it hands back, each with what the run has behind it. */
export function createDutySettler(
  run: Run,
  presentId: (rule: string) => string,
): (attestation: RunAttestation, duties: readonly HandedBack[]) => RunAttestation {
  const behind = (word: string): Behind => whatIsBehind(word, run, presentId);
  return (attestation, duties) => ({
    ...attestation,
    customer_duties: duties.map(({ id, about, satisfied_by }) => ({
      id,
      about,
      satisfied_by,
      ...dutyState(satisfied_by.map(behind)),
    })),
  });
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

function whatIsBehind(word: string, run: Run, presentId: (rule: string) => string): Behind {
  if (word.startsWith(MANUAL)) {
    const record = run.attestations.find(({ id }) => id === word.slice(MANUAL.length));
    if (!record) return { state: "uncovered", because: `no attestation ${word.slice(MANUAL.length)}` };
    if (!record.reviewed) return { state: "uncovered", because: `nobody has read ${record.id}` };
    const [excepted] = record.qualified;
    if (excepted) return { state: "uncovered", because: `${record.id} is qualified for ${excepted.layer}` };
    const holds = record.state !== "expired" && record.state !== "not_yet_valid";
    return { state: holds ? "attested" : "uncovered", because: `${record.id} is ${record.state.replaceAll("_", " ")}` };
  }
  const rule = presentId(word);
  if (!Object.hasOwn(run.summary.by_rule, rule))
    return { state: "uncovered", because: `the rule ${word} was not asked` };
  const { pass, fail, unknown, manual } = run.summary.by_rule[rule]!;
  if (pass + fail > 0) return { state: "assessed", because: `${rule}: ${pass} pass, ${fail} fail` };
  const answered = run.evaluations.filter((one) => one.rule_id === rule && isAnswered(one)).length;
  if (answered > 0 && answered === manual && unknown === 0)
    return { state: "attested", because: `${rule} was answered by a person` };
  if (answered > 0) return { state: "not_assessed", because: `${rule}: ${answered} of ${manual + unknown} answered` };
  if (unknown + manual > 0) return { state: "not_assessed", because: `${rule}: no pair could be decided` };
  return { state: "uncovered", because: `${rule} met nothing that it asks about` };
}
