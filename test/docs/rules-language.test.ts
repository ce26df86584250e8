import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { EXAMPLES_AS_OF, judgeExamplesOf } from "../../src/commands/judge-example.ts";
import { RESPONSIBILITY_KNOWLEDGE } from "../../src/commands/library/responsibility-knowledge.ts";
import { formatDiagnostic } from "../../src/diagnostics/format.ts";
import { OPERATOR_NAMES, QUANTIFIERS, QUESTION_NAMES } from "../../src/model/rule.ts";
import type { Condition } from "../../src/model/rule.ts";
import { checkCondition } from "../../src/rules/condition/check-condition.ts";
import { surroundings } from "../../src/rules/condition/surroundings.ts";
import type { ConditionSource } from "../../src/rules/condition/surroundings.ts";
import { createKnownFields } from "../../src/rules/known-fields.ts";
import { loadLibrary } from "../../src/rules/load-library.ts";
import type { Loaded } from "../../src/rules/load-library.ts";
import { createReporter } from "../../src/source/reporter.ts";
import { runExamples } from "../../src/rules/run-examples.ts";
import { readSource } from "../../src/source/yaml-source.ts";
import { answerTo } from "../evaluate/ask.ts";
import type { AskOptions } from "../evaluate/ask.ts";
import { library as shipped } from "../shipped.ts";
import { casesOf, sections, yamlBlocks } from "./yaml-blocks.ts";
import type { YamlBlock } from "./yaml-blocks.ts";

const PAGE = readFileSync(join(import.meta.dirname, "../../docs/rules-language.md"), "utf8");
const blocks = yamlBlocks(PAGE);
const cases = blocks.flatMap(casesOf);
const conditionBlocks = cases.filter(({ head }) => /^(?:condition|when) for /.test(head));
const refusedBlocks = cases.filter(({ head }) => head.startsWith("refused "));
const ruleBlocks = blocks.filter(({ head }) => /^rule(?:, shortened)?$/.test(head));
const samples = sampleRows(PAGE);

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
    const isRun = (block: YamlBlock): boolean => ruleBlocks.includes(block) || startsWithCase(block);
    expect(blocks.filter((block) => !isRun(block)).map(({ line }) => line)).toEqual([]);
    expect(cases.length + ruleBlocks.length + samples.length).toBeGreaterThan(60);
  });

  it.each([
    ["operator", OPERATOR_NAMES],
    ["quantifier", QUANTIFIERS],
    ["question", QUESTION_NAMES],
  ])("shows every %s in a condition that is run", (_kind, words) => {
    const asked = [
      ...conditionBlocks.map(conditionOf),
      ...samples.map(({ condition }) => condition),
      ...ruleBlocks.map(({ text }) => parse(text) as unknown),
    ];
    const used = new Set(asked.flatMap(keysIn));
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
      const options = { ...asked(type, provider), unread: (unread ?? []) as string[] };
      expect(answerTo(conditionOf(block), document, options)).toBe(ANSWERS[word]);
    });
  },
);

describe.each(samples)("sample $type $path $text", ({ type, provider, condition, text, documents }) => {
  it("is accepted by the checker", () => {
    expect(mistakesOf(text, "expect", type)).toEqual([]);
  });

  it.each(documents)("%s: %j", (word, document) => {
    expect(answerTo(condition, document, asked(type, provider))).toBe(ANSWERS[word]);
  });
});

describe("what the checker refuses", () => {
  it.each(refusedBlocks.map((block): [number, YamlBlock] => [block.line, block]))("line %i", (_line, block) => {
    const says = sections(block).find(({ word }) => word === "says")!.rest;
    expect(mistakesIn(block)).toContain(says);
  });
});

