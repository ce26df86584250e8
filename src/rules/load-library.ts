import { basename, join } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { compareKeys } from "../model/compare-text.ts";
import type { Library } from "../model/library.ts";
import type { ResponsibilityModel } from "../model/responsibility.ts";
import type { SharedCondition } from "../model/rule.ts";
import { conditionRule } from "./condition-rule.ts";
import { checkRule } from "./check-rule.ts";
import type { ClaimCheck } from "./rule-facts.ts";
import type { CheckFacts, ConditionSource } from "./condition/surroundings.ts";
import { controlIds, roleNames } from "./rule-facts.ts";
import type { RuleFacts } from "./rule-facts.ts";
import { loadWitnesses } from "./load-witnesses.ts";
import { createKnownFields } from "./known-fields.ts";
import { checkSharedCondition, knownConditions, readConditions } from "./load-conditions.ts";
import { loadProviders, loadRoles, loadTables } from "./load-data.ts";
import { loadFields } from "./load-fields.ts";
import { loadFrameworks } from "./load-frameworks.ts";
import { NO_RESPONSIBILITY, loadResponsibility } from "./load-responsibility.ts";
import type { ResponsibilityKnowledge } from "./load-responsibility.ts";
import { refuseReplaced } from "./refuse-replaced.ts";
import type { RuleExamples } from "./run-examples.ts";
import { sortDiagnostics } from "../source/reporter.ts";
import { createSourceFiles, isYaml } from "./source-files.ts";
import type { SourceFiles } from "./source-files.ts";
import { type PlacedRule, uniqueRules } from "./unique-rules.ts";

/**
 * In a bundle, the name of this file changes with everything it contains and loads, so a program that checks rules
 * differently has another name.
 */
export const LOADER = basename(import.meta.url);

export interface LoadOptions {
  /** What the folders add to: the shipped library, for custom rules. If missing, the folders are all there is. */
  readonly base?: Library;
  /**
   * Whether these are the rules that come with the program: their files mirror their ids, and their examples are
   * complete.
   */
  readonly shipped?: boolean;
  /** Without it, only the shape of claims and of the responsibility model is checked. */
  readonly responsibility?: ResponsibilityKnowledge;
}

