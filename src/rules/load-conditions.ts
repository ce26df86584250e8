import { join } from "node:path";
import type { Library } from "../model/library.ts";
import type { Condition, SharedCondition } from "../model/rule.ts";
import { checkCondition } from "./condition/check-condition.ts";
import { completeExamples } from "./complete-examples.ts";
import { checkType } from "./condition/check-related.ts";
import type { CheckFacts, ConditionSource } from "./condition/surroundings.ts";
import { surroundings } from "./condition/surroundings.ts";
import type { Example } from "./examples.ts";
import { CONDITION_SHAPE } from "./rule-shape.ts";
import { checkShape } from "../source/shape.ts";
import { isYaml } from "./source-files.ts";
import type { SourceFile, SourceFiles } from "./source-files.ts";
import { plainData, valueOf } from "../source/source-node.ts";

/** A file of `conditions/` before it is checked, so that conditions may refer to each other in any order. */
export interface ConditionFile extends ConditionSource {
  readonly source: SourceFile;
}

/** The conditions of the library that a folder adds to. */
export function knownConditions({ conditions }: Pick<Library, "conditions">): Map<string, ConditionSource> {
  const all = Object.values(conditions);
  return new Map(all.map((shared) => [shared.name, { ...shared, types: shared.resource, file: "" }]));
}

export async function readConditions(
  dir: string,
  listed: readonly string[],
  files: SourceFiles,
): Promise<ConditionFile[]> {
  const found: ConditionFile[] = [];
  for (const path of listed.filter((file) => file.startsWith("conditions/") && isYaml(file))) {
    const source = await files.yaml(join(dir, path));
    if (!source.node) continue;
    const resource = valueOf(source.node, "resource");
    const condition = valueOf(source.node, "condition");
    found.push({
      name: path.slice("conditions/".length).replace(/\.ya?ml$/, ""),
      file: path,
      types: resource ? ([plainData(resource)].flat() as unknown[]).map(String) : [],
      condition: (condition ? plainData(condition) : {}) as Condition,
      source,
    });
  }
  return found;
}

export interface CheckedCondition {
  readonly shared: SharedCondition;
  readonly examples: readonly Example[];
}

/** Checks one shared condition; null if it has a mistake. */
export function checkSharedCondition(file: ConditionFile, facts: CheckFacts): CheckedCondition | null {
  const { source, name } = file;
  const { reporter } = source;
  const node = source.node!;
  const shape = checkShape(CONDITION_SHAPE, node, reporter, "condition");
  const resource = valueOf(node, "resource");
  const items = resource?.kind === "list" ? resource.items : resource ? [resource] : [];
  const types = items.map((item) => checkType(item, { facts, reporter, lenientTypes: false }));
  const condition = valueOf(node, "condition");
  if (condition && types.every((type) => type !== null)) {
    checkCondition(condition, surroundings(facts, reporter, { role: "shared", types }));
  }
  if (!shape) return null;
  const examples = completeExamples(shape.examples ?? [], node, reporter);
  if (reporter.diagnostics.length > 0) return null;
  return {
    shared: { name, resource: [shape.resource].flat(), condition: shape.condition },
    examples: examples as readonly Example[],
  };
}
