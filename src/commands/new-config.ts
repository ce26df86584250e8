import { access } from "node:fs/promises";
import { resolve } from "node:path";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { NewConfigArguments } from "./arguments.ts";
import { misuse } from "./choose-rules.ts";
import type { Command } from "./io.ts";
import { writeWhole } from "./write-whole.ts";

const TEXT = `# yaml-language-server: $schema=https://unpkg.com/demarc/schemas/demarc.schema.json
# Options of \`demarc scan\`, under the same names; what the command line and DEMARC_* say comes first.
# Who asks, through what and as whom is never said here.

# What is scanned where the command line names nothing.
sources: [aws]

# The least severity that fails a pipeline: critical, high, medium, low, info or none.
fail_on: low

# Documents that were confirmed longer ago are not judged.
max_age: 7d

# What is accepted or disputed, by whom and until when: demarc new exemption --help
# exemptions: exemptions.yaml
# strict_exemptions: true

# Findings of a saved run that are known: only new and worse ones fail.
# baseline: baseline.run.gz
`;

/** Writes a `demarc.yaml` to begin with, never over another. */
export const run: Command<NewConfigArguments> = async ({ file }, io) => {
  const path = resolve(io.cwd, file);
  const taken = await access(path).then(
    () => true,
    () => false,
  );
  if (taken) throw new DiagnosticError([misuse(`${file} is there already`, "name another with --file, or remove it")]);
  await writeWhole(path, [TEXT]);
  await io.stdout.write(`${file}\nnext: change it, then demarc check ${file}\n`);
  return 0;
};
