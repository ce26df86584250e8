import { PathSyntaxError, parsePath } from "../evaluate/language/path.ts";
import type { CheckFacts } from "./condition/surroundings.ts";
import { checkType } from "./condition/check-related.ts";
import { changedPaths } from "./changed-paths.ts";
import type { ChangedPath } from "./changed-paths.ts";
import type { Reporter } from "../source/reporter.ts";
import type { SourceNode } from "../source/source-node.ts";
import { entryOf, valueOf } from "../source/source-node.ts";

/** Checks `fix`: its paths lead to fields of the types, and a fix to another resource changes nothing here. */
export function checkFix(rule: SourceNode, types: readonly string[], facts: CheckFacts, reporter: Reporter): void {
  const fix = valueOf(rule, "fix");
  const elsewhere = entryOf(fix, "elsewhere");
  if (elsewhere) {
    checkType(elsewhere.value, { facts, reporter, lenientTypes: false });
    for (const key of ["set", "remove", "add"]) {
      const entry = entryOf(fix, key);
      if (entry)
        reporter.error(
          entry.keyPlace,
          "rule-fix",
          `"${key}" changes this resource, and "elsewhere" says that another decides`,
        );
    }
  }
  const paths = changedPaths(fix);
  const [first] = paths;
  if (first && types.length === 0)
    return reporter.error(first.place, "rule-fix", "a fix changes a resource, and the rule names none");
  for (const path of paths) checkFixPath(path, types, facts, reporter);
}

function checkFixPath(
  { text, place, by }: ChangedPath,
  types: readonly string[],
  facts: CheckFacts,
  reporter: Reporter,
): void {
  const unlisted = (path: string, guess: string | undefined): string =>
    `${types.join(" and ")} ${types.length > 1 ? "have" : "has"} no field ${path}${guess === undefined ? "" : `; did you mean ${guess}?`}`;
  try {
    const { root, segments } = parsePath(text);
    if (root !== "element" || segments.length === 0)
      return reporter.error(place, "rule-fix", `"${text}" is not a place in this resource`);
    const found = types.map((type) => facts.fields.find(type, segments));
    const field = found.find((one) => one.kind === "field");
    if (field?.kind === "field") {
      if (by === "add" && field.field.type !== "list" && field.field.type !== null)
        reporter.error(place, "rule-fix", `${text} is no list: only to a list something is added`);
      return;
    }
    const [first] = found;
    if (first?.kind === "through-list")
      return reporter.error(
        place,
        "rule-fix",
        `${first.path} is a list: write ${first.path}[] for the elements named in the evidence`,
      );
    reporter.error(place, "rule-fix", unlisted(text, first?.kind === "unknown" ? first.guess : undefined));
  } catch (error) {
    if (!(error instanceof PathSyntaxError)) throw error;
    reporter.error(place, "rule-bad-path", `${error.message} in path "${text}"`);
  }
}
