import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { judgeExamplesOf } from "../../src/commands/judge-example.ts";
import { formatDiagnostic } from "../../src/diagnostics/format.ts";
import { checkRuleText } from "../rules/check-rule-text.ts";
import { exampleEstate } from "../../src/rules/example-estate.ts";
import { FUZZ_TIME, fuzzRuns } from "./fuzz-runs.ts";
import { changedText } from "./mutate-text.ts";
import { changedTree } from "./mutate-tree.ts";
import { library } from "../shipped.ts";

/** Rules that somebody broke: said at their place, or rules that can be asked of anything. */

const rulesFolder = fileURLToPath(new URL("../../rules", import.meta.url));

/** A rule of each kind of condition stands among so many. */
const TEXTS = library.rules
  .filter((_, index) => index % 9 === 0)
  .map(({ file }) => readFileSync(`${rulesFolder}/${file}`, "utf8"));

let taken = 0;

function check(text: string): void {
  const { rule, examples, diagnostics } = checkRuleText(text, "aws/x/rule.yaml", library);
  for (const one of diagnostics) expect(formatDiagnostic(one, text)).toMatch(/\[[a-z-]+\]/);
  if (rule === null) return void expect(diagnostics.filter(({ severity }) => severity === "error")).not.toEqual([]);
  taken += 1;
  const judge = judgeExamplesOf({ ...library, rules: [rule] }, [rule]);
  for (const example of examples) judge(rule.id, exampleEstate(example, rule, library.fields));
}

it(
  "changed in their trees",
  () => {
    const trees = TEXTS.map((text) => parse(text) as unknown);
    fc.assert(
      fc.property(changedTree(trees), (tree) => check(stringify(tree))),
      fuzzRuns(150),
    );
    expect(taken).toBeGreaterThan(5);
  },
  FUZZ_TIME,
);

it(
  "changed in their text",
  () => {
    fc.assert(
      fc.property(changedText(TEXTS), (bytes) => check(bytes.toString("utf8"))),
      fuzzRuns(150),
    );
  },
  FUZZ_TIME,
);

const PATHS = [
  "configuration.encrypted",
  "configuration.size",
  "tags.team",
  "configuration.attachments",
  "$x",
  "a..b",
  "[0]",
];
const literal = fc.oneof(
  fc.constantFrom<unknown>(
    true,
    null,
    0,
    -0,
    1e308,
    "",
    "a",
    "^(a+)+$",
    "\ud800",
    "*",
    "2026-02-30",
    "1.2.3",
    "::/0",
    "7d",
  ),
  fc.constant({ param: "age" }),
  fc.constantFrom(...PATHS).map((path) => ({ path })),
);
const OPERATORS = [
  [
    "equals",
    "not_equals",
    "one_of",
    "at_least",
    "at_most",
    "matches",
    "like",
    "is",
    "contains",
    "mentions_all",
    "within",
  ],
  ["age_at_most", "version_at_least", "in_support", "grants_none", "closed_to_internet", "requires_tls", "holds"],
].flat();

/** The language with its own words in any order, most of it nonsense. */
const { condition } = fc.letrec<{ condition: unknown }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 6, depthSize: "medium" },
    fc
      .tuple(
        fc.constantFrom(...PATHS),
        fc.constantFrom(...OPERATORS),
        fc.oneof(literal, fc.array(literal, { maxLength: 3 })),
      )
      .map(([at, operator, operand]) => ({ path: at, [operator]: operand })),
    fc.constantFrom("pass", "fail", "unknown").map((absent) => ({ path: PATHS[0], equals: true, absent })),
    fc
      .tuple(fc.constantFrom("all", "any"), fc.array(tie("condition"), { maxLength: 3 }))
      .map(([word, list]) => ({ [word]: list })),
    tie("condition").map((not) => ({ not })),
    fc
      .tuple(fc.constantFrom("some", "every", "none", "count"), fc.constantFrom(...PATHS), tie("condition"))
      .map(([word, place, where]) => ({ [word]: { in: place, empty: "fail", as: "x", where, at_least: 1 } })),
    tie("condition").map((where) => ({
      some: { related: "AWS::EC2::Instance", join: { ours: "id", theirs: "id" }, within: "region", where },
    })),
  ),
}));

it(
  "made of the language's own words",
  () => {
    const volume = TEXTS.find((text) => text.includes("resource: AWS::EC2::Volume")) ?? TEXTS[0]!;
    const rule = parse(volume) as Record<string, unknown>;
    fc.assert(
      fc.property(condition, (expectation) => check(stringify({ ...rule, when: undefined, expect: expectation }))),
      fuzzRuns(150),
    );
  },
  FUZZ_TIME,
);