describe("whole rules", () => {
  it.each(ruleBlocks.map((block): [number, YamlBlock] => [block.line, block]))("line %i", async (_line, block) => {
    const loaded = await load(ruleText(block));
    const said = loaded.diagnostics.map((one) => formatDiagnostic(one, ruleText(block)));
    expect(said).toEqual([]);
    const [examples] = loaded.examples;
    const problems = runExamples(examples!, loaded.library, judgeExamplesOf(loaded.library, [examples!.rule]));
    expect(problems.map((one) => formatDiagnostic(one, ruleText(block)))).toEqual([]);
  });

  it("tell which field left the duty open, in the words of the page", async () => {
    const block = ruleBlocks.find(({ text }) => text.includes("path: /\n"))!;
    const loaded = await load(ruleText(block).replaceAll(/^ *path: \/\n/gm, ""));
    const [examples] = loaded.examples;
    const problems = runExamples(examples!, loaded.library, judgeExamplesOf(loaded.library, [examples!.rule]));
    expect(problems.length).toBeGreaterThan(0);
    expect(PAGE).toContain(`\nhelp: ${problems[0]!.help}\n`);
  });
});

/** What a shortened rule leaves out because it has nothing to do with what the page shows there. */
function ruleText({ head, text }: YamlBlock): string {
  if (head === "rule") return text;
  const { resource } = parse(text) as { resource: string };
  const provider = shipped.fields[resource]!.provider!;
  const left = {
    id: `${provider}-page-shortened`,
    title: "What is expected",
    failure_title: "What is wrong",
    status: "experimental",
    severity: "low",
    responsibility: "customer",
    question: "Is it so?",
    why: "A reason.",
  };
  return `${stringify(left)}${text}`;
}

interface Sample {
  readonly type: string;
  readonly provider: string;
  readonly path: string;
  /** The line as it would stand in a rule. */
  readonly text: string;
  readonly condition: Condition;
  readonly documents: [word: string, document: Record<string, unknown>][];
}

/** Rows `of | place | asked | passes | fails | unknown`; a value in code or the word `absent`, remarks in brackets. */
function sampleRows(page: string): Sample[] {
  const [, body = ""] = /^\| of \| place \| asked \|.*\n.*\n((?:\|.*\n)+)/m.exec(page) ?? [];
  return body
    .trimEnd()
    .split("\n")
    .map((row) => {
      const [type, path, asks, ...answers] = row.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, ""));
      const [ofType, place, operator] = [type, path, asks].map((cell) => cell!.slice(1, -1));
      const text = `{ path: '${place!}', ${operator!} }\n`;
      const documents = ["passes", "fails", "unknown"].flatMap(
        (word, i) =>
          (answers[i] ?? "")
            .match(/`[^`]*`|absent/g)
            ?.map((cell): [string, Record<string, unknown>] => [word, sampleDocument(place!, cell)]) ?? [],
      );
      const condition = parse(text) as Condition;
      return { type: ofType!, provider: shipped.fields[ofType!]!.provider!, path: place!, text, condition, documents };
    });
}

/** A document with one value at the path; where it is absent, with something else beside it. */
function sampleDocument(path: string, cell: string): Record<string, unknown> {
  const keys = path.match(/[^.[\]"]+/g)!;
  if (cell !== "absent") return nested(keys, parse(cell.slice(1, -1)));
  return nested([keys[0]!, "other"], "something");
}

function nested(keys: readonly string[], value: unknown): Record<string, unknown> {
  return keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Record<string, unknown>;
}

function asked(type: string, provider: string): AskOptions {
  return {
    type,
    provider,
    asOf: EXAMPLES_AS_OF,
    fields: shipped.fields[type]!.fields,
    tables: shipped.tables,
    conditions: Object.fromEntries(Object.values(shipped.conditions).map(({ name, condition }) => [name, condition])),
  };
}

/** No text but a case's stands in the block. */
function startsWithCase(block: YamlBlock): boolean {
  return casesOf(block)[0]?.line === block.line;
}

async function load(text: string): Promise<Loaded> {
  const folder = await mkdtemp(join(tmpdir(), "demarc-page-"));
  try {
    await writeFile(join(folder, "rule.yaml"), text);
    return await loadLibrary(folder, { base: shipped, responsibility: RESPONSIBILITY_KNOWLEDGE });
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
  const role = /^(?:when|refused in when) /.test(block.head) ? "when" : "expect";
  return mistakesOf(sections(block)[0]!.yaml, role, typeOf(block)[0]);
}

function mistakesOf(text: string, role: "when" | "expect", type: string): string[] {
  const reporter = createReporter("page");
  const node = readSource(text, reporter);
  if (node) checkCondition(node, surroundings(facts, reporter, { role, types: [type] }));
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
