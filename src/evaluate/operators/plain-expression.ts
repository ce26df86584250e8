/** One letter: as it is, escaped, or one of a class; of ASCII alone, and the same to RE2 and to JavaScript. */
const LETTER = String.raw`(?:[\w/:=@,;#%&!~"'<> -]|\\[.*+?()[\]{}|^$\\/]|\[\^?(?:\w-\w|[\w.:/@ ])+-?\])`;
const FIXED = String.raw`(?:${LETTER}(?:\{\d+\})?)*`;
const VARYING = String.raw`(?:${LETTER}(?:[*+?]|\{\d+,\d*\}))?`;
const PLAIN = new RegExp(String.raw`^(\^${FIXED}${VARYING}(?:\$|(?=\.\*$)))(?:\.\*)?$`);

/**
 * The expression (RE2 syntax) as one of JavaScript's engine, which is five times as fast: only where it begins with the text, is
 * a row of letters, and none but the last of them may stand more or less often. So there is but one way to try, and time is in
 * proportion to the text. Undefined for all others.
 */
export function plainExpression(expression: string): RegExp | undefined {
  const plain = PLAIN.exec(expression)?.[1];
  return plain === undefined ? undefined : new RegExp(plain, "u");
}
