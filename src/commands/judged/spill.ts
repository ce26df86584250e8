import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RecordOrder } from "../../report/records.ts";
import { beginFile, endFile } from "../written/unfinished.ts";
import { whyNotWritten } from "../written/write-whole.ts";

/** A record, as a range of bytes in a larger buffer. */
export interface SpilledRecord extends RecordOrder {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
}

/** Where records were stored on disk. Plain data, so it can be sent between threads. */
export interface Spilled {
  readonly file: string;
  readonly from: number;
  readonly to: number;
  /** The rules, by their number in the file. */
  readonly rules: readonly string[];
}

/** Temporary storage on disk, in a folder that only the user may open; created when it is first needed. */
export interface Spill {
  /** @throws {DiagnosticError} if there is no room on the disk. */
  readonly put: (records: readonly SpilledRecord[]) => Spilled;
  /** Reads the records back, whichever thread stored them. A record is valid until the next one is requested. */
  readonly read: (spilled: Spilled) => Iterable<SpilledRecord>;
  /**
   * The folder, in which other threads may create files; they are deleted with it.
   *
   * @throws {DiagnosticError} if it cannot be created.
   */
  readonly folder: () => string;
  /** Deletes the folder and everything in it. */
  readonly close: () => void;
}

/** A file in the folder of another spill, which deletes it. */
export interface SharedFolder {
  readonly folder: string;
  readonly name: string;
}

export function openSpill(parent = tmpdir(), shared?: SharedFolder): Spill {
  let folder = shared?.folder;
  let own: { readonly path: string; readonly file: number } | undefined;
  const others = new Map<string, number>();
  let end = 0;
  const rules = numberRules();
  const refusing = <Made>(make: () => Made): Made => {
    try {
      return make();
    } catch (error) {
      throw whyNotWritten(folder ?? parent, error, ELSEWHERE);
    }
  };
  const inFolder = (): string => {
    if (folder !== undefined) return folder;
    folder = mkdtempSync(join(parent, "demarc-findings-"));
    beginFile(folder);
    return folder;
  };
  const open = (): NonNullable<typeof own> => {
    if (own) return own;
    const path = join(inFolder(), shared?.name ?? "findings");
    return (own = { path, file: openSync(path, "wx+", 0o600) });
  };
  const openOther = (path: string): number => {
    const known = others.get(path) ?? openSync(path, "r");
    others.set(path, known);
    return known;
  };
  const write = (file: number, bytes: Buffer): void => {
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done, end + done);
    end += bytes.length;
  };
  return {
    put: (records) =>
      refusing(() => {
        const from = end;
        const { path, file } = open();
        for (const bytes of blocksOf(records, rules)) write(file, bytes);
        return { file: path, from, to: end, rules: rules.all };
      }),
    read: (spilled) => readRecords(spilled.file === own?.path ? own.file : openOther(spilled.file), spilled),
    folder: () => refusing(inFolder),
    close: () => {
      for (const file of [...(own ? [own.file] : []), ...others.values()]) closeSync(file);
      others.clear();
      own = undefined;
      if (folder === undefined || shared) return;
      rmSync(folder, { recursive: true, force: true });
      endFile(folder);
      folder = undefined;
    },
  };
}

const ELSEWHERE = "findings are sorted there: set TMPDIR to a folder with more room";

/** How many bytes are written or read at once. */
const BLOCK = 1 << 18;
/** Bytes before each record: the number of its rule, the length of its place and the length of its text. */
const HEAD = 3 * 4;
/** The most bytes of UTF-8 that one UTF-16 unit takes. */
const MOST_BYTES_A_UNIT = 3;

/** Numbers for rules, since each rule would otherwise be written thousands of times. */
interface RuleNumbers {
  readonly of: (rule: string) => number;
  readonly all: readonly string[];
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
    all: rules,
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

function* readRecords(file: number, { from, to, rules }: Spilled): Generator<SpilledRecord, void> {
  let block = Buffer.allocUnsafeSlow(BLOCK);
  /** The range of the block that was read but not yet returned. */
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
    const rule = rules[block.readUInt32LE(start)]!;
    const [place, text] = [block.readUInt32LE(start + 4), block.readUInt32LE(start + 8)];
    have(HEAD + place + text);
    const atPlace = start + HEAD;
    const atText = atPlace + place;
    start = atText + text;
    left -= HEAD + place + text;
    yield { rule, place: block.toString("utf8", atPlace, atText), bytes: block, from: atText, to: start };
  }
}
