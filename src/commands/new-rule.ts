import { dirname, join, resolve } from "node:path";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { makeFolder } from "../inventory/make-folder.ts";
import { readSource } from "../inventory/read-source.ts";
import type { Library } from "../model/library.ts";
import type { ResourceDocument } from "../model/resource.ts";
import type { Field, TypeFields } from "../model/rule.ts";
import { describeType } from "../responsibility/describe-type.ts";
import { listed } from "../report/text/words.ts";
import { ID_PATTERN } from "../rules/rule-shape.ts";
import { likelyPath } from "../rules/likely-path.ts";
import { plainPaths, scaffoldRule } from "../rules/scaffold.ts";
import type { NewRuleArguments } from "./arguments/new-arguments.ts";
import { misuse } from "./library/choose-rules.ts";
import type { Command, Io } from "./io.ts";
import { isThere } from "./is-there.ts";
import { openLibrary } from "./library/library.ts";
import { writeWhole, writing } from "./written/write-whole.ts";

const MOST_OFFERED = 25;
const LAYER = "service-config";

/** Writes a rule file to begin with: it loads, its examples pass, and the words are left to the author. */
export const run: Command<NewRuleArguments> = async (args, io) => {
  const library = await openLibrary(io);
  if (!ID_PATTERN.test(args.id)) {
    throw new DiagnosticError([
      misuse(`"${args.id}" is not a rule id`, "write <provider>-<service>-<wanted state>, e.g. aws-s3-bucket-tagged"),
    ]);
  }
  const document = args.from === undefined ? null : await savedResource(args.from, args.type, io);
  const type = typeOf(args, document, library);
  refuseOtherProvider(args.id, type, library);
  const fields = library.fields[type]!;
  const paths = plainPaths(fields);
  const there = valuesAt(document, paths);
  const path = args.path ?? likelyPath({ id: args.id, type }, paths, fields, new Set(there.keys()));
  const field = path === undefined ? undefined : fieldAt(path, fields);
  if (path === undefined || !field) throw new DiagnosticError([noPath(type, args.path, paths)]);
  const file = await target(args, io);
  await writeWhole(resolve(io.cwd, file), [
    scaffoldRule({
      id: args.id,
      type,
      layer: LAYER,
      claim: describeType(library.responsibility, type).layers[LAYER].party ?? "customer",
      path,
      field,
      offered: offered(paths, path, document, there),
    }),
  ]);
  const chosen = args.path === undefined ? `it asks about ${path}; --path names another field\n` : "";
  await io.stdout.write(`${file}\n${chosen}next: write its words, then demarc rules test ${file}\n`);
  return 0;
};

/** The first of the file, or the first of the type that was named. */
async function savedResource(from: string, type: string | undefined, { cwd }: Io): Promise<ResourceDocument> {
  const others = new Set<string>();
  for await (const entry of readSource([from], { cwd, stdin: null })) {
    if (!("resource" in entry)) continue;
    if (type === undefined || entry.resource.type.toLowerCase() === type.toLowerCase()) return entry.resource;
    others.add(entry.resource.type);
  }
  if (type !== undefined && others.size > 0) {
    const help = `it holds ${listed([...others].toSorted(), TYPES_NAMED)}`;
    throw new DiagnosticError([misuse(`there is no ${type} in "${from}"`, help)]);
  }
  throw new DiagnosticError([
    misuse(`there is no resource in "${from}"`, "demarc check FILE says what is wrong with it"),
  ]);
}

const TYPES_NAMED = 5;

function refuseOtherProvider(id: string, type: string, { fields }: Library): void {
  const { provider } = fields[type]!;
  if (id.startsWith(`${provider}-`)) return;
  const help = `write ${provider}-${id.slice(id.indexOf("-") + 1)}, or name another type`;
  throw new DiagnosticError([misuse(`"${id}" is not an id for a rule on ${type}, which is of ${provider}`, help)]);
}

function typeOf({ type }: NewRuleArguments, document: ResourceDocument | null, { fields }: Library): string {
  const wanted = type ?? document?.type;
  if (wanted === undefined)
    throw new DiagnosticError([
      misuse("no resource type", "give --type AWS::S3::Bucket, or --from with a saved resource"),
    ]);
  const known = Object.keys(fields).find((one) => one.toLowerCase() === wanted.toLowerCase());
  if (known !== undefined) return known;
  const near = suggest(wanted, Object.keys(fields));
  throw new DiagnosticError([
    misuse(
      `no field list has the type "${wanted}"`,
      near ? `did you mean "${near}"?` : "`demarc explain TYPE` shows what is known about a type",
    ),
  ]);
}

const TAG = /^tags(\.[^.[\]"]+|\["[^"]+"\])$/;

/** A field that a line can ask about; every resource has tags, which no list names. */
function fieldAt(path: string, fields: TypeFields): Field | undefined {
  if (TAG.test(path)) return { type: "text" };
  return plainPaths(fields).includes(path) ? fields.fields[path] : undefined;
}

function noPath(type: string, path: string | undefined, paths: readonly string[]): ReturnType<typeof misuse> {
  if (path === undefined)
    return misuse(`the field list of ${type} has no field that a line can ask about`, "write the rule by hand");
  const near = suggest(path, paths);
  return misuse(
    `${type} has no field ${path} that a line can ask about`,
    near ? `did you mean ${near}?` : "leave out --path to see its fields",
  );
}

/** `FOLDER/<provider>/<service>/<rest>.yaml` as the shipped rules lie, or `<id>.yaml` here. Never over another file. */
async function target({ id, folder }: NewRuleArguments, { cwd }: Io): Promise<string> {
  const [provider, service, ...rest] = id.split("-");
  const file =
    folder === undefined ? `${id}.yaml` : join(folder, provider!, service ?? "", `${rest.join("-") || id}.yaml`);
  const path = resolve(cwd, file);
  if (await isThere(path))
    throw new DiagnosticError([misuse(`${file} is there already`, "choose another id, or remove it")]);
  await writing(file, makeFolder(dirname(path)));
  return file;
}

/** Other paths that a rule of this type might ask about: those that the document at hand has, or the first of the field list. */
function offered(
  paths: readonly string[],
  taken: string,
  document: ResourceDocument | null,
  there: ReadonlyMap<string, unknown>,
): { path: string; value?: unknown }[] {
  const rows =
    document === null ? paths.map((path) => ({ path })) : [...there].map(([path, value]) => ({ path, value }));
  return rows.filter(({ path }) => path !== taken).slice(0, MOST_OFFERED);
}

/** What the document has at these paths, where that is no list and no object. */
function valuesAt(document: ResourceDocument | null, paths: readonly string[]): ReadonlyMap<string, unknown> {
  const values = paths.map((path) => [path, valueAt(document, path)] as const);
  return new Map(values.filter(([, value]) => value !== undefined));
}

function valueAt(document: ResourceDocument | null, path: string): unknown {
  let value: unknown = document;
  for (const key of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return typeof value === "object" ? undefined : value;
}
