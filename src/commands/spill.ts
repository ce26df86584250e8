import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { RecordOrder } from "../report/records.ts";
import { beginFile, endFile } from "./unfinished.ts";
import { cannotWrite } from "./write-whole.ts";

/** A record, as bytes of something larger. */
export interface SpilledRecord extends RecordOrder {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
}

/** A file of its own for what memory must not hold, in a folder that nobody else may open; made when it is first needed. */
export interface Spill {
  /**
   * Gives what reads the same records again. Each holds until the next is asked for.
   *
   * @throws {DiagnosticError} where the machine has no room for them.
   */
  readonly put: (records: readonly SpilledRecord[]) => () => Iterable<SpilledRecord>;
  /** Nothing is left behind. */
  readonly close: () => void;
}

export function openSpill(parent = tmpdir()): Spill {
  let opened: { readonly folder: string; readonly file: number } | undefined;
  let end = 0;
  const open = (): number => {
    if (opened) return opened.file;
    const folder = mkdtempSync(join(parent, "demarc-findings-"));
    beginFile(folder);
    opened = { folder, file: openSync(join(folder, "findings"), "wx+", 0o600) };
    return opened.file;
  };
  const write = (file: number, bytes: Buffer): void => {
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done, end + done);
    end += bytes.length;
  };
  return {
    put: (records) => {
      const from = end;
      try {
        const file = open();
        for (const bytes of blocksOf(records)) write(file, bytes);
        const to = end;
        return () => readRecords(file, from, to);
      } catch (error) {
        throw new DiagnosticError([cannotWrite(opened?.folder ?? parent, error, ELSEWHERE)]);
      }
    },
    close: () => {
      if (!opened) return;
      closeSync(opened.file);
      rmSync(opened.folder, { recursive: true, force: true });
      endFile(opened.folder);
      opened = undefined;
    },
  };
}

const ELSEWHERE = "findings are sorted there: name a folder with more room by TMPDIR";

/** Bytes written and read at once. */
const BLOCK = 1 << 18;
/** Before each record: the lengths of its rule, its place and its text. */
const LENGTHS = 3 * 4;

function* blocksOf(records: readonly SpilledRecord[]): Generator<Buffer, void> {
  let block = Buffer.allocUnsafeSlow(BLOCK);
  let used = 0;
  for (const { rule, place, bytes, from, to } of records) {
    const [ruleLength, placeLength] = [Buffer.byteLength(rule), Buffer.byteLength(place)];
    const needed = LENGTHS + ruleLength + placeLength + to - from;
    if (block.length - used < needed) {
      yield block.subarray(0, used);
      used = 0;
      if (block.length < needed) block = Buffer.allocUnsafeSlow(needed);
    }
    used = block.writeUInt32LE(ruleLength, used);
    used = block.writeUInt32LE(placeLength, used);
    used = block.writeUInt32LE(to - from, used);
    used += block.write(rule, used);
    used += block.write(place, used);
    used += bytes.copy(block, used, from, to);
  }
  yield block.subarray(0, used);
}

function* readRecords(file: number, from: number, to: number): Generator<SpilledRecord, void> {
  let block = Buffer.allocUnsafeSlow(BLOCK);
  /** What of the block is there and was not told of. */
  let [start, end] = [0, 0];
  let position = from;
  const have = (needed: number): void => {
    if (end - start >= needed) return;
    const larger = block.length < needed ? Buffer.allocUnsafeSlow(needed) : block;
    block.copy(larger, 0, start, end);
    [block, start, end] = [larger, 0, end - start];
    while (end < needed) {
      const read = readSync(file, block, end, Math.min(block.length - end, to - position), position);
      if (read === 0) throw new Error("what was put aside is no longer there");
      end += read;
      position += read;
    }
  };
  for (let left = to - from; left > 0;) {
    have(LENGTHS);
    const [rule, place, text] = [0, 4, 8].map((at) => block.readUInt32LE(start + at)) as [number, number, number];
    have(LENGTHS + rule + place + text);
    const atRule = start + LENGTHS;
    const atText = atRule + rule + place;
    start = atText + text;
    left -= LENGTHS + rule + place + text;
    yield {
      rule: block.toString("utf8", atRule, atRule + rule),
      place: block.toString("utf8", atRule + rule, atText),
      bytes: block,
      from: atText,
      to: start,
    };
  }
}
