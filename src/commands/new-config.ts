import { resolve } from "node:path";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { NewConfigArguments } from "./arguments/new-arguments.ts";
import { misuse } from "./library/choose-rules.ts";
import type { Command } from "./io.ts";
import { isThere } from "./is-there.ts";
import { schemaComment } from "./written/schema-comment.ts";
import { writeWhole } from "./written/write-whole.ts";

const TEXT = `${schemaComment("config")}# Options of \`demarc scan\` and \`report\`, under the same names; what the command line and DEMARC_* say comes first.
# Who asks, through what and as whom is never said here.

# What is scanned where the command line names nothing.
sources: [aws]

# What should be there: what nothing shows of it is a blind spot.
# expected:
#   - { provider: aws, accounts: ["111122223333"], regions: [eu-west-1] }

# The least severity that fails a pipeline: critical, high, medium, low, info or none.
fail_on: low

# Documents that were confirmed longer ago are not judged.
max_age: 7d

# What is accepted or disputed, by whom and until when: demarc new exemption --help
# exemptions: exemptions.yaml
# strict_exemptions: true

# Findings of a saved run that are known: only new and worse ones fail.
# baseline: baseline.run.gz

# Whose report it is, on the cover and below every page; notes.yaml holds the assessor's own words.
# report:
#   client: Harbour & Finch
#   assessor: A. Assessor Ltd
#   logo: logo.png
#   notes: notes.yaml
#   paper: a4

# How this estate asks single rules: off, on, severity or params, each with a reason that reports say.
# rule_overrides:
#   - { rule: aws-s3-bucket-policy-not-public, severity: critical, reason: "…" }
`;

/** Writes a starter `demarc.yaml`; never overwrites one. */
export const run: Command<NewConfigArguments> = async ({ file }, io) => {
  const path = resolve(io.cwd, file);
  if (await isThere(path))
    throw new DiagnosticError([misuse(`${file} is there already`, "name another with --file, or remove it")]);
  await writeWhole(path, [TEXT]);
  await io.stdout.write(`${file}\nnext: change it, then demarc check ${file}\n`);
  return 0;
};
