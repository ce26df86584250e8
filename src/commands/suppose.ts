import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { factsOf } from "../evaluate/language/facts.ts";
import { PathSyntaxError } from "../evaluate/language/path.ts";
import { readSet } from "../evaluate/language/read-set.ts";
import { movedLayers, supposedDocument } from "../evaluate/what-if.ts";
import type { Assignment } from "../evaluate/what-if.ts";
import { foldsCase, type Library } from "../model/library.ts";
import type { Literal } from "../model/rule.ts";
import type { Moves } from "../report/matrix/model-sheet.ts";
import { describeType } from "../responsibility/describe-type.ts";
import { misuse } from "./library/choose-rules.ts";

const NUMBER = /^-?\d{1,15}(\.\d+)?$/;

/**
 * What `FIELD=VALUE` would move on a resource of `type`, against one of which nothing is known. A field may be given by
 * its last word alone.
 *
 * @throws {DiagnosticError} where a word is no field that the type's exceptions look at.
 */
export function supposed(type: string, words: readonly string[], library: Library): Moves {
  const { responsibility: model } = library;
  const fields = decidingFields(type, library);
  const assignments = words.map((word) => readAssignment(word, type, fields));
  for (const { path, value } of assignments) refuseUnheardOf(type, path, value, library);
  refuseTwice(assignments);
  const provider = model.types[describeType(model, type).classifiedAs ?? ""]?.provider ?? "";
  // No exception depends on ages or dates, so the day does not matter.
  const facts = factsOf(library, "1970-01-01T00:00:00Z");
  const before = supposedDocument(provider, type, []);
  const after = supposedDocument(provider, type, assignments);
  return {
    type,
    suppose: assignments.map(
      ({ path, value }) => `${path}=${typeof value === "string" ? value : JSON.stringify(value)}`,
    ),
    moved: movedLayers(model, facts, before, after).map(({ layer, before: from, after: to }) => ({
      layer,
      before: from,
      after: to,
      rules: library.rules.filter((rule) => rule.layer === layer && rule.resource.includes(type)).map(({ id }) => id),
    })),
  };
}

/** The paths that an exception of the type asks about, sorted. */
function decidingFields(type: string, { responsibility: model, conditions }: Library): string[] {
  const known = Object.fromEntries(Object.entries(conditions).map(([name, { condition }]) => [name, condition]));
  const paths = describeType(model, type).exceptions.flatMap(({ when }) => [
    ...(readSet(when, type, known).get(type) ?? []),
  ]);
  return [...new Set(paths)].toSorted();
}

function readAssignment(word: string, type: string, fields: readonly string[]): Assignment {
  const at = word.indexOf("=");
  if (at <= 0) throw new DiagnosticError([misuse(`"${word}" is not FIELD=VALUE`, "e.g. --if launchType=FARGATE")]);
  const path = fieldNamed(word.slice(0, at), type, fields);
  try {
    supposedDocument("", type, [{ path, value: null }]);
  } catch (error) {
    if (!(error instanceof PathSyntaxError)) throw error;
    throw new DiagnosticError([misuse(`${error.message} in "${path}"`, "write it as a rule would")]);
  }
  return { path, value: readValue(word.slice(at + 1)) };
}

/** @throws {DiagnosticError} for a word that the field never holds: it would move nothing, and be taken for an answer. */
function refuseUnheardOf(type: string, path: string, value: unknown, { fields, providers }: Library): void {
  const list = Object.hasOwn(fields, type) ? fields[type]! : undefined;
  const words = list && Object.hasOwn(list.fields, path) ? list.fields[path]!.enum : undefined;
  if (words === undefined || typeof value !== "string") return;
  const fold = (word: Literal): string =>
    foldsCase(providers, list?.provider) ? String(word).toLowerCase() : String(word);
  if (words.some((word) => fold(word) === fold(value))) return;
  const near = suggest(value, words.map(String));
  const known = `it holds one of ${words.join(", ")}`;
  throw new DiagnosticError([
    misuse(
      `${path} of ${type} is not known to be "${value}"`,
      near === undefined ? known : `did you mean "${near}"? ${known}`,
    ),
  ]);
}

function refuseTwice(assignments: readonly Assignment[]): void {
  const paths = assignments.map(({ path }) => path);
  const twice = paths.find((path, at) => paths.indexOf(path) < at);
  if (twice !== undefined)
    throw new DiagnosticError([misuse(`${twice} is given twice`, "a field has one value: ask for each separately")]);
}

function fieldNamed(word: string, type: string, fields: readonly string[]): string {
  const folded = word.toLowerCase();
  const fits = fields.filter((path) => path.toLowerCase() === folded || path.toLowerCase().endsWith(`.${folded}`));
  if (fits.length === 1) return fits[0]!;
  if (fits.length > 1)
    throw new DiagnosticError([
      misuse(`"${word}" matches several fields of ${type}`, `write one of ${fits.join(", ")}`),
    ]);
  const lastWords = fields.map((path) => path.slice(path.lastIndexOf(".") + 1));
  const near = suggest(word, [...fields, ...lastWords]);
  const list = fields.length === 0 ? "nothing on it moves a duty" : `these do: ${fields.join(", ")}`;
  throw new DiagnosticError([
    misuse(`no duty of ${type} depends on "${word}"`, near === undefined ? list : `did you mean "${near}"? ${list}`),
  ]);
}

/** `true`, numbers and JSON lists keep their type; everything else is text. */
function readValue(text: string): unknown {
  if (text === "true" || text === "false") return text === "true";
  if (NUMBER.test(text)) return Number(text);
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
