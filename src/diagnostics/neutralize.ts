/** Control, format (bidi, zero-width, tags) and lone surrogate characters, line and paragraph separators. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const BEYOND_ASCII = /[^\x20-\x7e]/gu;

/**
 * Text from outside made safe to print on one line of a terminal: what could move the cursor, change the
 * direction of the text or hide in it is shown as `\u{1b}`. With `ascii` everything beyond ASCII is shown so,
 * because a terminal that does not read UTF-8 takes single bytes of it for control codes.
 */
export function neutralize(text: string, ascii = false): string {
  return text.replace(ascii ? BEYOND_ASCII : UNSAFE, escapeCharacter);
}

function escapeCharacter(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\r") return "\\r";
  if (character === "\t") return "\\t";
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}
