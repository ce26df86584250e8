import { join } from "node:path";
import { z } from "zod";
import type { Rule } from "../model/rule.ts";
import type { WitnessChecks } from "../model/witness.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { checkShape } from "../source/shape.ts";
import { nodeAt } from "../source/source-node.ts";
import { isYaml } from "./source-files.ts";
import type { SourceFiles } from "./source-files.ts";

const ONE_OR_MORE = z.union([z.string(), z.array(z.string()).min(1)]);
const WITNESSES_SHAPE = z.strictObject({ checks: z.record(z.string(), ONE_OR_MORE) });

/** `witnesses/PROVIDER.yaml`: which checks of others ask the same as which rules, all of which must be there. */
export async function loadWitnesses(
  dir: string,
  listed: readonly string[],
  files: SourceFiles,
  rules: readonly Rule[],
): Promise<WitnessChecks> {
  const witnesses: Record<string, Record<string, readonly string[]>> = {};
  const known = new Set(rules.map(({ id }) => id));
  for (const path of listed.filter((file) => file.startsWith("witnesses/") && isYaml(file))) {
    const { node, reporter } = await files.yaml(join(dir, path));
    const file = node && checkShape(WITNESSES_SHAPE, node, reporter, "witnesses");
    if (!file) continue;
    const checks: Record<string, readonly string[]> = {};
    for (const [check, named] of Object.entries(file.checks)) {
      const ids = [named].flat();
      for (const id of ids.filter((one) => !known.has(one))) {
        const near = suggest(id, known);
        const help = near && `did you mean "${near}"?`;
        reporter.error(nodeAt(node, ["checks", check])!.place, "witnesses-unknown-rule", `no rule "${id}"`, help);
      }
      checks[check.toLowerCase()] = ids;
    }
    witnesses[path.slice("witnesses/".length).replace(/\.ya?ml$/, "")] = checks;
  }
  return witnesses;
}
