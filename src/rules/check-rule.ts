import type { Rule } from "../model/rule.ts";
import { checkCondition } from "./condition/check-condition.ts";
import { checkParamDeclarations, reportUnused } from "./condition/check-params.ts";
import { checkType } from "./condition/check-related.ts";
import { surroundings } from "./condition/surroundings.ts";
import type { ConditionRole, DeclaredParams, UnlistedPaths } from "./condition/surroundings.ts";
import type { RuleFacts } from "./rule-facts.ts";
import { checkClaims, checkControls, checkRole } from "./check-claims.ts";
import { checkExamples, demandExamples } from "./check-examples.ts";
import { completeExamples } from "./complete-examples.ts";
import { checkFix } from "./check-fix.ts";
import { checkId } from "./check-rule-id.ts";
import type { Example } from "./examples.ts";
import type { Reporter } from "../source/reporter.ts";
import { RULE_SHAPE } from "./rule-shape.ts";
import { UNWRITTEN } from "./scaffold.ts";
import { checkShape } from "../source/shape.ts";
import type { SourceNode } from "../source/source-node.ts";
import { entryOf, plainData, valueOf } from "../source/source-node.ts";

export interface CheckedRule {
  readonly rule: Rule;
  readonly examples: readonly Example[];
  readonly source: SourceNode;
}

/** Checks a rule file; null if it has a mistake. `file` is relative to the folder that was loaded. */
export function checkRule(node: SourceNode, file: string, facts: RuleFacts, reporter: Reporter): CheckedRule | null {
  if (node.kind !== "map") {
    reporter.error(node.place, "rule-bad-value", "a rule is a mapping");
    return null;
  }
  const shape = checkShape(RULE_SHAPE, node, reporter, "rule");
  const types = checkTypes(node, facts, reporter);
  checkId(node, file, types, facts, reporter);
  checkAsked(node, types, facts, reporter);
  checkWords(node, reporter);
  if (facts.shipped) refuseUnwritten(node, reporter);
  // Parameters count as declared even if the rule has another mistake.
  const params = declaredParams(shape ? shape.params : declaredAlone(node));
  const unlisted = declaredPaths(node);
  if (shape?.params) checkParamDeclarations(shape.params, valueOf(node, "params")!, reporter);
  checkConditions(node, types, params, unlisted, facts, reporter);
  if (shape) {
    reportUnused(params, valueOf(node, "params"), reporter);
    reportUnusedPaths(node, unlisted, reporter);
    checkControls(node, facts, reporter);
    checkRole(node, facts, reporter);
    checkClaims(node, types, shape, facts, reporter);
  }
  if (types) checkFix(node, types, facts, reporter);
  if (!shape) return null;
  const { examples = [], resource, controls = {}, references = [], aliases = [], absent, ...rest } = shape;
  const rule = {
    ...rest,
    ...(absent === undefined || absent === "pass" ? {} : { absent }),
    resource: resource === undefined ? [] : [resource].flat(),
    controls,
    references,
    aliases,
    file,
  } as Rule;
  const isClean = (): boolean => !reporter.diagnostics.some(({ severity }) => severity === "error");
  const whole = completeExamples(examples, node, reporter);
  checkExamples(rule, whole, node, facts, reporter);
  if (facts.shipped && isClean()) demandExamples(rule, whole as readonly Example[], node, facts, reporter);
  if (!isClean()) return null;
  return { rule, examples: whole as readonly Example[], source: node };
}

/** The types of `resource`; null if one is not known, empty if the rule names none. */
function checkTypes(node: SourceNode, facts: RuleFacts, reporter: Reporter): readonly string[] | null {
  const resource = valueOf(node, "resource");
  if (!resource) return [];
  const items = resource.kind === "list" ? resource.items : [resource];
  const types = items.map((item) =>
    item.kind === "scalar" && typeof item.value === "string"
      ? checkType(item, { facts, reporter, lenientTypes: false })
      : null,
  );
  for (const [i, type] of types.entries()) {
    if (type !== null && types.indexOf(type) < i)
      reporter.error(items[i]!.place, "rule-bad-value", `"${type}" is given twice`);
  }
  return types.every((type) => type !== null) ? types : null;
}

