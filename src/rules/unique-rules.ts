import type { Rule } from "../model/rule.ts";
import { entryOf, nodeAt, valueOf } from "../source/source-node.ts";
import type { SourceNode, SourcePlace } from "../source/source-node.ts";
import type { CheckedRule } from "./check-rule.ts";
import type { SourceFile } from "./source-files.ts";

/** A rule without a mistake of its own, and its file. */
export type PlacedRule = Omit<CheckedRule, "source"> & { readonly source: SourceFile };

/**
 * Refuses repeated names: ids and aliases share one namespace, and the report on the second use of a name says where
 * the first is.
 */
export function uniqueRules(rules: readonly PlacedRule[], shipped: readonly Rule[]): PlacedRule[] {
  const owners = new Map<string, string>();
  for (const rule of shipped) for (const name of namesOf(rule)) owners.set(name, `the shipped rule ${rule.id}`);
  return rules.filter(({ rule, source }) => {
    const names = namesOf(rule);
    const taken = names.filter((name) => owners.has(name));
    for (const name of taken) {
      const message = `"${name}" is the name of another rule already: ${owners.get(name)}`;
      source.reporter.error(placeOf(name, rule, source.node!), "rule-id-twice", message);
    }
    if (taken.length === 0) for (const name of names) owners.set(name, source.path);
    return taken.length === 0;
  });
}

function namesOf({ id, first_id: firstId, aliases }: Rule): string[] {
  return [...new Set([id, ...(firstId === undefined ? [] : [firstId]), ...aliases])];
}

/** The place where the file gives the rule this name. */
function placeOf(name: string, { id }: Rule, node: SourceNode): SourcePlace {
  const ofId = entryOf(node, "id")!.value;
  if (name === id) return ofId.place;
  const aliases = valueOf(node, "aliases");
  const alias =
    aliases?.kind === "list" ? aliases.items.find((item) => item.kind === "scalar" && item.value === name) : undefined;
  return (alias ?? nodeAt(node, ["first_id"]) ?? ofId).place;
}
