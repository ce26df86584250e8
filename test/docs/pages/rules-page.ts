import type { Library } from "../../../src/model/library.ts";
import type { Rule } from "../../../src/model/rule.ts";
import { GENERATED, anchor, table } from "./markdown.ts";

/** `docs/rules.md`: every shipped rule in a line, by the folder its file is in. */
export function rulesPage({ rules }: Pick<Library, "rules">): string {
  const groups = new Map<string, Rule[]>();
  for (const rule of rules) {
    const name = rule.file.split("/").slice(0, -1).join(" ");
    groups.set(name, [...(groups.get(name) ?? []), rule]);
  }
  const names = [...groups.keys()].toSorted();
  const types = new Set(rules.flatMap(({ resource }) => resource));
  return `${GENERATED}

# The rules

${rules.length} rules about ${types.size} types of resource. \`demarc explain ID\` tells all about one: what it asks, why, how to mend it, and
whose duty it is. [coverage.md](coverage.md) shows which requirements they answer, [severity.md](severity.md) how severities are found.
*Party* is who usually answers; each resource decides for itself. Rules that ask a person for evidence are marked *evidence*, those
that only \`--rule ID\` brings in *off by default*.

${names.map((name) => `[${name}](#${anchor(name)}) (${groups.get(name)!.length})`).join(" · ")}

${names.map((name) => `## ${name}\n\n${ruleTable(groups.get(name)!)}`).join("\n\n")}
`;
}

function ruleTable(rules: readonly Rule[]): string {
  return table(
    ["rule", "wanted", "severity", "layer", "party", "judges"],
    rules.map((rule) => [
      `\`${rule.id}\``,
      `${rule.title}${marks(rule)}`,
      rule.severity,
      rule.layer,
      rule.responsibility,
      rule.resource.join("<br>"),
    ]),
  );
}

function marks({ manual, status, on_by_default: on }: Rule): string {
  const words = [
    ...(manual ? ["evidence"] : []),
    ...(status === "stable" ? [] : [status]),
    ...(on === false ? ["off by default"] : []),
  ];
  return words.length === 0 ? "" : ` (*${words.join(", ")}*)`;
}
