import { suggest } from "../../diagnostics/suggest.ts";
import { unknownKey } from "../../source/shape.ts";
import type { MapNode, SourceNode } from "../../source/source-node.ts";
import { nodeKindText } from "../../source/source-node.ts";
import type { Surroundings } from "./surroundings.ts";

/** Whether the node is a mapping; unknown keys are reported one by one. */
export function checkKeys(node: SourceNode, known: readonly string[], what: string, at: Surroundings): node is MapNode {
  if (node.kind !== "map") {
    at.reporter.error(node.place, "rule-bad-value", `${what} is a mapping; here is ${nodeKindText(node)}`);
    return false;
  }
  for (const { key, keyPlace } of node.entries) {
    if (known.includes(key)) continue;
    const help = known.length <= 14 ? `known here: ${known.join(", ")}` : undefined;
    at.reporter.error(keyPlace, "rule-unknown-key", unknownKey(key, suggest(key, known)), help);
  }
  return true;
}

/** Reports something missing in a mapping, at the key of the mapping. */
export function reportMissing(place: SourceNode["place"], message: string, at: Surroundings, help?: string): void {
  at.reporter.error(place, "rule-missing-key", message, help);
}
