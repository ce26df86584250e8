import type { Overrides } from "../assess/overrides/shape.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { neutralize } from "../diagnostics/neutralize.ts";
import { readBatches } from "../inventory/read-source.ts";
import type { Run } from "../model/run.ts";
import { firstDifference } from "../report/first-difference.ts";
import { assess } from "./assess.ts";
import { misuse } from "./choose-rules.ts";
import { preceded } from "./declared-reads.ts";
import type { Io } from "./io.ts";
import { typesOfFew } from "./needed-types.ts";
import { openAsked } from "./open-asked.ts";
import { retainAll } from "./retention.ts";

export interface Verification {
  readonly snapshot: string;
  /** Folders of people's own rules. */
  readonly rules: readonly string[];
  /** `owners.yaml`, of which the rules of single units shape a judgement. */
  readonly owners?: string;
  /** What `demarc.yaml` says otherwise than the rules. */
  readonly overrides?: Overrides;
}

const LONGEST_DAYS = 365;

/**
 * Judges the snapshot again as the run was judged: 0 and "identical", or 1 and the first pair that differs.
 *
 * @throws {DiagnosticError} where the run does not say how it was judged, or by a file that was not named.
 */
export async function verify(
  run: Run,
  { snapshot, rules: folders, owners: file, overrides }: Verification,
  io: Io,
): Promise<number> {
  const { judging } = run;
  if (judging === undefined || run.digests["input"] === undefined) {
    const help = "make it with this version of demarc: scan SNAPSHOT --save RUN";
    throw new DiagnosticError([misuse("the run does not say what it was judged from, so it cannot be verified", help)]);
  }
  if (judging.unit_rules && file === undefined)
    throw new DiagnosticError([
      misuse("the run was judged by rules of single units too", "name the file they stand in: --owners owners.yaml"),
    ]);
  const ids = run.rules.map(({ id }) => id);
  const choice = { rules: folders, rule: ids, layer: [], type: [], framework: [], requireEvidence: false };
  const { library, rules, owners } = await openAsked(
    { ...choice, ...(file !== undefined && { owners: file }) },
    { when: { asOf: run.as_of, longest: LONGEST_DAYS }, ...(overrides && { overrides }) },
    io,
  );
  const types = judging.types_chosen ? typesOfFew(rules, library) : undefined;
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
  const difference = firstDifference(run, again);
  const sameInput = run.digests["input"] === again.digests["input"];
  const words =
    difference === undefined
      ? `identical: ${run.summary.pairs} pairs judged again, as of ${run.as_of}, by the same rules from the same input`
      : `different: ${neutralize(difference)}${sameInput ? "" : "; the input is not the one that was judged"}`;
  await io.stdout.write(`${words}\n`);
  return difference === undefined ? 0 : 1;
}
