import { neutralize } from "../diagnostics/neutralize.ts";
import { readBatches } from "../inventory/read-source.ts";
import type { Library } from "../model/library.ts";
import type { Run } from "../model/run.ts";
import { firstDifference } from "../report/first-difference.ts";
import { assess } from "./assess.ts";
import type { Io } from "./io.ts";
import { retainAll } from "./retention.ts";

export interface Verification {
  readonly library: Library;
  readonly snapshot: string;
  /** Days. */
  readonly maxAge: number;
}

/** Judges the snapshot again as the run was judged: 0 and "identical", or 1 and the first pair that differs. */
export async function verify(run: Run, { library, snapshot, maxAge }: Verification, io: Io): Promise<number> {
  const ids = new Set(run.rules.map(({ id }) => id));
  const again = await assess({
    library,
    rules: library.rules.filter(({ id }) => ids.has(id)),
    batches: readBatches([snapshot], { cwd: io.cwd, stdin: null }),
    asOf: run.as_of,
    maxAge,
    retention: retainAll("all"),
    version: io.version,
    scopeName: run.scope.name,
  });
  const difference = firstDifference(run, again);
  const words =
    difference === undefined
      ? `identical: ${run.summary.pairs} pairs judged again, as of ${run.as_of}, by the same rules`
      : `different: ${neutralize(difference)}`;
  await io.stdout.write(`${words}\n`);
  return difference === undefined ? 0 : 1;
}
