import type { ScanArguments } from "./arguments.ts";
import { assess } from "./assess.ts";
import type { Command } from "./io.ts";
import { declaredReads, declaredWarnings, preceded } from "./declared-reads.ts";
import { expectedPlaces } from "./expected-places.ts";
import { openDress } from "./dress.ts";
import { openGate } from "./gate.ts";
import { log } from "./log.ts";
import { openAttestations } from "./open-attestations.ts";
import { openAsked } from "./open-asked.ts";
import { entriesOf, openSources } from "./open-sources.ts";
import { progressOn } from "./progress.ts";
import { askedTypes } from "./needed-types.ts";
import { retain } from "./retention.ts";
import { writeReport } from "./write-report.ts";

/** Judges files, folders, globs, stdin or a cloud and reports. */
export const run: Command<ScanArguments> = async (args, io) => {
  const asOf = args.asOf ?? io.now();
  const { overrides, longestExemption: longest } = args;
  const otherwise = { ...(overrides && { overrides }), when: { asOf, longest } };
  const { library, rules, owners, said } = await openAsked(args, otherwise, io);
  const config = args.shapedBy["config"] === undefined ? "no demarc.yaml" : "demarc.yaml";
  await log(io, "debug", `${config}; ${rules.length} rules asked as of ${asOf}`);
  const attest = await openAttestations(args.attestations, { library, owners, asOf }, io);
  const gate = await openGate(args, library, asOf, io);
  const dress = await openDress(args, library, io);
  const asked = [...rules, ...(owners?.unitRules ?? []).flatMap((unit) => unit.rules)];
  // Whose a resource is may stand in its document, so where owners are asked for all are read.
  const types = owners ? undefined : askedTypes(rules, library);
  const use = { library, rules: asked, types, progress: args.progress };
  const { pieces, name, tellsProgress } = openSources(args, use, io);
  const progress = progressOn(io.stderr, args.progress && !tellsProgress);
  const retention = await retain(args, rules);
  const declared = declaredReads(args.declareRead, library);
  try {
    const assessed = await assess({
      library,
      rules,
      batches: preceded(declared, entriesOf(pieces)),
      expected: expectedPlaces(args.expected, library),
      warnings: [...args.loosened, ...said, ...declaredWarnings(args.declareRead)],
      asOf,
      maxAge: args.maxAge,
      retention,
      version: io.version,
      scopeName: name,
      ...(owners && { owners }),
      digestInput: args.save !== undefined,
      onProgress: progress.update,
    });
    await progress.done();
    await log(io, "debug", `${assessed.summary.resources} resources read from ${name}`);
    const judging = {
      max_age: args.maxAge,
      declared_reads: declared.map(({ read }) => read),
      unit_rules: (owners?.unitRules ?? []).length > 0,
      types_chosen: types !== undefined,
    };
    const run = gate(attest({ ...assessed, judging, digests: { ...assessed.digests, ...args.shapedBy } }));
    return await writeReport(run, args, library, io, "scan", { dress, retention });
  } finally {
    retention.close();
  }
};
