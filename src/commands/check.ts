import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { formatDiagnostic } from "../diagnostics/format.ts";
import { readSource } from "../inventory/read-source.ts";
import type { SnapshotEntry } from "../model/resource.ts";
import { counted } from "../report/text/words.ts";
import type { CheckArguments } from "./arguments/arguments.ts";
import { checkerByKeys, checkerOf } from "./library/check-written.ts";
import type { Command, Io } from "./io.ts";
import { openLibrary } from "./library/library.ts";
import { readWritten } from "./given/read-written.ts";
import { looksLikeRun, readSavedRun } from "./judged/saved-run.ts";

/** Finds the mistakes in files people write or hand over: rules, saved runs, snapshots and exports. */
export const run: Command<CheckArguments> = async ({ files }, io) => {
  let found = 0;
  let checked = 0;
  for (const file of files) {
    const { mistakes, texts } = await checkFile(file, io);
    for (const mistake of mistakes) await io.stderr.write(`${formatDiagnostic(mistake, texts.get(mistake.file))}\n`);
    found += mistakes.filter(({ severity }) => severity === "error").length;
    checked += new Set([...texts.keys(), ...mistakes.map((mistake) => mistake.file)]).size || 1;
  }
  await io.stdout.write(`${counted(checked, "file")}: ${found === 0 ? "no mistakes" : counted(found, "mistake")}\n`);
  return found === 0 ? 0 : 2;
};

interface Checked {
  readonly mistakes: readonly Diagnostic[];
  readonly texts: ReadonlyMap<string, string>;
}

const NO_TEXTS: ReadonlyMap<string, string> = new Map();

async function checkFile(file: string, io: Io): Promise<Checked> {
  const path = resolve(io.cwd, file);
  const isFile = !(await isFolder(path));
  const isWritten = isFile && (/\.ya?ml$/i.test(file) || checkerOf(file) !== undefined);
  if (isWritten) {
    const text = await readWritten(file, "the file", io);
    const check = checkerOf(file) ?? checkerByKeys(text);
    if (check) return { mistakes: await check(text, file, await openLibrary(io), io), texts: new Map([[file, text]]) };
  }
  if (isWritten || !isFile) return checkRules(file, io);
  if (await looksLikeRun(path)) return { mistakes: await checkRun(path, file), texts: NO_TEXTS };
  const mistakes = new Map<string, Diagnostic>();
  for await (const entry of readSource([file], { cwd: io.cwd, stdin: null })) {
    const mistake = mistakeOf(entry);
    // Unrecognised content is a blind spot for every provider, but one mistake in the file.
    if (mistake) mistakes.set(JSON.stringify(mistake), mistake);
  }
  return { mistakes: [...mistakes.values()], texts: NO_TEXTS };
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

async function checkRules(path: string, io: Io): Promise<Checked> {
  const { loadWrittenRules } = await import("./library/written-rules.ts");
  const { diagnostics, texts } = await loadWrittenRules([path], io);
  return { mistakes: diagnostics, texts };
}

async function checkRun(path: string, file: string): Promise<readonly Diagnostic[]> {
  try {
    await readSavedRun(path, file);
    return [];
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics;
    throw error;
  }
}

/** Unreadable content in a file of documents is a mistake in the file; what a cloud refused is not. */
function mistakeOf(entry: SnapshotEntry): Diagnostic | undefined {
  if (!("blind_spot" in entry)) return undefined;
  const { file, reason, message, help, line = 0 } = entry.blind_spot;
  if (file === undefined) return undefined;
  const code = `input-${reason.replaceAll("_", "-")}`;
  return { code, severity: "error", file, line, column: 0, length: 0, message, ...(help !== undefined && { help }) };
}
