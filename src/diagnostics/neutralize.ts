import { unicodePattern } from "./unicode-pattern.ts";

/** Control, format (bidi, zero-width, tags) and lone surrogate characters, line and paragraph separators. */
const OBEYED = String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]`;
/** The same characters as `\p{Zs}`. */
const BLANK = String.raw`[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]`;
/**
 * What CI runners take for a command in the output of a step: `##vso[` (Azure Pipelines), `##[` (GitHub) and
 * `##teamcity[` anywhere in a line, and `::error` (GitHub) at the beginning of a line, and so of any word, which may be
 * wrapped to there.
 */
const COMMAND = `#(?=#\\w*\\[)|(?<=^|${BLANK}):(?=:[A-Za-z])`;
const UNSAFE_OR_BEYOND_ASCII = new RegExp(String.raw`[^\x20-\x7e]|${COMMAND}`, "gu");
/** Text that cannot contain anything unsafe: most text, and this is checked in a tenth of the time. */
const PLAIN = /^[ !"$-9;-~]*$/;
const unsafeIn = unicodePattern(UNSAFE_OR_BEYOND_ASCII, `${OBEYED}|${COMMAND}`);

/**
 * Makes text from outside safe to print on one line of a terminal: characters that could move the cursor, change the
 * direction of the text, hide in it or command a CI runner are shown as `\u{1b}`. With `ascii`, everything beyond ASCII
 * is shown like this, because a terminal that does not read UTF-8 takes single bytes of it for control codes.
 */
export function neutralize(text: string, ascii = false): string {
  if (PLAIN.test(text)) return text;
  return text.replace(ascii ? UNSAFE_OR_BEYOND_ASCII : unsafeIn(text), escapeCharacter);
}

/** The same with a blank for each such character, so that all others stay in their columns. */
export function blankOut(text: string): string {
  return text.replace(unsafeIn(text), " ");
}

function escapeCharacter(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\r") return "\\r";
  if (character === "\t") return "\\t";
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}
