import { suggest } from "../diagnostics/suggest.ts";
import type { Rule } from "../model/rule.ts";
import type { RuleFacts } from "./rule-facts.ts";
import type { Reporter } from "../source/reporter.ts";
import { orList } from "../source/shape.ts";
import type { SourceNode } from "../source/source-node.ts";
import { valueOf } from "../source/source-node.ts";

/** Checks that frameworks and their controls exist, if the frameworks are known. */
export function checkControls(node: SourceNode, { frameworks }: RuleFacts, reporter: Reporter): void {
  const controls = valueOf(node, "controls");
  if (controls?.kind !== "map" || frameworks.size === 0) return;
  for (const { key, keyPlace, value } of controls.entries) {
    const known = frameworks.get(key);
    if (!known) {
      const guess = suggest(key, frameworks.keys());
      reporter.error(
        keyPlace,
        "rule-unknown-framework",
        `no framework is called "${key}"${guess === undefined ? "" : `; did you mean "${guess}"?`}`,
      );
      continue;
    }
    for (const item of value.kind === "list" ? value.items : []) {
      const id = item.kind === "scalar" ? String(item.value) : "";
      if (known.has(id)) continue;
      const guess = suggest(id, known);
      reporter.error(
        item.place,
        "rule-unknown-control",
        `${key} has no control "${id}"${guess === undefined ? "" : `; did you mean "${guess}"?`}`,
      );
    }
  }
}

/** Checks that parties can hold the role, if the roles are known; otherwise nobody would ever answer for the rule. */
export function checkRole(node: SourceNode, { roles }: RuleFacts, reporter: Reporter): void {
  const role = valueOf(node, "owner_role");
  if (role?.kind !== "scalar" || typeof role.value !== "string" || roles.size === 0 || roles.has(role.value)) return;
  const guess = suggest(role.value, roles);
  const help = guess === undefined ? `known roles: ${[...roles].join(", ")}` : `did you mean "${guess}"?`;
  reporter.error(role.place, "rule-unknown-role", `no role is called "${role.value}"`, help);
}

/** Checks that the model allows the claim for the layer of each type. */
export function checkClaims(
  node: SourceNode,
  types: readonly string[] | null,
  shape: Pick<Rule, "layer" | "responsibility">,
  { responsibility, shipped }: RuleFacts,
  reporter: Reporter,
): void {
  if (!responsibility) return;
  const { layer, responsibility: claim } = shape;
  for (const type of types ?? []) {
    if (!responsibility.isClassified(type)) {
      if (shipped)
        reporter.error(
          valueOf(node, "resource")!.place,
          "rule-unclassified-type",
          `nobody has said who answers for ${type}`,
          "classify it under rules/responsibility/ first",
        );
    } else if (!responsibility.claimFits(type, layer, claim)) {
      const states = orList(responsibility.possibleStates(type, layer).map((state) => `"${state}"`));
      const message = `the layer "${layer}" of ${type} is never "${claim}": it can be ${states}`;
      const help = "this is only the claim; the resource decides";
      reporter.error(valueOf(node, "responsibility")!.place, "rule-claim", message, help);
    }
  }
}
