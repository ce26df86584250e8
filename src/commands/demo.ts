import { join } from "node:path";
import { readBatches } from "../inventory/read-source.ts";
import type { DemoArguments } from "./arguments/arguments.ts";
import { LONGEST_EXEMPTION_DAYS, MAX_AGE_DAYS } from "./arguments/defaults.ts";
import { assess } from "./judged/assess.ts";
import { openGate } from "./given/gate.ts";
import type { Command } from "./io.ts";
import { openAttestations } from "./given/open-attestations.ts";
import { openAsked } from "./given/open-asked.ts";
import { retain } from "./judged/retention.ts";
import { writeReport } from "./written/write-report.ts";

/** The day the sample estate was "collected": the demo says the same on any day. */
export const DEMO_AS_OF = "2026-11-20T12:00:00Z";

/** Judges the bundled sample estate. Exits 0 and prints what a scan would have returned, unless asked to return that. */
export const run: Command<DemoArguments> = async (args, io) => {
  const estate = join(io.share, "estate");
  const { library, rules, owners } = await openAsked(
    { owners: join(estate, "owners.yaml"), ...args },
    { when: { asOf: DEMO_AS_OF, longest: LONGEST_EXEMPTION_DAYS } },
    io,
  );
  const attestations = args.attestations ?? join(estate, "attestations.yaml");
  const attest = await openAttestations(attestations, { library, owners, asOf: DEMO_AS_OF }, io);
  const exemptions = join(estate, "exemptions.yaml");
  const gate = await openGate(
    { ...args, exemptions, longestExemption: LONGEST_EXEMPTION_DAYS },
    library,
    DEMO_AS_OF,
    io,
  );
  const retention = await retain({ ...args, exemptions, attestations }, rules);
  const assessed = await assess({
    library,
    rules,
    batches: readBatches([estate], { cwd: io.cwd, stdin: null }),
    asOf: DEMO_AS_OF,
    maxAge: MAX_AGE_DAYS,
    retention,
    version: io.version,
    scopeName: "the sample estate",
    digestInput: args.save !== undefined,
    ...(owners && { owners }),
  });
  const judging = {
    max_age: MAX_AGE_DAYS,
    declared_reads: [],
    unit_rules: (owners?.unitRules ?? []).length > 0,
    types_chosen: false,
  };
  const exit = await writeReport(gate(attest({ ...assessed, judging })), args, library, io, "demo", {
    retention,
  });
  return args.exitCode ? exit : 0;
};
