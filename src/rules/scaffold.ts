import { neutralize } from "../diagnostics/neutralize.ts";
import { parsePath } from "../evaluate/language/path.ts";
import type { Field, TypeFields } from "../model/rule.ts";
import type { Layer, Party } from "../model/words.ts";

export interface Scaffold {
  readonly id: string;
  readonly type: string;
  readonly layer: Layer;
  readonly claim: Party;
  /** Path of a field of the type: plain keys, without a list on the way. */
  readonly path: string;
  readonly field: Field;
  /** Other paths the rule might ask about, with their values in a given document. */
  readonly offered: readonly { readonly path: string; readonly value?: unknown }[];
}

/** The paths of a type that a line can use without a list on the way, in the order of the field list. */
export function plainPaths({ fields }: TypeFields): string[] {
  return Object.entries(fields)
    .filter(([path, { type }]) => !/[[{]/.test(path) && type !== "object")
    .map(([path]) => path);
}

/** How text that is left to the author begins. */
export const UNWRITTEN = "TODO";

/**
 * Makes a rule file that loads and whose examples have the outcomes they state, with the wording left to its author.
 */
export function scaffoldRule({ id, type, layer, claim, path, field, offered }: Scaffold): string {
  const { condition, good, bad } = question(path, field);
  const rows = offered.map(({ path: other, value }) => `#   ${other}${value === undefined ? "" : `  ${seen(value)}`}`);
  return `id: ${id}
title: ${UNWRITTEN} say the wanted state of one ${type}
failure_title: ${UNWRITTEN} say the fault in one ${type}
status: experimental # counted, and fails no run; make it stable when you trust it
severity: medium # critical, high, medium, low or info
layer: ${layer}
responsibility: ${claim} # your claim; the resource decides
resource: ${type}
question: ${UNWRITTEN} ask what a person would ask?
expect: ${condition}
why: ${UNWRITTEN} say in a sentence what happens otherwise.
fix:
  effort: low
  summary: ${UNWRITTEN} say what to change.
controls: {}
references: []
examples:
  - name: as wanted
    outcome: pass
    resource: ${flow(nested(path, good))}
  - name: not as wanted
    outcome: fail
    at: ${JSON.stringify(path)}
    resource: ${flow(nested(path, bad))}
  - name: could not be read
    outcome: unknown
    unread: [${JSON.stringify(path)}]
    resource: ${flow(nested(path, good))}
${rows.length > 0 ? `# Other fields of the type:\n${rows.join("\n")}\n` : ""}`;
}

const LONGEST_SEEN = 80;

/** A value from a resource, in a form safe for a comment. */
function seen(value: unknown): string {
  const text = neutralize(JSON.stringify(value));
  return text.length > LONGEST_SEEN ? `${text.slice(0, LONGEST_SEEN - 1)}…` : text;
}

interface Question {
  readonly condition: string;
  /** A value that passes, and one that fails. */
  readonly good: unknown;
  readonly bad: unknown;
}

function question(path: string, { type, enum: words }: Field): Question {
  const line = (operator: string, operand: unknown): string =>
    `{ path: ${JSON.stringify(path)}, ${operator}: ${JSON.stringify(operand)} }`;
  if (type === "boolean") return { condition: line("equals", true), good: true, bad: false };
  if (type === "number") return { condition: line("at_least", 7), good: 7, bad: 1 };
  if (words && words.length > 1) return { condition: line("equals", words[0]), good: words[0], bad: words[1] };
  const good =
    type === "list" ? ["x"] : type === "map" || type === "policy" ? { x: "y" } : type === "date" ? "2026-01-01" : "x";
  return { condition: line("is", "set"), good, bad: null };
}

/** A document with the value at the path, and another key that keeps a root from being empty. */
function nested(path: string, value: unknown): unknown {
  const keys = parsePath(path).segments.flatMap((segment) => (segment.kind === "key" ? [segment.key] : []));
  return keys.reduceRight((inner, key) => ({ [key]: inner }), value);
}

function flow(value: unknown): string {
  return JSON.stringify(value);
}