export interface Loaded {
  /** Everything without a mistake. */
  readonly library: Library;
  /** The examples of the rules in the folders, sorted by rule id. */
  readonly examples: readonly RuleExamples[];
  /**
   * The examples of the shared conditions in the folders, each with a rule that asks the condition. These rules are not
   * in the library.
   */
  readonly conditionExamples: readonly RuleExamples[];
  /** Sorted by file and place. */
  readonly diagnostics: readonly Diagnostic[];
  /** Text of every file that was read, for showing the line of a diagnostic. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Reads rules and what belongs to them from one or more folders (or single rule files) and checks everything. Never
 * throws because of the content of files: every mistake is a diagnostic.
 */
export async function loadLibrary(paths: string | readonly string[], options: LoadOptions = {}): Promise<Loaded> {
  const files = createSourceFiles();
  const { base } = options;
  const library = { ...emptyLibrary(), ...base };
  const loading: Loading = {
    files,
    options,
    library,
    conditions: knownConditions(library),
    conditionExamples: [],
    rules: [],
  };
  const folders: Folder[] = [];
  for (const path of [paths].flat()) folders.push(await loadFolder(path, loading));
  const kept = uniqueRules(loading.rules, base?.rules ?? []);
  const examples = kept.map(({ rule, examples: own, source }) => ({
    rule,
    examples: own,
    file: source.path,
    node: source.node!,
  }));
  library.rules = [...(base?.rules ?? []), ...kept.map(({ rule }) => rule)].toSorted(byId);
  // These refer to rules, which may be in any folder.
  for (const { dir, listed } of folders) {
    const { witnesses, controlNames } = await loadWitnesses(dir, listed, files, library);
    library.witnesses = { ...library.witnesses, ...witnesses };
    library.control_names = { ...library.control_names, ...controlNames };
  }
  return {
    library: ordered(library),
    examples: examples.toSorted((a, b) => byId(a.rule, b.rule)),
    conditionExamples: loading.conditionExamples,
    diagnostics: sortDiagnostics(files.diagnostics()),
    texts: files.texts,
  };
}

/** What was read so far; each folder adds to it. */
interface Loading {
  readonly files: SourceFiles;
  readonly options: LoadOptions;
  readonly library: Mutable<Library>;
  /** From all folders, checked or not. */
  readonly conditions: Map<string, ConditionSource>;
  readonly conditionExamples: RuleExamples[];
  readonly rules: PlacedRule[];
}

interface Folder {
  readonly dir: string;
  /** Paths of its files, below it. */
  readonly listed: readonly string[];
}

async function loadFolder(path: string, loading: Loading): Promise<Folder> {
  const { files } = loading;
  const folder = files.list(path);
  if (folder.listed.length === 0)
    files.reporter(path).error(null, "rules-none", "no rules here", "name a folder with rules in YAML");
  await loadData(folder, loading);
  const facts = await loadConditions(folder, loading);
  await loadModel(folder, facts, loading);
  await loadRules(folder, facts, loading);
  return folder;
}

async function loadData({ dir, listed }: Folder, { files, library, options: { base } }: Loading): Promise<void> {
  library.providers = { ...library.providers, ...(await loadProviders(dir, listed, files)) };
  library.tables = { ...library.tables, ...(await loadTables(dir, listed, files)) };
  const fields = await loadFields(dir, listed, files);
  if (base) refuseReplaced({ dir, listed }, fields, base, files);
  library.fields = { ...library.fields, ...fields };
  const frameworks = await loadFrameworks(dir, listed, files, library.frameworks);
  library.frameworks = [...library.frameworks, ...frameworks].toSorted(byId);
}

/** Returns what conditions may refer to, including the conditions of the folder. */
async function loadConditions(
  { dir, listed }: Folder,
  { files, library, conditions, conditionExamples }: Loading,
): Promise<CheckFacts> {
  const found = await readConditions(dir, listed, files);
  for (const file of found) conditions.set(file.name, file);
  const facts = { fields: createKnownFields(library.fields, library.providers), tables: library.tables, conditions };
  for (const file of found) {
    const checked = checkSharedCondition(file, facts);
    if (!checked) continue;
    library.conditions = { ...library.conditions, [file.name]: checked.shared };
    const provider = facts.fields.providerOf(checked.shared.resource[0] ?? "") ?? "";
    const rule = conditionRule(checked.shared, provider, file.file);
    conditionExamples.push({ rule, examples: checked.examples, file: file.source.path, node: file.source.node! });
  }
  return facts;
}

async function loadModel(
  { dir, listed }: Folder,
  facts: CheckFacts,
  { files, library, options }: Loading,
): Promise<void> {
  if (options.base) return refuseModel(dir, listed, files);
  const providers = Object.keys(library.providers);
  const { responsibility: known } = library;
  const model = await loadResponsibility(dir, listed, files, facts, providers, known, options.responsibility);
  if (model) library.responsibility = model;
  library.roles = (await loadRoles(dir, listed, files)) ?? library.roles;
}

/** Files that are not rules. */
const DATA =
  /^(?:(?:conditions|tables|fields|responsibility|frameworks|coverage|witnesses)\/|(?:providers|not-shipped)\.yaml$)/;

async function loadRules(
  { dir, listed }: Folder,
  facts: CheckFacts,
  { files, library, options, rules }: Loading,
): Promise<void> {
  const ruleFacts: RuleFacts = {
    ...facts,
    providers: Object.keys(library.providers),
    frameworks: controlIds(library.frameworks),
    roles: roleNames(library),
    responsibility: claimCheck(library.responsibility, options.responsibility),
    shipped: options.shipped ?? false,
  };
  for (const own of listed.filter((file) => isYaml(file) && !DATA.test(file))) {
    const source = await files.yaml(join(dir, own));
    const checked = source.node && checkRule(source.node, own, ruleFacts, source.reporter);
    if (checked) rules.push({ ...checked, source });
  }
}

/**
 * Refuses a responsibility model: only the shipped one says who answers for what. Users correct it with overrides,
 * which have a reason and an end date.
 */
function refuseModel(dir: string, listed: readonly string[], files: SourceFiles): void {
  const [first] = listed.filter((file) => file.startsWith("responsibility/"));
  if (first === undefined) return;
  const help = "write overrides in demarc.yaml, with reason, approver and end date";
  files
    .reporter(join(dir, first))
    .error(null, "responsibility-shipped", "the model of responsibility comes with the program", help);
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function emptyLibrary(): Mutable<Library> {
  return {
    language: 1,
    rules: [],
    conditions: {},
    tables: {},
    fields: {},
    providers: {},
    responsibility: NO_RESPONSIBILITY,
    roles: { customer_roles: {}, external_parties: [], mcsb_roles: { source: "", roles: {}, controls: {} } },
    witnesses: {},
    control_names: {},
    frameworks: [],
  };
}

function claimCheck(model: ResponsibilityModel, knowledge: ResponsibilityKnowledge | undefined): ClaimCheck | null {
  if (!knowledge || Object.keys(model.types).length === 0) return null;
  const listed = (type: string): boolean => Object.hasOwn(model.types, type);
  return {
    isClassified: (type) => knowledge.classifiedType(type, listed) !== undefined,
    claimFits: (type, layer, claim) => knowledge.claimFits(model, type, layer, claim),
    possibleStates: (type, layer) => knowledge.possibleStates(model, type, layer),
  };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Sorts keys, so that their order does not depend on the order the files were read in. */
function ordered(library: Library): Library {
  return {
    ...library,
    conditions: sortedKeys<SharedCondition>(library.conditions),
    tables: sortedKeys(library.tables),
    fields: sortedKeys(library.fields),
    providers: sortedKeys(library.providers),
    responsibility: { ...library.responsibility, types: sortedKeys(library.responsibility.types) },
  };
}

function sortedKeys<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).toSorted(compareKeys));
}