/** Checks that there is exactly one of `expect` and `manual`, and `per` only if there is a choice. */
function checkAsked(
  node: SourceNode,
  types: readonly string[] | null,
  { fields }: RuleFacts,
  reporter: Reporter,
): void {
  const expect = entryOf(node, "expect");
  const manual = entryOf(node, "manual");
  const first = node.kind === "map" ? node.entries[0] : undefined;
  if (expect && manual) reporter.error(manual.keyPlace, "rule-asked", "a rule has expect or manual; here are both");
  else if (!expect && !manual && first)
    reporter.error(first.keyPlace, "rule-asked", "a rule has expect or manual; here is neither");
  const absent = entryOf(node, "absent");
  if (absent?.value.kind === "scalar" && absent.value.value === "pass") {
    reporter.error(
      absent.value.place,
      "rule-absent-too-wide",
      "too wide: say it on the line",
      "at rule level absence is fail or unknown",
    );
  }
  if (absent && !expect)
    reporter.error(absent.keyPlace, "rule-misplaced-key", '"absent" is for the lines of expect, and here is none');
  const per = entryOf(node, "per");
  const single = types?.find((type) => !fields.hasRegionalTwin(type));
  if (per && single !== undefined) {
    const message = `"per" chooses between the documents of an account and of its regions; ${single} has but one document`;
    reporter.error(per.keyPlace, "rule-misplaced-key", message);
  }
  const when = entryOf(node, "when");
  if (when && types?.length === 0 && !entryOf(node, "resource")) {
    reporter.error(when.keyPlace, "rule-misplaced-key", '"when" needs a resource to be asked of');
  }
}

/** Checks words that only make sense together. */
function checkWords(node: SourceNode, reporter: Reporter): void {
  const title = valueOf(node, "title");
  const failure = valueOf(node, "failure_title");
  if (title?.kind === "scalar" && failure?.kind === "scalar" && title.value !== null && title.value === failure.value) {
    reporter.error(
      failure.place,
      "rule-bad-value",
      "the failure title says the same as the title",
      "it says what is wrong, in a sentence of its own",
    );
  }
}

/** Refuses the text that `new rule` leaves to the author, which must not reach a report. */
function refuseUnwritten(node: SourceNode, reporter: Reporter): void {
  const fix = valueOf(node, "fix");
  const words = ["title", "failure_title", "question", "why"].map((key) => valueOf(node, key));
  for (const word of [...words, fix && valueOf(fix, "summary")]) {
    if (word?.kind === "scalar" && typeof word.value === "string" && word.value.startsWith(UNWRITTEN))
      reporter.error(word.place, "rule-unwritten", `${UNWRITTEN} stands where words are expected`, "write them");
  }
}

function checkConditions(
  node: SourceNode,
  types: readonly string[] | null,
  params: DeclaredParams,
  unlisted: UnlistedPaths,
  facts: RuleFacts,
  reporter: Reporter,
): void {
  for (const role of ["when", "expect"] as const satisfies readonly ConditionRole[]) {
    const condition = valueOf(node, role);
    // Even if a type is unknown, the words of a condition can be checked.
    if (condition)
      checkCondition(condition, surroundings(facts, reporter, { role, types: types ?? [], params, unlisted }));
  }
}

function declaredAlone(node: SourceNode): Rule["params"] | undefined {
  const params = valueOf(node, "params");
  return params && (RULE_SHAPE.shape.params.safeParse(plainData(params)).data as Rule["params"] | undefined);
}

function declaredParams(params: Rule["params"] | undefined): DeclaredParams {
  return { declared: new Map(Object.entries(params ?? {})), used: new Set() };
}

function declaredPaths(node: SourceNode): UnlistedPaths {
  const declared = valueOf(node, "unlisted_paths");
  return { declared: new Set(declared?.kind === "map" ? declared.entries.map(({ key }) => key) : []), used: new Set() };
}

function reportUnusedPaths(node: SourceNode, { declared, used }: UnlistedPaths, reporter: Reporter): void {
  for (const path of declared) {
    if (used.has(path)) continue;
    reporter.error(
      entryOf(valueOf(node, "unlisted_paths"), path)!.keyPlace,
      "rule-unused-path",
      `the path "${path}" is not used anywhere`,
    );
  }
}
