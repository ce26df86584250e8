import type * as z from "zod";
import { suggest } from "../diagnostics/suggest.ts";
import type { Reporter } from "./reporter.ts";
import { entryOf, nodeAt, nodeKindText, placeAt, plainData, shown } from "./source-node.ts";
import type { MapEntry, SourceNode } from "./source-node.ts";

type Issue = z.core.$ZodIssue;
type Schema = z.core.$ZodType;

/**
 * Checks a tree against a shape and reports each mistake at its place, in this program's wording. The shape is a zod
 * schema so that one definition gives both the checks and the JSON Schema for editors. Our own messages in a schema's
 * `error` begin in lower case and are used as they are; zod's own never are. `code` is the prefix of the codes, e.g.
 * `rule`.
 */
export function checkShape<T>(schema: z.ZodType<T>, node: SourceNode, reporter: Reporter, code: string): T | undefined {
  const result = schema.safeParse(plainData(node));
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    if (reporter.isFull()) break;
    reportIssue(issue, schema, node, reporter, code);
  }
  return undefined;
}

function reportIssue(issue: Issue, schema: Schema, root: SourceNode, reporter: Reporter, code: string): void {
  if (issue.code === "unrecognized_keys") return reportUnknownKeys(issue, schema, root, reporter, code);
  if (issue.code === "invalid_union") {
    const branch = nearestBranch(issue, root);
    if (branch) {
      for (const inner of branch) {
        const whole = { ...inner, path: [...issue.path, ...inner.path] };
        reportIssue(whole, schema, root, reporter, code);
      }
      return;
    }
  }
  const node = nodeAt(root, issue.path);
  const name = nameOf(issue.path);
  if (!node) {
    const above = issue.path.slice(0, -1);
    const place = above.length === 0 ? firstKey(root) : placeAt(root, above);
    return reporter.error(place, `${code}-missing-key`, `"${name}" is missing`);
  }
  const { message, help } = describe(issue, node, name);
  reporter.error(placeAt(root, issue.path), `${code}-bad-value`, message, help);
}

function reportUnknownKeys(
  issue: z.core.$ZodIssueUnrecognizedKeys,
  schema: Schema,
  root: SourceNode,
  reporter: Reporter,
  code: string,
): void {
  const node = nodeAt(root, issue.path);
  const known = keysAt(schema, issue.path);
  for (const key of issue.keys) {
    if (reporter.isFull()) return;
    const guess = suggest(key, known);
    const entry = entryOf(node, key);
    const place = entry?.keyPlace ?? placeAt(root, issue.path);
    const list = known.length > 0 && known.length <= 12 ? `known here: ${known.join(", ")}` : undefined;
    const help = entry && isCutText(entry) ? "text with a comma in it is quoted inside { }" : list;
    reporter.error(place, `${code}-unknown-key`, unknownKey(key, guess), help);
  }
}

/** In `{ name: cut, off }` the comma ends the text, and the rest of it becomes a key without a value. */
function isCutText({ keyPlace, value }: MapEntry): boolean {
  return value.kind === "scalar" && value.value === null && value.place === keyPlace;
}

/** `unknown key "expct"; did you mean "expect"?` */
export function unknownKey(key: string, guess: string | undefined): string {
  return `unknown key ${JSON.stringify(key)}${guess === undefined ? "" : `; did you mean "${guess}"?`}`;
}

function describe(issue: Issue, node: SourceNode, name: string): { message: string; help?: string } {
  if (/^[a-z"]/.test(issue.message)) return { message: issue.message };
  switch (issue.code) {
    case "invalid_value": {
      const words = issue.values.map(String);
      const guess = node.kind === "scalar" ? suggest(String(node.value), words) : undefined;
      const help = `use ${orList(words)}${guess === undefined ? "" : `; did you mean "${guess}"?`}`;
      // A key of several words does not read well as the name of a kind of thing.
      const message = name.includes("_")
        ? `unknown value ${shown(node)} of "${name}"`
        : `unknown ${name} ${shown(node)}`;
      return { message, help };
    }
    case "too_small":
      return {
        message:
          issue.origin === "number"
            ? `"${name}" is at least ${String(issue.minimum)}; here is ${shown(node)}`
            : `"${name}" is empty`,
      };
    case "too_big":
      return {
        message:
          issue.origin === "number"
            ? `"${name}" is at most ${String(issue.maximum)}; here is ${shown(node)}`
            : `"${name}" is longer than ${String(issue.maximum)}`,
      };
    case "invalid_type":
      return wrongKind([issue.expected], node, name);
    case "invalid_union":
      return wrongKind(
        issue.errors.flatMap((branch) =>
          branch.flatMap((inner) => (inner.code === "invalid_type" ? [inner.expected] : [])),
        ),
        node,
        name,
      );
    default:
      return { message: `${shown(node)} is no ${name.replaceAll("_", " ")}` };
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a mapping",
  record: "a mapping",
};

function wrongKind(expected: readonly string[], node: SourceNode, name: string): { message: string; help?: string } {
  if (expected.includes("string") && node.kind === "scalar" && node.value !== null && typeof node.value !== "string") {
    return {
      message: `quote it: ${JSON.stringify(node.plain ?? String(node.value))}`,
      help: `"${name}" is text; here is ${nodeKindText(node)}`,
    };
  }
  const words = [...new Set(expected.map((kind) => KINDS[kind] ?? kind))];
  return { message: `"${name}" is ${orList(words)}; here is ${nodeKindText(node)}` };
}

/** The intended branch of a union: the one that the value matched furthest before it went wrong. */
function nearestBranch(issue: z.core.$ZodIssueInvalidUnion, root: SourceNode): Issue[] | undefined {
  const node = nodeAt(root, issue.path);
  if (!node) return undefined;
  const entered = issue.errors.filter(
    (branch) => !branch.some((inner) => inner.code === "invalid_type" && inner.path.length === 0),
  );
  return entered.length === 1 ? (entered[0] as Issue[]) : undefined;
}

/** The keys that the schema knows at `path`; empty if any key is allowed. */
function keysAt(schema: Schema, path: readonly PropertyKey[]): string[] {
  const { def } = unwrapped(schema)._zod as unknown as { def: SchemaDefinition };
  if (def.type === "union") return def.options!.flatMap((option) => keysAt(option, path));
  const [step, ...rest] = path;
  if (step === undefined) return def.type === "object" ? Object.keys(def.shape!) : [];
  const next = def.type === "object" ? ownShape(def, String(step)) : def.type === "array" ? def.element : def.valueType;
  return next ? keysAt(next, rest) : [];
}

interface SchemaDefinition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly catchall?: Schema;
  readonly element?: Schema;
  readonly valueType?: Schema;
  readonly innerType?: Schema;
  readonly options?: readonly Schema[];
}

function unwrapped(schema: Schema): Schema {
  const { innerType } = schema._zod.def as unknown as SchemaDefinition;
  return innerType ? unwrapped(innerType) : schema;
}

function ownShape(def: SchemaDefinition, key: string): Schema | undefined {
  return Object.hasOwn(def.shape!, key) ? def.shape![key] : def.catchall;
}

function nameOf(path: readonly PropertyKey[]): string {
  const name = path.findLast((step) => typeof step === "string");
  return name === undefined ? "the file" : String(name);
}

function firstKey(root: SourceNode): SourceNode["place"] {
  return root.kind === "map" && root.entries[0] ? root.entries[0].keyPlace : root.place;
}

/** `a, b or c` */
export function orList(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)!}`;
}
