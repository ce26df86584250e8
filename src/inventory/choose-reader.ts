import { createDocumentReader } from "./document-reader.ts";
import { SHAPES_READ } from "./file-blind-spot.ts";
import type { FileIntake } from "./file-intake.ts";
import { CLOSE_LIST, leadingBlanks, OPEN_LIST, OPEN_OBJECT } from "./json-scanner.ts";
import { own, parseJson } from "./json-text.ts";
import { NotDivisible } from "./file-part.ts";
import { createLinesReader } from "./lines-reader.ts";
import { RUN_FORMAT } from "../model/run.ts";
import { headerOf } from "./snapshot-format.ts";
import { createSnapshotReader } from "./snapshot-reader.ts";
import type { TextReader } from "./text-reader.ts";

const NEWLINE = 10;
/** A first line longer than this is a whole document, not one of many. */
const LOOKED_AT = 1 << 20;

/**
 * Reads a file of any shape, recognised by its first line: a snapshot's header means a snapshot, another complete JSON
 * text means lines, the beginning of one means a document; anything else is not data.
 */
export function createTextReader(file: FileIntake): TextReader {
  let start: Buffer = Buffer.alloc(0);
  let chosen: TextReader | undefined;

  const decide = (): TextReader => {
    chosen = chooseReader(start, file);
    chosen.push(start);
    start = Buffer.alloc(0);
    return chosen;
  };

  return {
    push: (chunk) => {
      if (chosen !== undefined) return chosen.push(chunk) && file.isWanted();
      start = start.length === 0 ? Buffer.from(chunk) : Buffer.concat([start, chunk]);
      const { length } = leadingBlanks(start);
      if (start.indexOf(NEWLINE, length) !== -1 || start.length >= LOOKED_AT) decide();
      return true;
    },
    end: () => (chosen ?? decide()).end(),
  };
}

function chooseReader(start: Buffer, file: FileIntake): TextReader {
  const blanks = leadingBlanks(start).length;
  if (blanks === start.length) return refuse(file, "the file is empty", SHAPES_READ);
  const first = start[blanks];
  if (first !== OPEN_LIST && first !== OPEN_OBJECT) return refuse(file, "the file is not JSON", SHAPES_READ);
  const newline = start.indexOf(NEWLINE, blanks);
  const line = start.toString("utf8", blanks, newline === -1 ? start.length : newline);
  const value = parseJson(line);
  if (headerOf(value) !== undefined) return createSnapshotReader(file);
  if (file.part) throw new NotDivisible("no snapshot");
  if (own(own(value, "header"), "format") === RUN_FORMAT)
    return refuse(file, "the file is a saved run, which holds no resources", "demarc report renders it");
  // A list on one line is split into elements; the lines reader is for texts small enough to be one of many.
  const isList = line.trimEnd().charCodeAt(line.trimEnd().length - 1) === CLOSE_LIST;
  return value === undefined || newline === -1 || isList ? createDocumentReader(file) : createLinesReader(file);
}

function refuse(file: FileIntake, message: string, help?: string): TextReader {
  file.lastFault({ reason: "not_recognized", message, ...(help !== undefined && { help }) });
  return { push: () => false, end: () => {} };
}
