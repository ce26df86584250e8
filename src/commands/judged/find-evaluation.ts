import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { neutralize } from "../../diagnostics/neutralize.ts";
import type { Evaluation, Run } from "../../model/run.ts";
import { DIGITS_SHOWN } from "../../report/explain/rule-in-run.ts";
import { misuse } from "../library/choose-rules.ts";

const MOST_NAMED = 5;

/** Matches what may be a fingerprint or the start of one. */
export const FINGERPRINT = /^[0-9a-f]{8,64}$/;

/**
 * The one evaluation whose fingerprint begins with `what`, or the one finding of the rule `what`.
 *
 * @throws {DiagnosticError} if there is none or more than one; for several, it lists the first with their fingerprints.
 */
export function findEvaluation(run: Run, what: string): Evaluation {
  const findings = run.evaluations.filter(({ rule_id, outcome }) => rule_id === what && outcome === "fail");
  const found =
    findings.length > 0 ? findings : run.evaluations.filter(({ fingerprint }) => fingerprint.startsWith(what));
  const [one] = found;
  if (one !== undefined && found.length === 1) return one;
  if (one === undefined) {
    const help = "`demarc explain RULE --run RUN` shows the fingerprints of a rule's findings";
    throw new DiagnosticError([misuse(`the run has no finding of "${neutralize(what)}"`, help)]);
  }
  const named = found.slice(0, MOST_NAMED).map(({ fingerprint, resource }) => {
    return `${fingerprint.slice(0, DIGITS_SHOWN)} (${neutralize(resource.name)})`;
  });
  const help = `give the fingerprint of one: ${named.join(", ")}${found.length > MOST_NAMED ? ", …" : ""}`;
  throw new DiagnosticError([misuse(`"${neutralize(what)}" fits ${found.length} findings`, help)]);
}
