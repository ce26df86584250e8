import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import type { Evaluation, Run } from "../model/run.ts";
import { renderFinding } from "../report/explain/finding.ts";
import { renderResource } from "../report/explain/resource.ts";
import type { Judged } from "../report/explain/resource.ts";
import type { Page } from "../report/text/layout.ts";
import { misuse } from "./library/choose-rules.ts";
import { findEvaluation, FINGERPRINT } from "./judged/find-evaluation.ts";

/**
 * Explains a resource of a saved run, found by its id or else by its name, or else the evaluation whose fingerprint begins with
 * `what`. `words`: other things that could have been meant, for suggestions.
 *
 * @throws {DiagnosticError} if the run lists nothing or more than one thing for it.
 */
export function explainOfRun(what: string, run: Run, page: Page, words: readonly string[]): string {
  const found = evaluationsOf(what, run);
  if (found.length > 0) return renderResource(found[0]!.resource, judgedBy(found, run), page);
  if (FINGERPRINT.test(what)) {
    const evaluation = findEvaluation(run, what);
    return renderFinding(evaluation, ruleOf(evaluation, run), page);
  }
  throw new DiagnosticError([misuse(`the run lists nothing about "${what}"`, helpFor(what, run, words))]);
}

/** The evaluations of one resource: by its exact id, its id in any case, or its name. */
function evaluationsOf(what: string, { evaluations }: Run): Evaluation[] {
  const wanted = what.toLowerCase();
  const kinds: readonly ((one: Evaluation) => boolean)[] = [
    ({ resource }) => resource.id === what,
    ({ resource }) => resource.id?.toLowerCase() === wanted,
    ({ resource }) => resource.id !== null && resource.name === what,
  ];
  for (const fits of kinds) {
    const found = evaluations.filter(fits);
    const places = new Map(
      found.map(({ resource: { provider, account, region, type, id } }) => [
        `${provider} ${account} ${region} ${type} ${id}`,
        id,
      ]),
    );
    if (places.size > 1)
      throw new DiagnosticError([
        misuse(
          `${places.size} resources are called "${what}"`,
          `give the id of one: ${[...places.values()].join(", ")}`,
        ),
      ]);
    if (found.length > 0) return found;
  }
  return [];
}

function judgedBy(evaluations: readonly Evaluation[], run: Run): Judged[] {
  return evaluations.map((evaluation) => ({ evaluation, rule: ruleOf(evaluation, run) }));
}

function ruleOf({ rule_id: id }: Evaluation, { rules }: Run): Run["rules"][number] {
  const rule = rules.find((one) => one.id === id);
  if (!rule) throw new DiagnosticError([misuse(`the run has no rule ${id}`, "the run file was changed by hand")]);
  return rule;
}

function helpFor(what: string, { evaluations }: Run, words: readonly string[]): string {
  const named = evaluations.flatMap(({ resource: { id, name } }) => (id === null ? [] : [id, name]));
  const near = suggest(what, new Set([...words, ...named]));
  const kept = "a run lists every pair of a resource where it was saved with `--include all`";
  return near === undefined ? kept : `did you mean "${near}"? ${kept}`;
}
