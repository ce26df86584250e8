import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { formatDiagnostic } from "../../src/diagnostics/format.ts";
import { OPERATOR_NAMES, QUANTIFIERS, QUESTION_NAMES } from "../../src/model/rule.ts";
import type { Condition } from "../../src/model/rule.ts";
import { checkCondition } from "../../src/rules/condition/check-condition.ts";
import { surroundings } from "../../src/rules/condition/surroundings.ts";
import type { ConditionSource } from "../../src/rules/condition/surroundings.ts";
import { createKnownFields } from "../../src/rules/known-fields.ts";
import { loadLibrary } from "../../src/rules/load-library.ts";
import type { Loaded } from "../../src/rules/load-library.ts";
import { createReporter } from "../../src/rules/reporter.ts";
import { valueOf } from "../../src/rules/source-node.ts";
import { runExamples } from "../../src/rules/run-examples.ts";
import { readSource } from "../../src/rules/yaml-source.ts";
import { AS_OF, answerTo } from "../evaluate/ask.ts";
import { judgeEstate } from "../stranger/judge-example.ts";
import { shipped } from "../stranger/shipped-library.ts";
import { sections, yamlBlocks } from "./yaml-blocks.ts";
import type { YamlBlock } from "./yaml-blocks.ts";

const PAGE = readFileSync(join(import.meta.dirname, "../../docs/rules-language.md"), "utf8");
const blocks = yamlBlocks(PAGE);
const ofKind = (kind: RegExp): YamlBlock[] => blocks.filter(({ head }) => kind.test(head));
const conditionBlocks = ofKind(/^(?:condition|when) for /);
const refusedBlocks = ofKind(/^refused /);
const ruleBlocks = ofKind(/^rule$/);

const ANSWERS: Readonly<Record<string, string>> = { passes: "true", fails: "false", unknown: "unknown" };

const facts = {
  fields: createKnownFields(shipped.fields, shipped.providers),
  tables: shipped.tables,
  conditions: new Map<string, ConditionSource>(
    Object.values(shipped.conditions).map((shared) => [
      shared.name,
      { name: shared.name, file: "", types: shared.resource, condition: shared.condition },
    ]),
  ),
};

describe("the page on the rule language", () => {
  it("has no block that is not run", () => {
    const run = [...conditionBlocks, ...refusedBlocks, ...ruleBlocks];
    expect(blocks.filter((block) => !run.includes(block)).map(({ line }) => line)).toEqual([]);
    expect(run.length).toBeGreaterThan(50);
  });

  it.each([
    ["operator", OPERATOR_NAMES],
    ["quantifier", QUANTIFIERS],
    ["question", QUESTION_NAMES],
  ])("shows every %s in a condition that is run", (_kind, words) => {
    const used = new Set(conditionBlocks.flatMap((block) => keysIn(conditionOf(block))));
    expect(words.filter((word) => !used.has(word))).toEqual([]);
  });

  it("links only to headings it has", () => {
    const anchors = new Set([...PAGE.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchorOf(heading!)));
    const links = [...PAGE.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor]) => anchor!);
    expect(links.filter((link) => !anchors.has(link))).toEqual([]);
  });
});

describe.each(conditionBlocks.map((block): [number, YamlBlock] => [block.line, block]))(
  "condition at line %i",
  (_line, block) => {
    const [type, provider] = typeOf(block);

    it("is accepted by the checker", () => {
      expect(mistakesIn(block)).toEqual([]);
    });

    it.each(documentsOf(block))("%s: %j", (word, { unread, ...document }) => {
      const answer = answerTo(conditionOf(block), document, {
        type,
        provider,
        unread: (unread ?? []) as string[],
        fields: shipped.fields[type]!.fields,
        tables: shipped.tables,
        conditions: Object.fromEntries(
          Object.values(shipped.conditions).map(({ name, condition }) => [name, condition]),
        ),
      });
      expect(answer).toBe(ANSWERS[word]);
    });
  },
);

describe("what the checker refuses", () => {
  it.each(refusedBlocks.map((block): [number, YamlBlock] => [block.line, block]))("line %i", (_line, block) => {
    const says = sections(block).find(({ word }) => word === "says")!.rest;
    expect(mistakesIn(block)).toContain(says);
  });
});

it("shows a message as it is printed", () => {
  const message = /^```text\n(.*?)\n```$/ms.exec(PAGE)![1]!;
  const [, file, line] = /^(.*?):(\d+):/.exec(message)!;
  const text = "\n".repeat(Number(line) - 1) + /\| (expect: .*)/.exec(message)![1]!;
  const reporter = createReporter(file!);
  const expectation = valueOf(readSource(text, reporter)!, "expect")!;
  checkCondition(expectation, surroundings(facts, reporter, { role: "expect", types: ["AWS::EC2::Volume"] }));
  expect(reporter.diagnostics.map((one) => formatDiagnostic(one, text))).toEqual([message]);
});

describe("whole rules", () => {
  it.each(ruleBlocks.map((block): [number, YamlBlock] => [block.line, block]))("line %i", async (_line, block) => {
    const loaded = await load(block);
    const said = loaded.diagnostics.map((one) => formatDiagnostic(one, block.text));
    expect(said).toEqual([]);
    const [examples] = loaded.examples;
    const problems = runExamples(examples!, loaded.library, (_id, estate) => {
      const { outcome, evidence } = judgeEstate(examples!.rule, estate, AS_OF);
      return { outcome, evidence };
    });
    expect(problems.map((one) => formatDiagnostic(one, block.text))).toEqual([]);
  });
});

async function load({ text }: YamlBlock): Promise<Loaded> {
  const folder = await mkdtemp(join(tmpdir(), "demarc-page-"));
  try {
    await writeFile(join(folder, "rule.yaml"), text);
    return await loadLibrary(folder, { base: shipped });
  } finally {
    await rm(folder, { recursive: true });
  }
}

function conditionOf(block: YamlBlock): Condition {
  return parse(sections(block)[0]!.yaml) as Condition;
}

function typeOf({ head }: YamlBlock): [type: string, provider: string] {
  const type = head.replace(/^.* for /, "");
  const list = shipped.fields[type];
  if (!list) throw new Error(`no field list has the type ${type}`);
  return [type, list.provider!];
}

function documentsOf(block: YamlBlock): [string, Record<string, unknown>][] {
  return sections(block)
    .slice(1)
    .flatMap(({ word, yaml }) =>
      (parse(yaml) as Record<string, unknown>[]).map((document): [string, Record<string, unknown>] => [word, document]),
    );
}

/** What the checker says of the condition in a block. */
function mistakesIn(block: YamlBlock): string[] {
  const reporter = createReporter("page");
  const node = readSource(sections(block)[0]!.yaml, reporter);
  const role = /^(?:when|refused in when) /.test(block.head) ? "when" : "expect";
  if (node) checkCondition(node, surroundings(facts, reporter, { role, types: [typeOf(block)[0]] }));
  return reporter.diagnostics.map(({ message }) => message);
}

function keysIn(data: unknown): string[] {
  if (typeof data !== "object" || data === null) return [];
  return [...Object.keys(data), ...Object.values(data).flatMap(keysIn)];
}

/** The anchor that a heading gets where the page is shown. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");
}
