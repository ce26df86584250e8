import { PathSyntaxError, parsePath } from "../evaluate/language/path.ts";
import type { Rule } from "../model/rule.ts";
import { changedPaths } from "./changed-paths.ts";
import type { RuleFacts } from "./rule-facts.ts";
import type { Example } from "./examples.ts";
import type { Reporter } from "../source/reporter.ts";
import type { SourceNode, SourcePlace } from "../source/source-node.ts";
import { entryOf, nodeAt, placeAt } from "../source/source-node.ts";

const MISPLACED_UNREAD = '"unread" of an example stands beside "resource", not in it';

/** Checks that what examples say is possible. Null stands for an example whose mistakes have been reported. */
export function checkExamples(
  rule: Rule,
  examples: readonly (Example | null)[],
  node: SourceNode,
  facts: RuleFacts,
  reporter: Reporter,
): void {
  const names = new Map<string, number>();
  for (const [i, example] of examples.entries()) {
    if (!example) continue;
    const at = (...path: (string | number)[]): SourcePlace => placeAt(node, ["examples", i, ...path]);
    const first = names.get(example.name);
    if (first !== undefined)
      reporter.error(at("name"), "rule-example", `"${example.name}" is the name of example ${first + 1} already`);
    names.set(example.name, i);
    if (example.at !== undefined) checkExamplePath(example.at, at("at"), reporter);
    for (const [j, path] of (example.unread ?? []).entries()) checkExamplePath(path, at("unread", j), reporter);
    const own = nodeAt(node, ["examples", i])!;
    if (saysItself(own, "resource")) checkTypeOf(example, rule, own, reporter);
    if (Object.hasOwn(example.resource, "unread"))
      reporter.error(at("resource", "unread"), "rule-example", MISPLACED_UNREAD);
    if (saysItself(own, "related")) checkRelated(example, own, facts, reporter);
  }
}

function checkRelated({ related = [] }: Example, node: SourceNode, { fields }: RuleFacts, reporter: Reporter): void {
  for (const [i, { type }] of related.entries()) {
    if (!fields.has(type))
      reporter.error(placeAt(node, ["related", i, "type"]), "rule-example", `no field list has the type "${type}"`);
  }
}

/** Whether an example has its own value for the key; mistakes in what it takes over from another are reported there. */
function saysItself(node: SourceNode, key: "resource" | "related"): boolean {
  return entryOf(node, key) !== undefined || changedPaths(node).some(({ text }) => text.startsWith(key));
}

/** Positions `[0]` are allowed here, because the evidence has them. */
function checkExamplePath(text: string, place: SourcePlace, reporter: Reporter): void {
  try {
    parsePath(text.replace(/\[\d+\]/g, ""));
  } catch (error) {
    if (!(error instanceof PathSyntaxError)) throw error;
    reporter.error(place, "rule-bad-path", `${error.message} in path "${text}"`);
  }
}

function checkTypeOf(example: Example, rule: Rule, node: SourceNode, reporter: Reporter): void {
  const { type } = example.resource;
  const at = placeAt(node, ["resource", "type"]);
  if (type === undefined) {
    if (rule.resource.length > 1)
      reporter.error(
        at,
        "rule-example",
        `the rule is about ${rule.resource.length} types: say which one this is with "type"`,
      );
  } else if (!rule.resource.includes(type as string)) {
    reporter.error(at, "rule-example", `the rule is not about the type ${JSON.stringify(type)}`);
  }
}

/** Demands the answers that a shipped rule must show, each with an example. */
export function demandExamples(
  rule: Rule,
  examples: readonly Example[],
  node: SourceNode,
  facts: RuleFacts,
  reporter: Reporter,
): void {
  const place = entryOf(node, "examples")?.keyPlace ?? entryOf(node, "id")?.keyPlace ?? node.place;
  const has = (test: (example: Example) => boolean): boolean => examples.some(test);
  const demand = (met: boolean, message: string): void => {
    if (!met) reporter.error(place, "rule-example-missing", message);
  };
  if (rule.manual) {
    if (rule.resource.length > 0)
      demand(
        has(({ outcome }) => outcome === "manual"),
        "no example is manual",
      );
  } else {
    demand(
      has(({ outcome }) => outcome === "pass"),
      "no example is pass",
    );
    demand(
      has(({ outcome, at }) => outcome === "fail" && at !== undefined),
      "no example is fail and names the deciding path with at",
    );
    const hidden = ({ unread, related, reads }: Example): boolean =>
      unread !== undefined ||
      (usesRelated(rule) && (related === undefined || reads === undefined || reads.length === 0));
    demand(
      has((example) => example.outcome === "unknown" && hidden(example)),
      "no example is unknown because something was unread",
    );
  }
  if (rule.when)
    demand(
      has(({ outcome }) => outcome === "not_applicable"),
      "no example is not_applicable, and the rule has a when",
    );
  const movable = rule.resource.find((type) =>
    facts.responsibility?.possibleStates(type, rule.layer).includes("provider"),
  );
  if (movable !== undefined && rule.responsibility !== "provider") {
    demand(
      has(({ outcome }) => outcome === "inherited"),
      `no example is inherited, and the layer "${rule.layer}" of ${movable} can be the provider's`,
    );
  }
}

function usesRelated(rule: Rule): boolean {
  return (
    JSON.stringify(rule.expect ?? {}).includes('"related":') || JSON.stringify(rule.expect ?? {}).includes('"holds":')
  );
}
