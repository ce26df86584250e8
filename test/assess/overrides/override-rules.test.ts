import { describe, expect, it } from "vitest";
import { overrideRules } from "../../../src/assess/overrides/override-rules.ts";
import { RULE_OVERRIDE, type RuleOverride } from "../../../src/assess/overrides/shape.ts";
import type { Rule } from "../../../src/model/rule.ts";
import { createReporter } from "../../../src/source/reporter.ts";

const base: Omit<Rule, "id" | "file"> = {
  title: "t",
  failure_title: "f",
  status: "stable",
  severity: "high",
  layer: "data",
  responsibility: "customer",
  resource: ["Test::Thing"],
  question: "?",
  why: "w",
  controls: {},
  references: [],
  aliases: [],
};
const params = {
  days: { type: "days", default: 90, min: 1, max: 365, stricter: "lower", about: "a" },
  words: { type: "list", default: ["a"], about: "b" },
  name: { type: "text", default: "n", about: "c" },
} as const;
const rules: readonly Rule[] = [
  { ...base, id: "test-a", file: "a.yaml", params, aliases: ["test-old-a"] },
  { ...base, id: "test-b", file: "b.yaml", on_by_default: false },
];
const PLACE = { line: 2, column: 5, length: 1 };

function overridden(overrides: readonly Omit<RuleOverride, "reason">[], named: readonly string[] = []) {
  const reporter = createReporter("demarc.yaml");
  const placed = overrides.map((one) => ({ ...one, reason: "because", place: PLACE }));
  const { rules: after, said } = overrideRules(rules, placed, named, reporter);
  return { after, said, mistakes: reporter.diagnostics.map(({ line, message }) => `${line} ${message}`) };
}

describe("an override of a rule", () => {
  it.each<[string, Omit<RuleOverride, "reason">, string]>([
    ["off", { rule: "test-a", off: true }, "test-a is off"],
    ["by a former id", { rule: "test-old-a", off: true }, "test-a is off"],
    ["on", { rule: "test-b", on: true }, "test-b is on"],
    ["less severe", { rule: "test-a", severity: "low" }, "test-a is LOWERED from high to low"],
    ["more severe", { rule: "test-a", severity: "critical" }, "test-a is raised from high to critical"],
    [
      "a weaker number",
      { rule: "test-a", params: { days: 120 } },
      "test-a has days 120 instead of 90, which is WEAKER",
    ],
    ["a stricter number", { rule: "test-a", params: { days: 30 } }, "test-a has days 30 instead of 90"],
    [
      "other words",
      { rule: "test-a", params: { words: ["b"], name: "m" } },
      "test-a has words b instead of a, has name m instead of n",
    ],
  ])("is said: %s", (_, override, words) => {
    const { said, mistakes } = overridden([override]);
    expect({ said, mistakes }).toEqual({ said: [`demarc.yaml: ${words}: because`], mistakes: [] });
  });

  it("changes what it names and nothing else", () => {
    const ids = ({ after }: ReturnType<typeof overridden>): string[] => after.map(({ id }) => id);
    expect(ids(overridden([{ rule: "test-a", off: true }]))).toEqual(["test-b"]);
    expect(overridden([{ rule: "test-a", severity: "low", params: { days: 30 } }]).after).toEqual([
      { ...rules[0], severity: "low", params: { ...params, days: { ...params.days, default: 30 } } },
      rules[1],
    ]);
    const { on_by_default: _, ...asked } = rules[1]!;
    expect(overridden([{ rule: "test-b", on: true }]).after).toEqual([rules[0], asked]);
  });

  it("leaves on what the command line names", () => {
    for (const named of ["test-a", "test-old-a"])
      expect(overridden([{ rule: "test-a", off: true }], [named])).toEqual({ after: rules, said: [], mistakes: [] });
  });

  it.each<[string, readonly Omit<RuleOverride, "reason">[], RegExp]>([
    ["an unknown rule", [{ rule: "test-aa", off: true }], /^2 no rule "test-aa"/],
    [
      "twice",
      [
        { rule: "test-a", off: true },
        { rule: "test-old-a", severity: "low" },
      ],
      /overridden twice/,
    ],
    ["an unknown parameter", [{ rule: "test-a", params: { dais: 1 } }], /"dais" of test-a: there is days, words, name/],
    ["one of another kind", [{ rule: "test-a", params: { days: "30" } }], /a number of days is expected/],
    ["no list", [{ rule: "test-a", params: { words: "b" } }], /a list is expected/],
    ["out of bounds", [{ rule: "test-a", params: { days: 366 } }], /366 is not within 1 to 365/],
    ["a key of Object", [{ rule: "test-a", params: { constructor: 1 } }], /"constructor" of test-a/],
  ])("is refused: %s", (_, overrides, message) => {
    expect(overridden(overrides).mistakes).toEqual([expect.stringMatching(message)]);
  });

  it.each([
    [{ rule: "a", off: true }, false],
    [{ rule: "a", reason: "r" }, false],
    [{ rule: "a", off: true, severity: "low", reason: "r" }, false],
    [{ rule: "a", off: false, reason: "r" }, false],
    [{ rule: "a", off: true, reason: "  " }, false],
    [{ rule: "a", off: true, reason: "r" }, true],
    [{ rule: "a", on: true, severity: "low", params: { x: 1 }, reason: "r" }, true],
  ])("has a shape: %o", (data, good) => {
    expect(RULE_OVERRIDE.safeParse(data).success).toBe(good);
  });
});
