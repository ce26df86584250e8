import { compareText } from "../../model/compare-text.ts";
import type { Scope } from "../../model/resource.ts";
import type { Evaluation, Run, RunRule, RunSummary } from "../../model/run.ts";
import { distinctWords } from "../control-words.ts";
import { addUp } from "./add-up.ts";
import { dutiesOnce } from "./duties-once.ts";
import { layOver } from "./laid-over.ts";
import { mergeEstates } from "./merge-lists.ts";
import { mergeParts } from "./merge-parts.ts";
import { type NamedRun, newestOfEach } from "./newest-of-each.ts";
import { distinct, sortedBy } from "./order.ts";

/**
 * Runs of many accounts as one, the same whatever their order. Of two runs of the same accounts the newer one counts,
 * and a warning names the other. A baseline that individual runs were compared with is left out.
 *
 * `presentId` gives the present id of a rule that has been renamed since.
 *
 * @throws {DiagnosticError} where two runs have some accounts in common and others not: their counts cannot be parted.
 */
export function mergeRuns(
  named: readonly [NamedRun, ...NamedRun[]],
  presentId: (rule: string) => string = (rule) => rule,
): Run {
  const [first, ...others] = named;
  if (others.length === 0) return first.run;
  const { kept, warnings } = newestOfEach(named, presentId);
  const runs = dutiesOnce(kept.map(({ run }) => run));
  const [newest] = runs as [Run, ...Run[]];
  const words = distinctWords(runs.flatMap(({ provider_words: own = [] }) => own));
  const whole: Run = {
    tool: newest.tool,
    scope: mergeScopes(runs.map(({ scope }) => scope)),
    as_of: newest.as_of,
    digests: mergeDigests(runs),
    rules: mergeRules(runs),
    evaluations: sortedBy(
      runs.flatMap(({ evaluations }) => evaluations.map(withoutBaseline)),
      (one) => `${one.fingerprint} ${one.rule_id} ${one.resource.account}`,
    ),
    blind_spots: distinct(runs.flatMap(({ blind_spots }) => blind_spots)),
    exemptions: [],
    estate: mergeEstates(runs.flatMap(({ estate }) => estate)),
    parties: distinct(runs.flatMap(({ parties }) => parties)),
    units: distinct(runs.flatMap(({ units }) => units)),
    attestations: [],
    ...(words.length > 0 && { provider_words: words }),
    summary: runs.map(({ summary }) => summary).reduce((a, b) => addUp(a, b) as RunSummary),
    warnings: distinct([...warnings, ...differences(kept), ...runs.flatMap((run) => run.warnings)]),
  };
  return layOver(whole, runs, presentId);
}

/** What the runs do not have in common and a reader should know. */
function differences(kept: readonly NamedRun[]): string[] {
  const times = new Set(kept.map(({ run }) => run.as_of));
  const packs = new Set(kept.map(({ run }) => run.digests["rules"]));
  const versions = new Set(kept.map(({ run }) => run.tool.version));
  return [
    ...(times.size > 1 ? kept.map(({ file, run }) => `${file} was judged as of ${run.as_of}`) : []),
    ...(packs.size > 1 ? ["the merged runs were not judged by the same rules"] : []),
    ...(versions.size > 1 ? ["the merged runs were not made by the same version of demarc"] : []),
  ];
}

function withoutBaseline(evaluation: Evaluation): Evaluation {
  const { baseline, ...rest } = evaluation;
  return baseline === undefined ? evaluation : rest;
}

function mergeScopes(scopes: readonly Scope[]): Scope {
  const name = [...new Set(scopes.map((scope) => scope.name))].toSorted(compareText).join(", ");
  const partial = scopes.some((scope) => scope.partial) && { partial: true };
  // Where one run cannot say what should be there, nobody can say it of the whole.
  if (scopes.some(({ expected }) => expected === undefined)) return { name, ...partial };
  return { name, expected: mergeParts(scopes.flatMap(({ expected }) => expected ?? [])), ...partial };
}

/** One digest where all runs have the same; else each, numbered. */
function mergeDigests(runs: readonly Run[]): Record<string, string> {
  const names = [...new Set(runs.flatMap(({ digests }) => Object.keys(digests)))].toSorted(compareText);
  return Object.fromEntries(
    names.flatMap((name) => {
      const values = [...new Set(runs.flatMap(({ digests }) => digests[name] ?? []))].toSorted(compareText);
      return values.map((value, index) => [values.length === 1 ? name : `${name} ${index + 1}`, value]);
    }),
  );
}

/** If a rule differs, that of the newest run. */
function mergeRules(runs: readonly Run[]): RunRule[] {
  const rules = new Map(runs.toReversed().flatMap((run) => run.rules.map((rule) => [rule.id, rule] as const)));
  return [...rules.values()].toSorted((a, b) => compareText(a.id, b.id));
}
