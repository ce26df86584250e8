import { resolve } from "node:path";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import type { Library } from "../model/library.ts";
import type { Rule } from "../model/rule.ts";
import type { Run } from "../model/run.ts";
import { renderFinding } from "../report/explain/finding.ts";
import { renderRule } from "../report/explain/rule.ts";
import type { RuleParty } from "../report/explain/rule.ts";
import { renderRuleInRun } from "../report/explain/rule-in-run.ts";
import { renderType } from "../report/explain/type.ts";
import type { Page } from "../report/text/layout.ts";
import { describeType } from "../responsibility/describe-type.ts";
import type { ExplainArguments } from "./arguments.ts";
import { misuse } from "./choose-rules.ts";
import type { Command } from "./io.ts";
import { findEvaluation } from "./find-evaluation.ts";
import { openLibrary } from "./library.ts";
import { readSavedRun } from "./saved-run.ts";

const FINGERPRINT = /^[0-9a-f]{8,64}$/;

/** All a rule says; who answers for what of a type; why a finding of a saved run is one. */
export const run: Command<ExplainArguments> = async ({ what, rules: folders, run: file }, io) => {
  const page = { width: io.stdout.columns, ascii: io.stdout.ascii, style: io.stdout.style };
  if (file !== undefined && FINGERPRINT.test(what)) {
    await io.stdout.write(explainFinding(await readSavedRun(resolve(io.cwd, file), file), what, page));
    return 0;
  }
  const library = await openLibrary(io, folders);
  const rule = library.rules.find(({ id, aliases }) => id === what || aliases.includes(what));
  const type = rule ? undefined : knownType(library, what);
  if (rule) {
    await io.stdout.write(renderRule(rule, partiesOf(library, rule), library.frameworks, page));
    if (file === undefined) return 0;
    await io.stdout.write(renderRuleInRun(await readSavedRun(resolve(io.cwd, file), file), rule.id, page));
  } else if (type !== undefined) await io.stdout.write(explainType(library, type, page));
  else throw new DiagnosticError([notKnown(library, what, file)]);
  return 0;
};

function partiesOf({ responsibility: model }: Library, rule: Rule): RuleParty[] {
  return rule.resource.map((type) => {
    const { layers, exceptions } = describeType(model, type);
    return {
      type,
      responsibility: layers[rule.layer],
      exceptions: exceptions.flatMap(({ id, set, set_all: setAll, why }) => {
        const to = set?.[rule.layer] ?? (setAll?.from.includes(layers[rule.layer].state) ? setAll.to : undefined);
        return to === undefined ? [] : [{ id, to, why }];
      }),
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

function explainType({ responsibility: model, rules }: Library, type: string, page: Page): string {
  const { classifiedAs, facts, layers, exceptions } = describeType(model, type);
  const explained = {
    type,
    classifiedAs,
    confidence: facts?.confidence ?? null,
    note: facts?.note ?? null,
    layers,
    exceptions,
    sources: model.sources,
    rules: rules.filter(({ resource }) => resource.includes(type)),
  };
  return renderType(explained, page);
}

/** The evaluation whose fingerprint begins with `what`. */
function explainFinding(saved: Run, what: string, page: Page): string {
  const evaluation = findEvaluation(saved, what);
  const rule = saved.rules.find(({ id }) => id === evaluation.rule_id);
  if (!rule)
    throw new DiagnosticError([
      misuse(`the run has no rule ${evaluation.rule_id}`, "the run file was changed by hand"),
    ]);
  return renderFinding(evaluation, rule, page);
}

function notKnown(library: Library, what: string, file: string | undefined): ReturnType<typeof misuse> {
  const words = [...library.rules.map(({ id }) => id), ...Object.keys(library.responsibility.types)];
  const near = suggest(what, words);
  if (FINGERPRINT.test(what) && file === undefined) {
    return misuse(`"${what}" looks like a fingerprint`, "say with --run in which saved run to look it up");
  }
  return misuse(
    `nothing is known of "${what}"`,
    near
      ? `did you mean "${near}"?`
      : "give a rule id (`demarc rules list`), a resource type such as AWS::RDS::DBInstance, or a fingerprint with --run",
  );
}
