import { join } from "node:path";
import * as z from "zod";
import type { Library } from "../model/library.ts";
import type { ControlNames } from "../model/provider-word.ts";
import type { WitnessChecks } from "../model/witness.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { checkShape } from "../source/shape.ts";
import { nodeAt } from "../source/source-node.ts";
import { isYaml } from "./source-files.ts";
import type { SourceFiles } from "./source-files.ts";

const ONE_OR_MORE = z.union([z.string(), z.array(z.string()).min(1)]);
const WITNESSES_SHAPE = z.strictObject({
  checks: z.record(z.string(), ONE_OR_MORE),
  controls: z.exactOptional(z.record(z.string().min(1), z.string())),
});

interface LoadedWitnesses {
  readonly witnesses: WitnessChecks;
  readonly controlNames: ControlNames;
}

/**
 * Loads `witnesses/PROVIDER.yaml`: which checks by other tools ask the same as which rules, and how the provider names
 * the controls of frameworks. The rules and frameworks must exist.
 */
export async function loadWitnesses(
  dir: string,
  listed: readonly string[],
  files: SourceFiles,
  { rules, frameworks }: Pick<Library, "rules" | "frameworks">,
): Promise<LoadedWitnesses> {
  const witnesses: Record<string, Record<string, readonly string[]>> = {};
  const controlNames: Record<string, Readonly<Record<string, string>>> = {};
  const knownRules = new Set(rules.map(({ id }) => id));
  const knownFrameworks = new Set(frameworks.map(({ id }) => id));
  for (const path of listed.filter((file) => file.startsWith("witnesses/") && isYaml(file))) {
    const { node, reporter } = await files.yaml(join(dir, path));
    const file = node && checkShape(WITNESSES_SHAPE, node, reporter, "witnesses");
    if (!file) continue;
    const expectKnown = (ids: readonly string[], known: ReadonlySet<string>, what: string, at: string[]): void => {
      for (const id of ids.filter((one) => !known.has(one))) {
        const near = suggest(id, known);
        const help = near && `did you mean "${near}"?`;
        reporter.error(nodeAt(node, at)!.place, `witnesses-unknown-${what}`, `no ${what} "${id}"`, help);
      }
    };
    const checks: Record<string, readonly string[]> = {};
    for (const [check, named] of Object.entries(file.checks)) {
      const ids = [named].flat();
      expectKnown(ids, knownRules, "rule", ["checks", check]);
      checks[check.toLowerCase()] = ids;
    }
    const { controls = {} } = file;
    for (const [prefix, id] of Object.entries(controls))
      expectKnown([id], knownFrameworks, "framework", ["controls", prefix]);
    const provider = path.slice("witnesses/".length).replace(/\.ya?ml$/, "");
    witnesses[provider] = checks;
    controlNames[provider] = controls;
  }
  return { witnesses, controlNames };
}
