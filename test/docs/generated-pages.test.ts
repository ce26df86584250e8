import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { COVERED_FRAMEWORKS, answersOf, coveragePage } from "./pages/coverage-page.ts";
import { NOT_SHIPPED_SHAPE } from "./pages/not-shipped.ts";
import { rulesPage } from "./pages/rules-page.ts";
import { library } from "../shipped.ts";

/** Pages that are made of the rules alone. `npm run docs` writes them; here they must be what it would write. */

const ROOT = join(import.meta.dirname, "../..");
const RULES = join(ROOT, "rules");
const notShipped = NOT_SHIPPED_SHAPE.parse(parse(readFileSync(join(RULES, "not-shipped.yaml"), "utf8")));

describe("generated pages", () => {
  it.each([
    ["rules.md", rulesPage(library)],
    ["coverage.md", coveragePage(library, notShipped)],
  ])("docs/%s is what the rules say; `npm run docs` writes it", (name, text) => {
    const file = join(ROOT, "docs", name);
    if (process.env["UPDATE_DOCS"]) writeFileSync(file, text);
    expect(readFileSync(file, "utf8")).toBe(text);
  });
});

describe.each(COVERED_FRAMEWORKS)("controls of %s", (id) => {
  const answers = answersOf(
    library.frameworks.find((framework) => framework.id === id)!,
    library.rules,
  );

  it("have a rule, or a reason in rules/coverage why they have none", () => {
    const open = answers.filter(({ control, rules }) => rules.length === 0 && !control.not_checked);
    expect(open.map(({ control }) => `${control.id} ${control.label}`)).toEqual([]);
  });

  it("have no reason where a rule answers them", () => {
    const stale = answers.filter(({ control, rules }) => rules.length > 0 && control.not_checked);
    expect(stale.map(({ control, rules }) => `${control.id}: ${rules[0]!.id} answers it`)).toEqual([]);
  });
});
