import { join } from "node:path";
import type * as z from "zod";
import { suggest } from "../diagnostics/suggest.ts";
import { PathSyntaxError, parsePath } from "../evaluate/language/path.ts";
import { compareKeys } from "../model/compare-text.ts";
import type { FieldLists, TypeFields } from "../model/rule.ts";
import type { Reporter } from "../source/reporter.ts";
import { checkShape } from "../source/shape.ts";
import { entryOf, nodeAt } from "../source/source-node.ts";
import type { SourceNode } from "../source/source-node.ts";
import { readSource } from "../source/yaml-source.ts";
import { mapValues } from "./pack-layout.ts";
import { FIELDS_SHAPE } from "./rule-shape.ts";
import type { SourceFiles } from "./source-files.ts";

/** Loads `fields/PROVIDER.json`. The lists are large, so one is read with positions only if it has a mistake. */
export async function loadFields(
  dir: string,
  listed: readonly string[],
  files: SourceFiles,
): Promise<Record<string, TypeFields>> {
  const fields: Record<string, TypeFields> = {};
  for (const path of listed.filter((file) => /^fields\/[a-z]+\.json$/.test(file))) {
    const full = join(dir, path);
    const reporter = files.reporter(full);
    const text = await files.text(full, reporter);
    const lists = text === null ? null : parseFields(text, reporter);
    const provider = path.slice("fields/".length, -".json".length);
    for (const [type, list] of Object.entries(lists ?? {})) fields[type] = { provider, ...list };
  }
  return fields;
}

type FieldsFile = z.output<typeof FIELDS_SHAPE>;

function parseFields(text: string, reporter: Reporter): FieldLists | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    readSource(text, reporter);
    if (reporter.diagnostics.length === 0) reporter.error(null, "fields-syntax", "no JSON");
    return null;
  }
  const checked = FIELDS_SHAPE.safeParse(data);
  const wrong = checked.success ? [...wrongPaths(checked.data), ...wrongShares(checked.data)] : [];
  if (checked.success && wrong.length === 0) return withShared(checked.data);
  const node = readSource(text, reporter);
  if (node && !checked.success) checkShape(FIELDS_SHAPE, node, reporter, "fields");
  for (const { at, code, message } of node ? wrong : []) reporter.error(placeOf(node!, at), code, message);
  return null;
}

/** The types with what they share among their fields; in the order of the paths, as if all were written out. */
function withShared({ $shared = {}, ...types }: FieldsFile): FieldLists {
  return mapValues(types, ({ shares = [], fields, ...type }) => {
    const all = [...shares.flatMap((name) => Object.entries($shared[name]!)), ...Object.entries(fields)];
    return { ...type, fields: Object.fromEntries(all.toSorted(compareKeys)) };
  });
}

interface WrongPart {
  readonly at: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

function wrongPaths({ $shared = {}, ...types }: FieldsFile): WrongPart[] {
  const wrong: WrongPart[] = [];
  const lists = [
    ...Object.entries($shared).map(([name, fields]) => [["$shared", name], fields] as const),
    ...Object.entries(types).map(([type, { fields }]) => [[type, "fields"], fields] as const),
  ];
  for (const [above, fields] of lists) {
    for (const path of Object.keys(fields)) {
      const message = wrongPath(path);
      if (message !== null) wrong.push({ at: [...above, path], code: "fields-bad-path", message });
    }
  }
  return wrong;
}

function wrongPath(path: string): string | null {
  try {
    return parsePath(path).root === "element" ? null : `a field's path begins with a key: "${path}"`;
  } catch (error) {
    if (!(error instanceof PathSyntaxError)) throw error;
    return `${error.message} in path "${path}"`;
  }
}

function wrongShares({ $shared = {}, ...types }: FieldsFile): WrongPart[] {
  return Object.entries(types).flatMap(([type, { shares = [], fields }]) =>
    shares.flatMap((name, at): WrongPart[] => {
      const place = [type, "shares", at];
      if (!Object.hasOwn($shared, name)) {
        const guess = suggest(name, Object.keys($shared));
        const near = guess === undefined ? "" : `; did you mean "${guess}"?`;
        const message = `this file has no shared fields "${name}"${near}`;
        return [{ at: place, code: "fields-unknown-shared", message }];
      }
      return Object.keys($shared[name]!)
        .filter((path) => Object.hasOwn(fields, path))
        .map((path) => ({
          at: [type, "fields", path],
          code: "fields-twice",
          message: `"${path}" is in the shared fields "${name}" already`,
        }));
    }),
  );
}

/** Where the last step is written: a key of a map, or an element of a list. */
function placeOf(root: SourceNode, at: WrongPart["at"]): SourceNode["place"] {
  const last = at.at(-1)!;
  const above = nodeAt(root, at.slice(0, -1));
  const found = typeof last === "string" ? entryOf(above, last)?.keyPlace : nodeAt(above!, [last])?.place;
  return found ?? root.place;
}
