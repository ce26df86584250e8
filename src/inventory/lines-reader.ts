import { isUtf8 } from "node:buffer";
import type { FileIntake } from "./file-intake.ts";
import { createJsonParser, isTooDeep, TOO_DEEP } from "./json-text.ts";
import { eachLine, MAX_TEXT, splitLines } from "./line-blocks.ts";
import type { LineBlock } from "./line-blocks.ts";
import { REPEATED_KEY, repeatsKey } from "./repeated-key.ts";
import type { TextReader } from "./text-reader.ts";

/** Reads one JSON text per line: items, rows, documents, events or whole replies. */
export function createLinesReader(file: FileIntake, limit: number = MAX_TEXT): TextReader {
  const parse = createJsonParser();
  const readLine = (bytes: Buffer, start: number, end: number, line: number, cut: boolean): void => {
    const value = parse(bytes, start, end);
    const text = bytes.toString("utf8", start, end);
    if (value !== undefined && !repeatsKey(text, value)) return file.value(value, line);
    if (value !== undefined) file.fault({ reason: "not_recognized", message: REPEATED_KEY, line });
    else if (isTooDeep(text)) file.fault({ reason: "limit", message: TOO_DEEP, line });
    else if (cut) file.fault({ reason: "truncated", message: "the file ends within this line", line });
    else file.fault({ reason: "not_recognized", message: "the line is not valid JSON", line });
  };
  const onBlock = (block: LineBlock): void => {
    const allValid = isUtf8(block.bytes);
    eachLine(block, (start, end, line) => {
      const valid = allValid || isUtf8(block.bytes.subarray(start, end));
      if (valid || block.cut) readLine(block.bytes, start, end, line, block.cut);
      else file.fault({ reason: "not_recognized", message: "the line is not UTF-8", line });
    });
  };
  const onTooLong = (line: number): void =>
    file.fault({ reason: "limit", message: `the line is longer than ${limit} bytes`, line });
  const { push, end } = splitLines(onBlock, onTooLong, limit);
  return {
    push: (chunk) => {
      push(chunk);
      return true;
    },
    end,
  };
}
