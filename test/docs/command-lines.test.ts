import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CommanderError } from "commander";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/cli/commands.ts";
import { buildProgram } from "../../src/cli/program.ts";

/**
 * Every command line that a page, a workflow or a template shows is one that the program takes: its words, options and
 * values. Nothing is run.
 */

const ROOT = join(import.meta.dirname, "../..");
const NAMES = /\.(?:md|yml|sh)$|^Containerfile$/;
const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder))
    .filter((name) => NAMES.test(name))
    .map((name) => join(folder, name));
const PAGES = [".", "docs", "rules", "bench", "integrations/github", "integrations/gitlab"].flatMap(filesIn);

/** What stands in a fence or a script is whole: somebody will copy it. */
function shownLines(page: string, text: string): string[] {
  const joined = text.replaceAll(/\\\n\s*/g, " ");
  const parts = page.endsWith(".md")
    ? [...joined.matchAll(/^```\w*\n(.*?)^```$|^( {4}\S.*)$/gms)].map(([, fenced, indented]) => fenced ?? indented!)
    : [joined];
  return parts
    .flatMap((part) => [...part.matchAll(/^[ \t]*(?:- )?(?:run: |\$ )?(?:npx )?(demarc (?:[a-z]+\b|--).*)$/gm)])
    .map(([, line]) => line!)
    .filter((line) => !/\w\.$/.test(line)); // a sentence
}

/** What stands between backticks within a sentence may leave out what the sentence says. */
function namedLines(text: string): string[] {
  const quoted = [...text.replaceAll("\n", " ").matchAll(/`(demarc (?:[a-z]+\b|--)[^`]*)`/g)];
  return quoted.map(([, line]) => line!.replace(/ …$/, ""));
}
const LEFT_OUT = /^(?:Examples:|error: (?:missing required argument|required option|say where))/;

/** The words as a shell would give them, up to where it does something else with what is said. */
function wordsOf(line: string): string[] {
  const words = [...line.matchAll(/"([^"]*)"|'([^']*)'|([|>#;&]+)|([^\s"'|>;&]+)/g)];
  const end = words.findIndex(([, , , sign]) => sign !== undefined);
  return words.slice(1, end === -1 ? undefined : end).map(([, double, single, , bare]) => double ?? single ?? bare!);
}

/** What the program says against a command line; empty where it takes it. */
async function mistakeIn(words: readonly string[]): Promise<string> {
  let said = "";
  const program = buildProgram("0", COMMANDS, async () => {});
  for (const command of [program, ...program.commands, ...program.commands.flatMap((one) => one.commands)])
    command.exitOverride().configureOutput({ writeOut: () => {}, writeErr: (text) => (said += text) });
  await program.parseAsync([...words], { from: "user" }).catch((error: unknown) => {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    said ||= String(error);
  });
  return said;
}

const LINES = PAGES.flatMap((page) => {
  const text = readFileSync(join(ROOT, page), "utf8");
  const shown = new Set(shownLines(page, text));
  const named = new Set(namedLines(text).filter((line) => !shown.has(line)));
  return [
    ...[...shown].map((line) => ({ page, line, whole: true })),
    ...[...named].map((line) => ({ page, line, whole: false })),
  ];
});

describe("a command line in what people read", () => {
  it.each(LINES)("$page: $line", async ({ line, whole }) => {
    const mistake = await mistakeIn(wordsOf(line));
    expect(!whole && LEFT_OUT.test(mistake) ? "" : mistake).toBe("");
  });

  it("is found on the pages that lead people", () => {
    for (const page of ["README.md", "docs/getting-started.md", "docs/ci.md", "docs/reports.md", "docs/aws.md"])
      expect(LINES.filter((one) => one.page === page && one.whole).length, page).toBeGreaterThan(0);
  });
});
