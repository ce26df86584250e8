import { suggest } from "../diagnostics/suggest.ts";
import type { Rule } from "../model/rule.ts";
import { checkCondition } from "./condition/check-condition.ts";
import { checkParamDeclarations, reportUnused } from "./condition/check-params.ts";
import { checkType } from "./condition/check-related.ts";
import { surroundings } from "./condition/surroundings.ts";
import type { CheckFacts, ConditionRole, DeclaredParams, UnlistedPaths } from "./condition/surroundings.ts";
import { checkExamples } from "./check-examples.ts";
import { checkFix } from "./check-fix.ts";
import type { Example } from "./examples.ts";
import type { Reporter } from "./reporter.ts";
import { ID_PATTERN, RULE_SHAPE } from "./rule-shape.ts";
import { checkShape } from "./shape.ts";
import type { SourceNode } from "./source-node.ts";
import { entryOf, valueOf } from "./source-node.ts";

/** What rules are checked against beside the language itself. */
export interface RuleFacts extends CheckFacts {
  readonly providers: readonly string[];
  /** Control ids by framework; a framework that is not here is not checked. */
  readonly frameworks: ReadonlyMap<string, ReadonlySet<string>>;
  /** What the model of responsibility says; null where it was not loaded. */
  readonly responsibility: ClaimCheck | null;
  /** The rules that come with the program: their files mirror their ids, and their examples are complete. */
  readonly shipped: boolean;
}

/** The part of the responsibility model that rules are held against; another room knows it. */
export interface ClaimCheck {
  readonly isClassified: (type: string) => boolean;
  /** Can this party answer for this layer of this type at all? */
  readonly claimFits: (type: string, layer: Rule["layer"], claim: Rule["responsibility"]) => boolean;
  /** Can an exception give this layer of this type to the provider? */
  readonly canBeInherited: (type: string, layer: Rule["layer"]) => boolean;
}

export interface CheckedRule {
  readonly rule: Rule;
  readonly examples: readonly Example[];
  readonly source: SourceNode;
}

/** Checks a rule file; null where it has a mistake. `file` is relative to the folder that was loaded. */
export function checkRule(node: SourceNode, file: string, facts: RuleFacts, reporter: Reporter): CheckedRule | null {
  const before = reporter.diagnostics.length;
  if (node.kind !== "map") {
    reporter.error(node.place, "rule-bad-value", "a rule is a mapping");
    return null;
  }
  const shape = checkShape(RULE_SHAPE, node, reporter, "rule");
  const types = checkTypes(node, facts, reporter);
  checkId(node, file, types, facts, reporter);
  checkAsked(node, types, reporter);
  checkWords(node, reporter);
  const params = declaredParams(shape?.params);
  const unlisted = declaredPaths(node);
  if (shape?.params) checkParamDeclarations(shape.params, valueOf(node, "params")!, reporter);
  checkConditions(node, types, params, unlisted, facts, reporter);
  if (shape) {
    reportUnused(params, valueOf(node, "params"), reporter);
    reportUnusedPaths(node, unlisted, reporter);
    checkControls(node, facts, reporter);
    checkClaims(node, types, shape, facts, reporter);
  }
  if (types) checkFix(node, types, facts, reporter);
  if (!shape || reporter.diagnostics.slice(before).some(({ severity }) => severity === "error")) return null;
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
  checkExamples(rule, examples as readonly Example[], node, facts, reporter);
  if (reporter.diagnostics.slice(before).some(({ severity }) => severity === "error")) return null;
  return { rule, examples: examples as readonly Example[], source: node };
}

/** The types of `resource`; null where one is not known. Empty where the rule names none. */
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

