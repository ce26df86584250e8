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
  const rules = numberRules();
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
        for (const bytes of blocksOf(records, rules)) write(file, bytes);
        const to = end;
        return () => readRecords(file, from, to, rules);
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
/** Before each record: the number of its rule, the lengths of its place and its text. */
const HEAD = 3 * 4;
/** UTF-8 of one UTF-16 unit. */
const MOST_BYTES_A_UNIT = 3;

/** Rules are few, and each would stand in the file thousands of times. */
interface RuleNumbers {
  readonly of: (rule: string) => number;
  readonly rule: (number: number) => string;
}

function numberRules(): RuleNumbers {
  const numbers = new Map<string, number>();
  const rules: string[] = [];
  return {
    of: (rule) => {
      const known = numbers.get(rule);
      if (known !== undefined) return known;
      numbers.set(rule, rules.length);
      return rules.push(rule) - 1;
    },
    rule: (number) => rules[number]!,
  };
}

function* blocksOf(records: readonly SpilledRecord[], rules: RuleNumbers): Generator<Buffer, void> {
  let block = Buffer.allocUnsafeSlow(BLOCK);
  let used = 0;
  for (const { rule, place, bytes, from, to } of records) {
    const most = HEAD + place.length * MOST_BYTES_A_UNIT + to - from;
    if (block.length - used < most) {
      yield block.subarray(0, used);
      used = 0;
      if (block.length < most) block = Buffer.allocUnsafeSlow(most);
    }
    const placeLength = block.write(place, used + HEAD);
    used = block.writeUInt32LE(rules.of(rule), used);
    used = block.writeUInt32LE(placeLength, used);
    used = block.writeUInt32LE(to - from, used);
    used += placeLength + bytes.copy(block, used + placeLength, from, to);
  }
  yield block.subarray(0, used);
}

function* readRecords(file: number, from: number, to: number, rules: RuleNumbers): Generator<SpilledRecord, void> {
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
    have(HEAD);
    const rule = rules.rule(block.readUInt32LE(start));
    const [place, text] = [block.readUInt32LE(start + 4), block.readUInt32LE(start + 8)];
    have(HEAD + place + text);
    const atPlace = start + HEAD;
    const atText = atPlace + place;
    start = atText + text;
    left -= HEAD + place + text;
    yield { rule, place: block.toString("utf8", atPlace, atText), bytes: block, from: atText, to: start };
  }
}
