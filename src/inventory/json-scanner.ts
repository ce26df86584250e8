const TAB = 0x09;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;

export const OPEN_LIST = 0x5b;
export const CLOSE_LIST = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;

/** Marks nested deeper are inside an element and do not matter here. */
const DEEPEST_MARK = 2;

/**
 * Callbacks for what a scanner finds. Each receives the position in the chunk; depth counts the containers open around
 * it.
 */
export interface Marks {
  readonly open: (at: number, byte: number, depth: number) => void;
  readonly close: (at: number, byte: number, depth: number) => void;
  readonly comma: (at: number, depth: number) => void;
  /** Something other than a blank or a container was found outside all containers. */
  readonly stray: () => void;
}

export interface JsonScanner {
  /** Scans the chunk byte by byte until its end or until `stop`. */
  readonly scan: (chunk: Buffer) => void;
  readonly stop: () => void;
  /** 1-based. */
  readonly line: () => number;
  /** Whether the position is inside a container. */
  readonly isInside: () => boolean;
}

/**
 * Finds the boundaries of JSON containers in chunks of bytes. Our own code, because it reads each byte once and leaves
 * the parsing to `JSON.parse`, which is several times faster than any streaming parser written in JavaScript. It knows
 * only depth, strings and escapes.
 */
export function createJsonScanner(marks: Marks): JsonScanner {
  let depth = 0;
  let line = 1;
  let inString = false;
  let escaped = false;
  let stopped = false;

  /** The position where a string ends, or the end of the chunk. A separate loop, since most bytes are in strings. */
  const endOfString = (chunk: Buffer, from: number): number => {
    let i = escaped ? from + 1 : from;
    for (; i < chunk.length; i++) {
      const byte = chunk[i];
      if (byte === QUOTE) break;
      if (byte === BACKSLASH) i += 1;
    }
    inString = i >= chunk.length;
    escaped = i > chunk.length;
    return i;
  };

  const scan = (chunk: Buffer): void => {
    // A mark may call `stop`, which sets it: the lint rule does not look into callbacks.
    // oxlint-disable-next-line no-unmodified-loop-condition
    for (let i = inString ? endOfString(chunk, 0) + 1 : 0; i < chunk.length && !stopped; i++) {
      const byte = chunk[i]!;
      if (byte === QUOTE && depth > 0) i = endOfString(chunk, i + 1);
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
        depth += 1;
        if (depth <= DEEPEST_MARK) marks.open(i, byte, depth);
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
        if (depth <= DEEPEST_MARK) marks.close(i, byte, depth);
        depth -= 1;
      } else if (byte === COMMA && depth <= DEEPEST_MARK) marks.comma(i, depth);
      else if (byte === NEWLINE) line += 1;
      else if (depth === 0 && byte !== SPACE && byte !== RETURN && byte !== TAB) marks.stray();
    }
  };

  return {
    scan,
    stop: () => {
      stopped = true;
    },
    line: () => line,
    isInside: () => depth > 0,
  };
}

/** How many blanks the text begins with, and how many of them are line breaks. */
export function leadingBlanks(bytes: Buffer): { readonly length: number; readonly lines: number } {
  let length = 0;
  let lines = 0;
  for (; length < bytes.length; length++) {
    const byte = bytes[length];
    if (byte === NEWLINE) lines += 1;
    else if (byte !== SPACE && byte !== RETURN && byte !== TAB) break;
  }
  return { length, lines };
}
