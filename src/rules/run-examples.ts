import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { parsePath } from "../evaluate/language/path.ts";
import { foldsCase, type Library } from "../model/library.ts";
import type { Rule } from "../model/rule.ts";
import type { Evidence } from "../model/run.ts";
import { applyChanges } from "./apply-changes.ts";
import { leavesOf, plainPath } from "./condition-leaves.ts";
import { exampleEstate } from "./example-estate.ts";
import type { Example, ExampleEstate, ExampleVerdict, JudgeExample } from "./examples.ts";
import { createReporter } from "../source/reporter.ts";
import type { Reporter } from "../source/reporter.ts";
import type { SourceNode } from "../source/source-node.ts";
import { entryOf, placeAt } from "../source/source-node.ts";

/** A rule with its examples and the file they come from. */
export interface RuleExamples {
  readonly rule: Rule;
  readonly examples: readonly Example[];
  readonly file: string;
  readonly node: SourceNode;
}

/**
 * Judges every example of a rule. It is a mistake if one has another outcome than it says, if the evidence lacks the
 * path it names, if the fix does not fix a fail, or if a line of the rule decides in no example.
 */
export function runExamples(
  { rule, examples, file, node }: RuleExamples,
  library: Library,
  judge: JudgeExample,
): Diagnostic[] {
  const reporter = createReporter(file);
  const verdicts = examples.map((example, i) => runExample(rule, example, i, node, library, judge, reporter));
  if (verdicts.every((verdict) => verdict !== null)) checkLeaves(rule, examples, verdicts, node, reporter);
  return reporter.diagnostics;
}

function runExample(
  rule: Rule,
  example: Example,
  index: number,
  node: SourceNode,
  library: Library,
  judge: JudgeExample,
  reporter: Reporter,
): ExampleVerdict | null {
  const at = (key: string): SourceNode["place"] => placeAt(node, ["examples", index, key]);
  const estate = exampleEstate(example, rule, library.fields);
  const verdict = judge(rule.id, estate);
  if (verdict.notAsked) {
    const help = "look at its type and region";
    reporter.error(at("name"), "example-not-asked", `"${example.name}": ${verdict.why}`, help);
    return null;
  }
  if (verdict.outcome !== example.outcome) {
    reporter.error(
      at("outcome"),
      "example-outcome",
      `"${example.name}" comes out as ${verdict.outcome}, not ${example.outcome}`,
      verdict.why ?? evidenceText(verdict.evidence),
    );
    return null;
  }
  if (example.at !== undefined && !verdict.evidence.some(({ path }) => isAtOrBelow(path, example.at!))) {
    reporter.error(
      at("at"),
      "example-path",
      `the evidence of "${example.name}" does not have ${example.at}`,
      evidenceText(verdict.evidence),
    );
  }
  const after = example.outcome === "fail" ? mended(rule, estate, verdict, library, judge) : undefined;
  // What was not read stays unread; it is then enough that the failure is gone.
  const wanted = example.unread ? ["pass", "unknown"] : ["pass"];
  if (after && !wanted.includes(after.outcome)) {
    reporter.error(
      at("name"),
      "example-fix",
      `the fix does not make "${example.name}" pass: it comes out as ${after.outcome}`,
      evidenceText(after.evidence),
    );
  }
  return verdict;
}

/** The outcome of the example once the rule's fix is applied; undefined if the fix changes no field. */
function mended(
  { id, fix }: Rule,
  estate: ExampleEstate,
  { evidence }: ExampleVerdict,
  { providers }: Library,
  judge: JudgeExample,
): ExampleVerdict | undefined {
  if (!fix || !(fix.set ?? fix.remove ?? fix.add)) return undefined;
  const fold = foldsCase(providers, estate.resource.provider);
  const resource = applyChanges(estate.resource, fix, { evidence: evidence.map(({ path }) => path), fold });
  return judge(id, { ...estate, resource });
}

function isAtOrBelow(path: string, above: string): boolean {
  return path === above || (path.startsWith(above) && /^[.[]/.test(path.slice(above.length)));
}

/** Checks that each leaf decides a fail in some example, and that each word for absence takes effect in one. */
function checkLeaves(
  rule: Rule,
  examples: readonly Example[],
  verdicts: readonly ExampleVerdict[],
  node: SourceNode,
  reporter: Reporter,
): void {
  const place = (entryOf(node, "expect") ?? entryOf(node, "examples"))?.keyPlace ?? null;
  const failed = verdicts.filter((_, i) => examples[i]!.outcome === "fail").flatMap(({ evidence }) => evidence);
  const absent = verdicts.flatMap(({ evidence }) => evidence).filter(({ state }) => state === "absent");
  for (const { path, at, speaksOfAbsence } of rule.expect ? leavesOf(rule.expect) : []) {
    if (path === "" || path === ".") continue;
    if (!shows(failed, path))
      reporter.error(
        place,
        "example-missing",
        `no example fails by ${path}`,
        `add one to examples: { outcome: fail, at: ${inBraces(at)}, resource: … }`,
      );
    if (speaksOfAbsence && !shows(absent, path) && !examples.some((example) => inheritedWithout(example, path)))
      reporter.error(place, "example-missing", `no example shows what absence of ${path} means`);
  }
}

/** The path as a value within braces, where some of its characters have a meaning in YAML. */
function inBraces(path: string): string {
  return /^[\w.]+$/.test(path) ? path : `'${path}'`;
}

/**
 * Whether there is evidence at the path, below it, or on the way to it. Paths in a `where` begin somewhere in the
 * middle.
 */
function shows(evidence: readonly Evidence[], path: string): boolean {
  return evidence.some((one) => {
    const seen = plainPath(one.path);
    return `.${seen}.`.includes(`.${path}.`) || path.startsWith(`${seen}.`);
  });
}

/** Whether the outcome is inherited and has no evidence, so that the example itself shows what absence leads to. */
function inheritedWithout({ outcome, resource }: Example, path: string): boolean {
  if (outcome !== "inherited") return false;
  let at: unknown = resource;
  for (const { key } of keysOf(path)) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return true;
    at = (at as Record<string, unknown>)[key];
  }
  return at === null;
}

function keysOf(path: string): { readonly key: string }[] {
  return parsePath(path).segments.flatMap((segment) => (segment.kind === "key" ? [segment] : []));
}

function evidenceText(evidence: readonly Evidence[]): string {
  if (evidence.length === 0) return "there is no evidence";
  return `evidence: ${evidence
    .slice(0, 3)
    .map(
      ({ path, seen, state, wanted }) =>
        `${path} is ${state === "value" ? JSON.stringify(seen) : stateText(state, seen)}, wanted ${wanted}`,
    )
    .join("; ")}`;
}

/** `unread (AccessDenied)`; what was seen is text unless it is a value of the document. */
function stateText(state: Evidence["state"], seen: unknown): string {
  const word = state.replaceAll("_", " ");
  return typeof seen === "string" ? `${word} (${seen})` : word;
}
