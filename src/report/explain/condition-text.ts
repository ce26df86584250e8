import type { Condition, Line, ListBody, Quantifier } from "../../model/rule.ts";
import { OPERATOR_NAMES, QUANTIFIERS } from "../../model/rule.ts";

/** A condition in words, one thought a line, inner thoughts indented by two blanks. */
export function conditionLines(condition: Condition, depth = 0): string[] {
  const margin = "  ".repeat(depth);
  const node = condition as Record<string, unknown>;
  if (Object.hasOwn(node, "path")) return [margin + lineText(condition as Line)];
  for (const [word, text] of [
    ["all", "all of:"],
    ["any", "at least one of:"],
  ] as const) {
    if (Object.hasOwn(node, word)) {
      return [margin + text, ...(node[word] as Condition[]).flatMap((inner) => conditionLines(inner, depth + 1))];
    }
  }
  if (Object.hasOwn(node, "not")) return [`${margin}not:`, ...conditionLines(node["not"] as Condition, depth + 1)];
  if (Object.hasOwn(node, "holds")) return [`${margin}the shared condition ${String(node["holds"])}`];
  const quantifier = QUANTIFIERS.find((word) => Object.hasOwn(node, word));
  if (quantifier) return listLines(quantifier, node[quantifier] as ListBody, depth);
  const [question, argument] = Object.entries(node)[0] ?? ["", ""];
  if (!OPERATOR_NAMES.some((name) => name === question))
    return [`${margin}${question.replaceAll("_", " ")}: ${plain(argument)}`];
  return [margin + lineText(condition as Line)];
}

function listLines(quantifier: Quantifier, body: ListBody, depth: number): string[] {
  const { in: list, of, related, join, within, where, empty, default: byDefault, absent } = body;
  const what = list ?? (related === undefined ? `each of ${plain(of)}` : `${plain(related)} within the ${within}`);
  const joined = join ? `, joined by ${join.ours} = its ${join.theirs}` : "";
  const { at_least: least, at_most: most } = body as { at_least?: unknown; at_most?: unknown };
  const bounds = [
    least === undefined ? "" : `at least ${plain(least)}`,
    most === undefined ? "" : `at most ${plain(most)}`,
  ];
  const word = quantifier === "count" ? bounds.filter(Boolean).join(" and ") : quantifier;
  const absence = [
    empty === undefined ? "" : `an empty list counts as ${empty}`,
    byDefault === undefined ? "" : "absent counts as an empty list",
    absent === undefined ? "" : `absent counts as ${absent}`,
  ].filter(Boolean);
  const head = `${"  ".repeat(depth)}${word} of ${what}${joined}${absence.length > 0 ? ` (${absence.join("; ")})` : ""}`;
  return where ? [`${head}:`, ...conditionLines(where, depth + 1)] : [head];
}

function lineText(line: Line): string {
  const name = OPERATOR_NAMES.find((operator) => Object.hasOwn(line, operator)) ?? "is";
  const place = line.path === undefined || line.path === "." ? "it" : plain(line.path);
  const absence =
    line.default === undefined
      ? line.absent === undefined
        ? ""
        : ` (absent counts as ${line.absent})`
      : ` (absent counts as ${plain(line.default)}, the cloud's default)`;
  return `${place} ${name.replaceAll("_", " ")} ${plain(line[name])}${absence}`;
}

/** A value as people write it: no quotes where nothing could be misread. */
function plain(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(plain).join(", ");
  if (typeof value !== "object" || value === null) return String(value);
  const { param, path } = value as { param?: unknown; path?: unknown };
  if (typeof param === "string") return `the parameter ${param}`;
  if (typeof path === "string") return path;
  return Object.entries(value)
    .map(([key, inner]) => `${key.replaceAll("_", " ")} ${plain(inner)}`)
    .join("; ");
}
