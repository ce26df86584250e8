import { join } from "node:path";
import type { ResponsibilityException, ResponsibilityModel, TypeFacts } from "../model/responsibility.ts";
import type { Layer, LayerState, Party } from "../model/words.ts";
import { checkCondition } from "./condition/check-condition.ts";
import type { CheckFacts } from "./condition/surroundings.ts";
import { surroundings } from "./condition/surroundings.ts";
import { EVERYWHERE_FILE, LAYERS_FILE, PROFILES_FILE, SOURCES_FILE, TYPES_FILE } from "./responsibility-shape.ts";
import { checkShape } from "../source/shape.ts";
import { isYaml } from "./source-files.ts";
import type { SourceFile, SourceFiles } from "./source-files.ts";
import type { SourceNode } from "../source/source-node.ts";
import { entryOf, placeAt, valueOf } from "../source/source-node.ts";

/** What the room that resolves responsibility knows; passed in, because this room may not import it. */
export interface ResponsibilityKnowledge {
  readonly checkModel: (model: ResponsibilityModel) => readonly {
    readonly code: string;
    readonly at: readonly (string | number)[];
    readonly message: string;
    readonly help?: string;
  }[];
  readonly claimFits: (model: ResponsibilityModel, type: string, layer: Layer, claim: Party) => boolean;
  readonly possibleStates: (model: ResponsibilityModel, type: string, layer: Layer) => readonly LayerState[];
  readonly classifiedType: (type: string, isClassified: (type: string) => boolean) => string | undefined;
}

export const NO_RESPONSIBILITY: ResponsibilityModel = {
  layers: [],
  profiles: {},
  types: {},
  everywhere: [],
  sources: {},
};

type Place = { readonly file: SourceFile; readonly node: SourceNode };

/** Files besides the types; anything else in the folder decides nothing and is not read. */
const SHAPES = {
  layers: LAYERS_FILE,
  profiles: PROFILES_FILE,
  sources: SOURCES_FILE,
  everywhere: EVERYWHERE_FILE,
} as const;

/** Loads the model in `responsibility/`, on top of `known`; null if there is none or if a file has a mistake. */
export async function loadResponsibility(
  dir: string,
  listed: readonly string[],
  files: SourceFiles,
  facts: CheckFacts,
  providers: readonly string[],
  known: ResponsibilityModel,
  knowledge: ResponsibilityKnowledge | undefined,
): Promise<ResponsibilityModel | null> {
  const paths = listed.filter((file) => file.startsWith("responsibility/") && isYaml(file));
  if (paths.length === 0) return null;
  const before = files.diagnostics().length;
  const places = new Map<string, Place>();
  const model: Mutable<ResponsibilityModel> = { ...known, types: { ...known.types } };

  for (const [name, shape] of Object.entries(SHAPES)) {
    const path = `responsibility/${name}.yaml`;
    if (!paths.includes(path)) continue;
    const file = await files.yaml(join(dir, path));
    if (!file.node) continue;
    const data = checkShape<Record<string, unknown>>(shape, file.node, file.reporter, "responsibility");
    const node = valueOf(file.node, name);
    if (!data || !node) continue;
    places.set(name, { file, node });
    Object.assign(model, data);
  }
  for (const path of paths) {
    const provider = /^responsibility\/([^/]+)\//.exec(path)?.[1];
    if (provider === undefined) continue;
    const file = await files.yaml(join(dir, path));
    if (!providers.includes(provider))
      file.reporter.error(null, "responsibility-provider", `the folder "${provider}" is not a provider's name`);
    addTypes(file, provider, model.types as Record<string, TypeFacts>, places);
  }
  checkConditions(model, places, facts);
  if (files.diagnostics().length > before) return null;
  for (const problem of knowledge?.checkModel(model) ?? []) reportProblem(problem, places);
  return files.diagnostics().length > before ? null : model;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function addTypes(
  file: SourceFile,
  provider: string,
  types: Record<string, TypeFacts>,
  places: Map<string, Place>,
): void {
  const data = file.node && checkShape(TYPES_FILE, file.node, file.reporter, "responsibility");
  if (!data) return;
  const node = valueOf(file.node!, "types")!;
  for (const [type, facts] of Object.entries(data.types)) {
    const before = places.get(`types ${type}`);
    if (before) {
      const entry = entryOf(node, type)!;
      file.reporter.error(
        entry.keyPlace,
        "responsibility-twice",
        `${type} is classified twice; first in ${before.file.path}`,
      );
      continue;
    }
    places.set(`types ${type}`, { file, node: valueOf(node, type)! });
    types[type] = { provider, ...facts } as TypeFacts;
  }
}

/** Checks the conditions of all exceptions, which are in the rule language. */
function checkConditions(model: ResponsibilityModel, places: ReadonlyMap<string, Place>, facts: CheckFacts): void {
  for (const [type, { exceptions = [] }] of Object.entries(model.types)) {
    const place = places.get(`types ${type}`);
    for (const [i, exception] of exceptions.entries())
      checkException(exception, place, ["exceptions", i], [type], facts);
  }
  for (const [i, exception] of model.everywhere.entries())
    checkException(exception, places.get("everywhere"), [i], [], facts);
}

/**
 * Most types have no field list, so their paths are not checked; nor are those that the exception itself calls
 * unconfirmed.
 */
function checkException(
  { unconfirmed = [] }: ResponsibilityException,
  place: Place | undefined,
  path: readonly (string | number)[],
  types: readonly string[],
  facts: CheckFacts,
): void {
  const when = nodeIn(place, [...path, "when"]);
  if (!place || !when) return;
  const { reporter } = place.file;
  const unlisted = { declared: new Set(unconfirmed), used: new Set<string>() };
  checkCondition(when, surroundings(facts, reporter, { role: "exception", types, unlisted, lenientTypes: true }));
  for (const [i, unused] of unconfirmed.entries()) {
    if (unlisted.used.has(unused)) continue;
    const at = placeAt(place.node, [...path, "unconfirmed", i]);
    reporter.error(at, "responsibility-unused-path", `the path "${unused}" is not used anywhere in "when"`);
  }
}

function nodeIn(place: Place | undefined, path: readonly (string | number)[]): SourceNode | undefined {
  let at: SourceNode | undefined = place?.node;
  for (const step of path) at = at?.kind === "list" ? at.items[Number(step)] : valueOf(at, String(step));
  return at;
}

function reportProblem(
  problem: ReturnType<ResponsibilityKnowledge["checkModel"]>[number],
  places: ReadonlyMap<string, Place>,
): void {
  const [part, ...rest] = problem.at;
  const place = part === "types" ? places.get(`types ${String(rest[0])}`) : places.get(String(part));
  const path = part === "types" ? rest.slice(1) : rest;
  place?.file.reporter.error(placeAt(place.node, path), problem.code, problem.message, problem.help);
}
