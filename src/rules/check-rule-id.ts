import { suggest } from "../diagnostics/suggest.ts";
import type { RuleFacts } from "./rule-facts.ts";
import type { Reporter } from "../source/reporter.ts";
import { ID_PATTERN } from "./rule-shape.ts";
import type { SourceNode } from "../source/source-node.ts";
import { entryOf, valueOf } from "../source/source-node.ts";

/** Checks that the id names the provider of the judged types and, for shipped rules, the file. */
export function checkId(
  node: SourceNode,
  file: string,
  types: readonly string[] | null,
  facts: RuleFacts,
  reporter: Reporter,
): void {
  const idNode = valueOf(node, "id");
  if (idNode?.kind !== "scalar" || typeof idNode.value !== "string" || !ID_PATTERN.test(idNode.value)) return;
  const id = idNode.value;
  checkProvider(id.split("-", 1)[0]!, idNode, node, types, facts, reporter);
  const mirrored = file.replace(/\.ya?ml$/, "").replaceAll("/", "-");
  if (facts.shipped && mirrored !== id)
    reporter.error(
      idNode.place,
      "rule-bad-id",
      `the file ${file} holds the rule ${mirrored}; here is "${id}"`,
      "folders and file name, joined by -, are the id",
    );
}

/**
 * Checks the first word of an id: the provider that all types of the rule belong to, or `org` for a rule without types.
 */
function checkProvider(
  provider: string,
  idNode: SourceNode,
  node: SourceNode,
  types: readonly string[] | null,
  facts: RuleFacts,
  reporter: Reporter,
): void {
  const known = [...facts.providers, "org"];
  if (!known.includes(provider)) {
    const guess = suggest(provider, known);
    reporter.error(
      idNode.place,
      "rule-bad-id",
      `an id begins with ${known.join(", ")}; here is "${provider}"${guess === undefined ? "" : `; did you mean "${guess}"?`}`,
      "it says whose resources the rule judges",
    );
    return;
  }
  for (const type of types ?? []) {
    const owner = facts.fields.providerOf(type);
    if (owner !== provider)
      reporter.error(
        idNode.place,
        "rule-bad-id",
        `${type} is of ${owner ?? "no provider"}; the id begins with "${provider}"`,
      );
  }
  const resource = entryOf(node, "resource");
  if (provider === "org" && resource)
    reporter.error(
      resource.keyPlace,
      "rule-bad-value",
      "a duty of the organisation has no resource",
      "leave it out, or begin the id with a provider",
    );
  if (provider !== "org" && !resource)
    reporter.error(idNode.place, "rule-missing-key", '"resource" is missing: say which type is judged');
}
