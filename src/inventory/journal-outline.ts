import { createHash } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { doneOf, fileOf, writeSafely } from "./journal-files.ts";
import type { UnitFile } from "./journal-files.ts";
import { isObject, own, parseJson } from "./json-text.ts";
import { eachLine, splitLines } from "./line-blocks.ts";
import { fileChunks, textBytes } from "./open-bytes.ts";
import { endOf, headerOf } from "./snapshot-format.ts";

/**
 * What a finished collection consisted of, in the order of its snapshot: enough to split the snapshot again, so that
 * only what was refused need be read again.
 */
export interface Outline {
  /** Number of entries without a unit; they come first. */
  readonly rest: number;
  readonly units: readonly OutlinedUnit[];
}

export interface OutlinedUnit extends UnitFile {
  readonly entries: number;
}

const NAME = "outline.json";

export async function writeOutline(folder: string, outline: Outline): Promise<void> {
  await writeSafely(folder, NAME, `${JSON.stringify(outline)}\n`);
}

/** Undefined if the journal's collection has not finished. */
export async function readOutline(folder: string): Promise<Outline | undefined> {
  const text = await readFile(join(folder, NAME), "utf8").catch(() => undefined);
  const outline = text === undefined ? undefined : parseJson(text);
  const isOutline = Number.isSafeInteger(own(outline, "rest")) && Array.isArray(own(outline, "units"));
  return isOutline ? (outline as Outline) : undefined;
}

/**
 * Restores to the journal those units of the snapshot that need not be read again. Returns false if the file is not
 * that snapshot; nothing has changed then. `made` is the journal's.
 */
export async function restoreUnits(folder: string, outline: Outline, snapshot: string, made: string): Promise<boolean> {
  if (!(await isOf(snapshot, outline, made))) return false;
  const parts = partsOf(outline);
  let [at, number] = [0, 0];
  let lines: Buffer[] = [];
  const finish = async (before: number): Promise<void> => {
    for (; at < parts.length && parts[at]!.end <= before; at++) {
      await writeSafely(folder, fileOf(parts[at]!.unit), lines);
      lines = [];
    }
  };
  for await (const found of linesOf(snapshot))
    for (const line of found) {
      await finish(number);
      if (at < parts.length && parts[at]!.start <= number) lines.push(line, NEWLINE);
      number += 1;
    }
  await finish(Infinity);
  await rm(join(folder, NAME));
  return true;
}

/** Which lines of the snapshot, counted from 0, belong to each unit to be restored. */
function partsOf({ rest, units }: Outline): { unit: OutlinedUnit; start: number; end: number }[] {
  const done = doneOf(units);
  // The header comes first.
  let start = 1 + rest;
  return units.map((unit) => ({ unit, start, end: (start += unit.entries) })).filter(({ unit }) => done.has(unit.unit));
}

/** Reads the whole file once just for this check: no unit is restored unless the snapshot's end line vouches for it. */
async function isOf(snapshot: string, { rest, units }: Outline, made: string): Promise<boolean> {
  const expected = units.reduce((sum, { entries }) => sum + entries, rest);
  const hash = createHash("sha256");
  let [first, last]: (Buffer | undefined)[] = [];
  let count = 0;
  try {
    for await (const found of linesOf(snapshot))
      for (const line of found) {
        if (last !== undefined) hash.update(last).update(NEWLINE);
        first ??= line;
        last = line;
        count += 1;
      }
  } catch {
    return false;
  }
  const header = headerOf(parsed(first))?.entry;
  const isMade = header !== undefined && "header" in header && header.header.made === made;
  const end = endOf(parsed(last));
  return isMade && count === expected + 2 && end?.digest === `sha256:${hash.digest("hex")}`;
}

const NEWLINE = Buffer.from("\n");

function parsed(line: Buffer | undefined): unknown {
  const value = line === undefined ? undefined : parseJson(line.toString("utf8"), Infinity);
  return isObject(value) ? value : undefined;
}

/** The lines of a file, packed or not, one chunk's worth at a time. */
async function* linesOf(path: string): AsyncGenerator<readonly Buffer[]> {
  let found: Buffer[] = [];
  const splitter = splitLines(
    (block) => eachLine(block, (start, end) => found.push(Buffer.from(block.bytes.subarray(start, end)))),
    () => {},
    Infinity,
  );
  for await (const chunk of textBytes(fileChunks(path))) {
    splitter.push(chunk);
    yield found;
    found = [];
  }
  splitter.end();
  yield found;
}
