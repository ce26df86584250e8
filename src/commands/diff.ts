import { resolve } from "node:path";
import { diffExit, diffRuns, diffWords } from "../assess/diff.ts";
import { renderDiffJson } from "../report/diff/json.ts";
import { renderDiffMarkdown } from "../report/diff/markdown.ts";
import { renderDiffText } from "../report/diff/text.ts";
import type { DiffArguments } from "./arguments/arguments.ts";
import { presentIds } from "./given/gate.ts";
import type { Command } from "./io.ts";
import { openLibrary } from "./library/library.ts";
import { readSavedRun } from "./judged/saved-run.ts";

/** Prints what changed from one saved run to a later one. Exits 1 if it got worse or the gate changed, 3 if that is unknown. */
export const run: Command<DiffArguments> = async ({ before, after, format, acceptGateChanges }, io) => {
  const [old, recent] = await Promise.all([before, after].map((file) => readSavedRun(resolve(io.cwd, file), file)));
  const present = presentIds(await openLibrary(io));
  const diff = diffRuns(old!, recent!, (id) => present.get(id) ?? id);
  const result = { words: diffWords(diff, acceptGateChanges), exit: diffExit(diff, acceptGateChanges) };
  const page = { width: io.stdout.columns, ascii: io.stdout.ascii, style: io.stdout.style };
  const texts = {
    text: () => renderDiffText(diff, result, page),
    markdown: () => renderDiffMarkdown(diff, result),
    json: () => renderDiffJson(diff, result),
  };
  await io.stdout.write(texts[format]());
  return result.exit;
};
