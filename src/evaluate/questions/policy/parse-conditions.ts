import { Malformed, asObject } from "./malformed.ts";
import type { ConditionTest } from "./statement.ts";

type Direction = ConditionTest["direction"];

/**
 * Operators of policies, in lower case: `positive` ones require a value to match, `negative` ones require it not to
 * (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html, read 2026-11-21).
 */
const DIRECTIONS: Readonly<Record<string, Direction>> = {
  stringequals: "positive",
  stringequalsignorecase: "positive",
  stringlike: "positive",
  arnequals: "positive",
  arnlike: "positive",
  ipaddress: "positive",
  stringnotequals: "negative",
  stringnotequalsignorecase: "negative",
  stringnotlike: "negative",
  arnnotequals: "negative",
  arnnotlike: "negative",
  notipaddress: "negative",
  bool: "other",
  null: "other",
  binaryequals: "other",
  numericequals: "other",
  numericnotequals: "other",
  numericlessthan: "other",
  numericlessthanequals: "other",
  numericgreaterthan: "other",
  numericgreaterthanequals: "other",
  dateequals: "other",
  datenotequals: "other",
  datelessthan: "other",
  datelessthanequals: "other",
  dategreaterthan: "other",
  dategreaterthanequals: "other",
};

const OPERATOR = /^(?:for(all|any)values?:)?([a-z]+?)(ifexists)?$/;

/**
 * `{operator: {key: value or values}}` as a list of tests. `variables`: `${…}` is filled in when the policy is
 * evaluated.
 */
export function parseConditions(value: unknown, variables: boolean): ConditionTest[] {
  if (value === undefined) return [];
  const tests: ConditionTest[] = [];
  for (const [operator, keys] of Object.entries(asObject(value, "a condition"))) {
    const parts = OPERATOR.exec(operator.toLowerCase());
    const name = parts?.[2] ?? "";
    if (!parts || !Object.hasOwn(DIRECTIONS, name)) throw new Malformed(`the condition operator "${operator}"`);
    const tested = Object.entries(asObject(keys, "a condition"));
    if (tested.length === 0) throw new Malformed("a condition that tests nothing");
    for (const [key, given] of tested) {
      const values = valuesOf(given);
      tests.push({
        operator: name,
        direction: DIRECTIONS[name]!,
        set: (parts[1] as "all" | "any" | undefined) ?? null,
        ifExists: parts[3] !== undefined,
        key,
        values,
        variable: variables && values.some((text) => text.includes("${")),
      });
    }
  }
  return tests;
}

function valuesOf(given: unknown): readonly string[] {
  const values = Array.isArray(given) ? (given as unknown[]) : [given];
  if (values.length === 0) throw new Malformed("a condition without a value");
  return values.map((value) => {
    if (typeof value === "string") return value;
    if (typeof value === "boolean" || typeof value === "number") return String(value);
    throw new Malformed("a condition whose value is not text");
  });
}
