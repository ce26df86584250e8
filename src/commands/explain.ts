import { resolve } from "node:path";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import type { Library } from "../model/library.ts";
import type { Roles } from "../model/responsibility.ts";
import type { Rule } from "../model/rule.ts";
import type { Run } from "../model/run.ts";
import type { Layer } from "../model/words.ts";
import { renderRule } from "../report/explain/rule.ts";
import type { RuleParty } from "../report/explain/rule.ts";
import { renderRuleInRun } from "../report/explain/rule-in-run.ts";
import { movesOf, renderType } from "../report/explain/type.ts";
import type { Page } from "../report/text/layout.ts";
import { describeType } from "../responsibility/describe-type.ts";
import type { ExplainArguments } from "./arguments/arguments.ts";
import { explainOfRun } from "./explain-of-run.ts";
import { misuse } from "./library/choose-rules.ts";
import type { Command } from "./io.ts";
import { openLibrary } from "./library/library.ts";
import { FINGERPRINT } from "./judged/find-evaluation.ts";
import { readSavedRun } from "./judged/saved-run.ts";

/** Explains a rule, who answers for the layers of a type, or, from a saved run, a finding or a resource and its owner. */
export const run: Command<ExplainArguments> = async ({ what, rules: folders, run: file }, io) => {
  const page = { width: io.stdout.columns, ascii: io.stdout.ascii, style: io.stdout.style };
  const library = await openLibrary(io, folders);
  const rule = library.rules.find(({ id, aliases }) => id === what || aliases.includes(what));
  const type = rule ? undefined : knownType(library, what);
  const saved = async (named: string): Promise<Run> => readSavedRun(resolve(io.cwd, named), named);
  if (rule) {
    await io.stdout.write(renderRule(rule, partiesOf(library, rule), library.frameworks, page));
    if (file !== undefined) await io.stdout.write(renderRuleInRun(await saved(file), rule, page));
  } else if (type !== undefined && file !== undefined) throw new DiagnosticError([ofNoRun(type)]);
  else if (type !== undefined) await io.stdout.write(explainType(library, type, page));
  else if (file !== undefined) await io.stdout.write(explainOfRun(what, await saved(file), page, wordsOf(library)));
  else throw new DiagnosticError([notKnown(library, what)]);
  return 0;
};

function partiesOf({ responsibility: model }: Library, rule: Rule): RuleParty[] {
  return rule.resource.map((type) => {
    const { layers, exceptions } = describeType(model, type);
    return {
      type,
      responsibility: layers[rule.layer],
      exceptions: exceptions.flatMap((exception) => movesOf(exception, layers[rule.layer])),
    };
  });
}

function knownType({ responsibility, rules, fields }: Library, what: string): string | undefined {
  const known = [
    ...Object.keys(responsibility.types),
    ...Object.keys(fields),
    ...rules.flatMap(({ resource }) => resource),
  ];
  return known.find((type) => type.toLowerCase() === what.toLowerCase());
}

function explainType({ responsibility: model, rules: all, roles }: Library, type: string, page: Page): string {
  const { classifiedAs, facts, layers, exceptions } = describeType(model, type);
  const rules = all.filter(({ resource }) => resource.includes(type));
  const explained = {
    type,
    classifiedAs,
    confidence: facts?.confidence ?? null,
    note: facts?.note ?? null,
    layers,
    exceptions,
    sources: model.sources,
    rules,
    rolesOf: (layer: Layer) => rolesOf(layer, rules, roles),
  };
  return renderType(explained, page);
}

/** The roles for a layer, in the order that owners are looked up: those that rules on it name, then its usual owner. */
function rolesOf(layer: Layer, rules: readonly Rule[], { customer_roles: roles }: Roles): string[] {
  const named = rules.flatMap((rule) => (rule.layer === layer ? (rule.owner_role ?? []) : []));
  const usual = Object.keys(roles).filter((role) => roles[role]!.owns_layers.includes(layer));
  return [...new Set([...named.toSorted(), ...usual])];
}

function ofNoRun(type: string): ReturnType<typeof misuse> {
  const help = "leave out --run, or name a resource, a rule or a fingerprint of the run";
  return misuse(`${type} is explained by the model alone, not out of a run`, help);
}

/** Everything that can be explained without a run. */
function wordsOf({ rules, responsibility }: Library): string[] {
  return [...rules.map(({ id }) => id), ...Object.keys(responsibility.types)];
}

function notKnown(library: Library, what: string): ReturnType<typeof misuse> {
  const near = suggest(what, wordsOf(library));
  if (FINGERPRINT.test(what))
    return misuse(`"${what}" looks like a fingerprint`, "give the saved run to look it up in with --run");
  return misuse(
    `nothing is known about "${what}"`,
    near
      ? `did you mean "${near}"?`
      : "give a rule id (`demarc rules list`), a resource type such as AWS::RDS::DBInstance, or a resource id or fingerprint with --run; for your own rules, add --rules FOLDER",
  );
}
