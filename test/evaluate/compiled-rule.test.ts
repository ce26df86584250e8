import { expect, it } from "vitest";
import { compileCondition } from "../../src/evaluate/language/compile.ts";
import { compileRule } from "../../src/evaluate/compiled-rule.ts";
import { conditionContext } from "../../src/evaluate/language/context.ts";
import { factsOf } from "../../src/evaluate/language/facts.ts";
import { library } from "../shipped.ts";

const facts = factsOf(library, "2026-11-20T12:00:00Z");

it("knows without compiling which rules look elsewhere", () => {
  const judged = library.rules.filter(({ when, expect: wanted }) => when ?? wanted);
  const lookElsewhere = judged.flatMap((rule) => compileRule(rule, facts)).filter(({ indexes }) => indexes.length > 0);
  const whenCompiled = judged.flatMap((rule) =>
    rule.resource.filter((type) => {
      const options = rule.params ? { params: rule.params } : {};
      const context = conditionContext(facts, type, rule.id.slice(0, rule.id.indexOf("-")), options);
      for (const part of [rule.when, rule.expect]) if (part) compileCondition(part, context);
      return context.indexes.length > 0;
    }),
  );
  expect(lookElsewhere.map(({ type }) => type)).toEqual(whenCompiled);
  expect(lookElsewhere.length).toBeGreaterThan(20);
});