function checkId(
  node: SourceNode,
  file: string,
  types: readonly string[] | null,
  facts: RuleFacts,
  reporter: Reporter,
): void {
  const idNode = valueOf(node, "id");
  if (idNode?.kind !== "scalar" || typeof idNode.value !== "string" || !ID_PATTERN.test(idNode.value)) return;
  const id = idNode.value;
  const provider = id.split("-", 1)[0]!;
  const known = [...facts.providers, "org"];
  if (!known.includes(provider)) {
    const guess = suggest(provider, known);
    reporter.error(
      idNode.place,
      "rule-bad-id",
      `an id begins with ${known.join(", ")}; here is "${provider}"${guess === undefined ? "" : `; did you mean "${guess}"?`}`,
      "it says whose resources the rule judges",
    );
  } else {
    for (const type of types ?? []) {
      const owner = facts.fields.providerOf(type);
      if (owner !== provider)
        reporter.error(
          idNode.place,
          "rule-bad-id",
          `${type} is of ${owner ?? "no provider"}; the id begins with "${provider}"`,
        );
    }
    const resource = entryOf(node, "resource");
    if (provider === "org" && resource)
      reporter.error(
        resource.keyPlace,
        "rule-bad-value",
        "a duty of the organisation has no resource",
        "leave it out, or begin the id with a provider",
      );
    if (provider !== "org" && !resource)
      reporter.error(idNode.place, "rule-missing-key", '"resource" is missing: say which type is judged');
  }
  const mirrored = file.replace(/\.ya?ml$/, "").replaceAll("/", "-");
  if (facts.shipped && mirrored !== id)
    reporter.error(
      idNode.place,
      "rule-bad-id",
      `the file ${file} holds the rule ${mirrored}; here is "${id}"`,
      "folders and file name, joined by -, are the id",
    );
}

/** Exactly one of `expect` and `manual`; `per` where there is something to choose. */
function checkAsked(node: SourceNode, types: readonly string[] | null, reporter: Reporter): void {
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
      "too wide: say it at the line",
      "at rule level absence is fail or unknown",
    );
  }
  if (absent && !expect)
    reporter.error(absent.keyPlace, "rule-misplaced-key", '"absent" is for the lines of expect, and here is none');
  const per = entryOf(node, "per");
  if (per && types && types.length > 0 && !types.some((type) => type.endsWith("::::Account"))) {
    reporter.error(per.keyPlace, "rule-misplaced-key", `"per" is for accounts; ${types[0]!} has a document each`);
  }
  const when = entryOf(node, "when");
  if (when && types?.length === 0 && !entryOf(node, "resource")) {
    reporter.error(when.keyPlace, "rule-misplaced-key", '"when" needs a resource to be asked of');
  }
}

/** Words that only make sense together. */
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

function checkConditions(
  node: SourceNode,
  types: readonly string[] | null,
  params: DeclaredParams,
  unlisted: UnlistedPaths,
  facts: RuleFacts,
  reporter: Reporter,
): void {
  if (types === null) return;
  for (const role of ["when", "expect"] as const satisfies readonly ConditionRole[]) {
    const condition = valueOf(node, role);
    if (condition) checkCondition(condition, surroundings(facts, reporter, { role, types, params, unlisted }));
  }
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
      `the path "${path}" is used nowhere`,
    );
  }
}

function checkControls(node: SourceNode, { frameworks }: RuleFacts, reporter: Reporter): void {
  const controls = valueOf(node, "controls");
  if (controls?.kind !== "map" || frameworks.size === 0) return;
  for (const { key, keyPlace, value } of controls.entries) {
    const known = frameworks.get(key);
    if (!known) {
      const guess = suggest(key, frameworks.keys());
      reporter.error(
        keyPlace,
        "rule-unknown-framework",
        `no framework is called "${key}"${guess === undefined ? "" : `; did you mean "${guess}"?`}`,
      );
      continue;
    }
    for (const item of value.kind === "list" ? value.items : []) {
      const id = item.kind === "scalar" ? String(item.value) : "";
      if (known.has(id)) continue;
      const guess = suggest(id, known);
      reporter.error(
        item.place,
        "rule-unknown-control",
        `${key} has no control "${id}"${guess === undefined ? "" : `; did you mean "${guess}"?`}`,
      );
    }
  }
}

function checkClaims(
  node: SourceNode,
  types: readonly string[] | null,
  shape: Pick<Rule, "layer" | "responsibility">,
  { responsibility, shipped }: RuleFacts,
  reporter: Reporter,
): void {
  if (!responsibility) return;
  const { layer, responsibility: claim } = shape;
  for (const type of types ?? []) {
    if (!responsibility.isClassified(type)) {
      if (shipped)
        reporter.error(
          valueOf(node, "resource")!.place,
          "rule-unclassified-type",
          `nobody has said who answers for ${type}`,
          "classify it under rules/responsibility/ first",
        );
    } else if (!responsibility.claimFits(type, layer, claim)) {
      reporter.error(
        valueOf(node, "responsibility")!.place,
        "rule-claim",
        `the layer "${layer}" of ${type} is never the duty of "${claim}" alone`.replace(
          ' of "shared" alone',
          " of both",
        ),
        "see demarc matrix; the resource decides, this is only the claim",
      );
    }
  }
}
