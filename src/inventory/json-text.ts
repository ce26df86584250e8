/**
 * How deep a document may nest. Real ones stay below 40. Code that walks a document later may recurse, and
 * `JSON.stringify` itself overflows the stack at a few thousand levels.
 * @internal
 */
export const MAX_DEPTH = 1000;

/** Texts inside texts add their own depth to that of the document around them. */
export const MAX_EMBEDDED_DEPTH = 250;

/** The value of a JSON text; undefined if it is not JSON or nests deeper than `maxDepth`. Never throws. */
export function parseJson(text: string, maxDepth: number = MAX_DEPTH): unknown {
  if (isTooDeep(text, maxDepth)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Like {@link parseJson}, for texts in buffers. Depth is checked a four-byte word at a time: byte by byte, it would add
 * a tenth to the time of parsing.
 */
export function createJsonParser(): (bytes: Buffer, start: number, end: number) => unknown {
  let words: Int32Array = new Int32Array(0);
  return (bytes, start, end) => {
    const text = bytes.toString("utf8", start, end);
    if (text.length <= 2 * MAX_DEPTH) return parseJson(text);
    if (words.buffer !== bytes.buffer) words = new Int32Array(bytes.buffer, 0, bytes.buffer.byteLength >>> 2);
    const openings = openingsAtMost(words, bytes.byteOffset + start, bytes.byteOffset + end);
    return parseJson(text, openings <= MAX_DEPTH ? Infinity : MAX_DEPTH);
  };
}

/** An upper bound on the opening brackets in the bytes: a four-byte word that contains one counts as four. */
function openingsAtMost(words: Int32Array, from: number, to: number): number {
  // The last three bytes of a buffer may not be part of a word.
  let openings = 3;
  const last = Math.min(words.length - 1, to >>> 2);
  for (let i = from >>> 2; i <= last; i++) {
    // `[` and `{` differ in one bit; a byte that is one of them becomes zero, and is then found by its borrow.
    const word = (words[i]! | 0x20202020) ^ 0x7b7b7b7b;
    if (((word - 0x01010101) & ~word & 0x80808080) !== 0) openings += 4;
  }
  return openings;
}

/** Whether {@link parseJson} gave nothing because the text nests too deep; it may well be JSON. */
export function isTooDeep(text: string, maxDepth: number = MAX_DEPTH): boolean {
  // A level takes two characters, so short texts cannot nest too deep, and most lines are never scanned.
  if (text.length <= 2 * maxDepth) return false;
  let opened = 0;
  // `[` and `{` differ in one bit from each other.
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) | 0x20) === 0x7b) opened += 1;
  return opened > maxDepth && depthOf(text) > maxDepth;
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === 0x5c) i += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if ((code | 0x20) === 0x7b) deepest = Math.max(deepest, ++depth);
    else if ((code | 0x20) === 0x7d) depth -= 1;
  }
  return deepest;
}

export const TOO_DEEP = `it nests more than ${MAX_DEPTH} levels deep`;

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The member of that name if it is the object's own, so that `__proto__` and `constructor` find nothing. */
export function own(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The first of the named members that is a non-empty text. */
export function ownText(value: unknown, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const found = own(value, key);
    if (typeof found === "string" && found !== "") return found;
  }
  return undefined;
}
