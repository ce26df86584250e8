import type { Reporter } from "./reporter.ts";

/** A carriage return that ends a line alone, which no current system writes. */
const LONE_RETURN = /\r(?!\n)/g;

/** Blanks that look like plain ones but are part of the word after them; editors and web pages leave them. */
const STRANGE_INDENT =
  /^[ \t]*[\u00A0\u2000-\u200B\u202F\u205F\u3000\uFEFF][ \t\u00A0\u2000-\u200B\u202F\u205F\u3000\uFEFF]*/gm;

/**
 * Replaces blanks and line ends that YAML does not know by plain ones of the same length, so that other mistakes can be
 * reported too. Each is reported to `reporter` as a mistake.
 */
export function plainBlanks(text: string, reporter: Reporter): string {
  if (text.search(LONE_RETURN) !== -1)
    reporter.error(null, "yaml-line-ends", "its lines end in carriage returns only", "save it with Unix line endings");
  const lined = text.replace(LONE_RETURN, "\n");
  return lined.replace(STRANGE_INDENT, (indent, at: number) => {
    const line = lined.slice(0, at).split("\n").length;
    const code = /[^ \t]/.exec(indent)![0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    const message = `U+${code} in the indent, which only looks like a blank`;
    reporter.error({ line, column: 1, length: indent.length }, "yaml-blank", message, "indent with plain blanks");
    return " ".repeat(indent.length);
  });
}
