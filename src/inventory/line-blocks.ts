const NEWLINE = 10;

/**
 * A line or list element longer than this is not read. No cloud lets a document grow to a tenth of it, and the parsed
 * value may need thirty times its length.
 */
export const MAX_TEXT = 16 * 1024 * 1024;

/** Whole lines, in succession in `bytes`. */
export interface LineBlock {
  readonly bytes: Buffer;
  /** 1-based number of the first line. */
  readonly line: number;
  /** Bytes of the text before it. */
  readonly offset: number;
  /** Whether the block is one line cut off by the end of the text, without a line break. */
  readonly cut: boolean;
}

export interface LineSplitter {
  readonly push: (chunk: Buffer) => void;
  readonly end: () => void;
}

/**
 * Cuts chunks into blocks of whole lines without copying them; only a line that spans chunks is assembled. Our own code
 * instead of `readline`, which takes more than twice the time of the parsing itself. A line longer than `limit` bytes
 * is dropped and reported.
 */
export function splitLines(
  onBlock: (block: LineBlock) => void,
  onTooLong: (line: number) => void,
  limit: number = MAX_TEXT,
): LineSplitter {
  let carried: Buffer[] = [];
  let carriedLength = 0;
  let tooLong = false;
  let line = 1;
  let offset = 0;

  const carry = (bytes: Buffer): void => {
    carriedLength += bytes.length;
    if (carriedLength > limit) {
      tooLong = true;
      carried = [];
    } else if (bytes.length > 0) carried.push(Buffer.from(bytes));
  };

  const finishCarried = (cut: boolean): void => {
    if (tooLong) onTooLong(line);
    else onBlock({ bytes: carried.length === 1 ? carried[0]! : Buffer.concat(carried), line, offset, cut });
    line += 1;
    offset += carriedLength;
    carried = [];
    carriedLength = 0;
    tooLong = false;
  };

  const push = (chunk: Buffer): void => {
    const last = chunk.lastIndexOf(NEWLINE);
    if (last === -1) return carry(chunk);
    const first = carriedLength > 0 ? chunk.indexOf(NEWLINE) + 1 : 0;
    if (first > 0) {
      carry(chunk.subarray(0, first));
      finishCarried(false);
    }
    if (last + 1 > first) {
      const bytes = chunk.subarray(first, last + 1);
      onBlock({ bytes, line, offset, cut: false });
      line += countLines(bytes);
      offset += bytes.length;
    }
    carry(chunk.subarray(last + 1));
  };

  const end = (): void => {
    if (carriedLength > 0) finishCarried(true);
  };

  return { push, end };
}

/** Calls `onLine` with the bounds of each line of the block, without its line break. Blank lines are skipped. */
export function eachLine({ bytes, line }: LineBlock, onLine: (start: number, end: number, line: number) => void): void {
  let number = line;
  for (let start = 0; start < bytes.length; number++) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline === -1 ? bytes.length : newline;
    if (!isBlank(bytes, start, end)) onLine(start, end, number);
    start = end + 1;
  }
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const byte = bytes[i];
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false;
  }
  return true;
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1;
  return lines;
}
