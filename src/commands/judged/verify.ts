import type { Overrides } from "../../assess/overrides/shape.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { neutralize } from "../../diagnostics/neutralize.ts";
import { readBatches } from "../../inventory/read-source.ts";
import type { Run } from "../../model/run.ts";
import { firstDifference } from "../../report/first-difference.ts";
import { LAID_OVER, type LaidOver } from "../../report/laid-over.ts";
import type { DutyChoice, GateChoice, GateFiles } from "../arguments/arguments.ts";
import { assess } from "./assess.ts";
import { misuse } from "../library/choose-rules.ts";
import { preceded } from "../sources/declared-reads.ts";
import { openGate } from "../given/gate.ts";
import type { Io } from "../io.ts";
import { askedTypes } from "../sources/needed-types.ts";
import { openAsked } from "../given/open-asked.ts";
import { openAttestations } from "../given/open-attestations.ts";
import { retainAll } from "./retention.ts";

export interface Verification extends GateChoice, GateFiles, Pick<DutyChoice, "owners" | "attestations"> {
  readonly snapshot: string;
  /** Folders of custom rules. */
  readonly rules: readonly string[];
  /** What `demarc.yaml` overrides in the rules. */
  readonly overrides?: Overrides;
}

/**
 * Judges the snapshot again in the way the run was judged. Returns 0 and prints "identical", or returns 1 and prints the
 * first pair that differs. Exemptions and other files that were applied to the run are applied again if they are named;
 * those that are not named are left out, which is printed too.
 *
 * @throws {DiagnosticError} if the run does not say how it was judged, or if it was judged with a file that is not named.
 */
export async function verify(run: Run, verification: Verification, io: Io): Promise<number> {
  const { snapshot, rules: folders, owners: file, overrides } = verification;
  const { judging } = run;
  if (judging === undefined || run.digests["input"] === undefined) {
    const help = "make it with this version of demarc: scan SNAPSHOT --save RUN";
    throw new DiagnosticError([misuse("the run does not say what it was judged from, so it cannot be verified", help)]);
  }
  if (judging.unit_rules && file === undefined)
    throw new DiagnosticError([
      misuse("the run was judged by rules of single units too", "name their file: --owners owners.yaml"),
    ]);
  const ids = run.rules.map(({ id }) => id);
  const choice = { rules: folders, rule: ids, layer: [], type: [], framework: [], requireEvidence: false };
  const { library, rules, owners } = await openAsked(
    { ...choice, ...(file !== undefined && { owners: file }) },
    { when: { asOf: run.as_of, longest: verification.longestExemption }, ...(overrides && { overrides }) },
    io,
  );
  const attest = await openAttestations(verification.attestations, { library, owners, asOf: run.as_of }, io);
  const gate = await openGate(verification, library, run.as_of, io);
  const types = judging.types_chosen ? askedTypes(rules, library) : undefined;
  const batches = readBatches([snapshot], { cwd: io.cwd, stdin: null, ...(types && { types }) });
  const again = await assess({
    library,
    rules,
    batches: preceded(
      judging.declared_reads.map((read) => ({ read })),
      batches,
    ),
    expected: run.scope.expected ?? [],
    asOf: run.as_of,
    maxAge: judging.max_age,
    retention: retainAll("all"),
    version: io.version,
    scopeName: run.scope.name,
    digestInput: true,
    ...(owners && { owners }),
  });
  const laid = LAID_OVER.filter((one) => verification[one] !== undefined);
  const difference = firstDifference(run, gate(attest(again)), laid);
  const sameInput = run.digests["input"] === again.digests["input"];
  const words =
    difference === undefined
      ? `identical: ${run.summary.pairs} pairs judged again, as of ${run.as_of}, by the same rules from the same input${asideOf(run, laid)}`
      : `different: ${neutralize(difference)}${sameInput ? "" : "; the input is not the one that was judged"}${configOf(run, overrides)}`;
  await io.stdout.write(`${words}\n`);
  return difference === undefined ? 0 : 1;
}

/** Names the files that shaped the run beside its judgement and were not compared. */
function asideOf({ digests }: Run, laid: readonly LaidOver[]): string {
  const aside = LAID_OVER.filter((one) => digests[one] !== undefined && !laid.includes(one));
  const options = aside.map((one) => `--${one}`).join(", ");
  return aside.length === 0 ? "" : `; left aside: ${aside.join(", ")}, to be named with ${options}`;
}

function configOf({ digests }: Run, overrides: Overrides | undefined): string {
  if (digests["config"] === undefined || overrides !== undefined) return "";
  return "; the run was made with a demarc.yaml, whose overrides --config-from lays over it again";
}
