import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { formatDiagnostic } from "../../src/diagnostics/format.ts";
import type { Param, Rule } from "../../src/model/rule.ts";
import type { Example } from "../../src/rules/examples.ts";
import { loadLibrary } from "../../src/rules/load-library.ts";
import { runExamples } from "../../src/rules/run-examples.ts";
import { judgeEstate, judgeExample } from "./judge-example.ts";
import { library as shipped } from "../shipped.ts";

/**
 * What the author of a rule has not seen. The rule was written from the task's prose, `docs/` and the field lists alone,
 * so each document that comes out otherwise is a fault of the language or of its page before it is one of the author.
 */
interface Hidden {
  readonly as_of: string;
  /** Accounts of the organisation, where the task speaks of one. */
  readonly organization?: readonly string[];
  /** What the task says of the rule's one parameter. */
  readonly parameter?: Pick<Param, "default" | "min" | "max" | "stricter">;
  /** What the task says of how long a person's answer holds. */
  readonly renew?: string;
  /** `setting`: what somebody set the parameter to. */
  readonly documents: readonly (Example & { readonly setting?: number })[];
}

const FOLDER = import.meta.dirname;
const TASKS = readdirSync(FOLDER)
  .filter((name) => /^\d\d-/.test(name))
  .toSorted();
const WRITTEN = TASKS.filter((task) => existsSync(rulePath(task)));

describe.each(TASKS)("%s", (task) => {
  const hidden = readHidden(task);

  it("is prose, with documents that tell right from wrong", () => {
    expect(readFileSync(join(FOLDER, task, "task.md"), "utf8")).not.toMatch(
      /```|configuration\.|properties\.|children/,
    );
    const { documents } = hidden;
    expect(documents.length).toBeGreaterThanOrEqual(8);
    expect(new Set(documents.map(({ name }) => name)).size).toBe(documents.length);
    const outcomes = new Set(documents.map(({ outcome }) => outcome));
    expect(outcomes.size).toBeGreaterThanOrEqual(3);
    expect(outcomes).toContain("unknown");
  });

  it("has a rule", () => expect(WRITTEN).toContain(task));
});

for (const task of WRITTEN) {
  const { library, examples, diagnostics, texts } = await loadLibrary(rulePath(task), { base: shipped });
  const hidden = readHidden(task);
  const [written] = examples;

  describe(`the rule of ${task}`, () => {
    it("is accepted by the loader", () => {
      expect(diagnostics.map((one) => formatDiagnostic(one, texts.get(one.file)))).toEqual([]);
      expect(examples).toHaveLength(1);
    });
    if (!written) return;

    it("holds on its own examples", () => {
      const problems = runExamples(written, library, (_id, estate) => judgeEstate(written.rule, estate, hidden.as_of));
      expect(problems.map((one) => formatDiagnostic(one, texts.get(one.file)))).toEqual([]);
    });

    it("says of parameters and renewal what the task says", () => {
      if (hidden.parameter) expect(Object.values(written.rule.params ?? {})).toMatchObject([hidden.parameter]);
      if (hidden.renew) expect(written.rule.manual?.renew).toBe(hidden.renew);
    });

    it.each(hidden.documents.map((document) => [document.outcome, document.name, document] as const))(
      "%s: %s",
      (outcome, _name, document) => {
        const rule = withSetting(written.rule, document.setting);
        const verdict = judgeExample(rule, document, hidden.as_of, hidden.organization);
        expect(verdict.outcome, JSON.stringify(verdict.evidence)).toBe(outcome);
      },
    );
  });
}

function rulePath(task: string): string {
  return join(FOLDER, task, "rule.yaml");
}

function readHidden(task: string): Hidden {
  return parse(readFileSync(join(FOLDER, "hidden", `${task}.yaml`), "utf8")) as Hidden;
}

/** The rule with its one parameter set to something else. */
function withSetting(rule: Rule, setting: number | undefined): Rule {
  if (setting === undefined) return rule;
  const params = Object.entries(rule.params ?? {}).map(([name, param]) => [name, { ...param, default: setting }]);
  return { ...rule, params: Object.fromEntries(params) as NonNullable<Rule["params"]> };
}
