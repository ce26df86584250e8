import { plainBlanks } from "./plain-blanks.ts";
import type { Reporter } from "./reporter.ts";
import type { SourcePlace } from "./source-node.ts";

const LARGEST_FILE = 1024 * 1024;

/** How many levels a file may nest. */
export const DEEPEST = 60;

/** Control characters that do not occur in hand-written text: all except tab and line ends. */
const CONTROL = /(?![\t\n\r\u0085])\p{Cc}/u;

/**
 * The text of a file in a form safe for a YAML parser: not too large, not nested too deep, no control characters, plain
 * blanks. Null if it is not safe; mistakes go to `reporter`.
 */
export function parsableText(given: string, reporter: Reporter): string | null {
  const whole = given.startsWith("\ufeff") ? given.slice(1) : given;
  if (whole.length > LARGEST_FILE) {
    reporter.error(null, "yaml-too-large", `file of ${whole.length} characters, more than ${LARGEST_FILE}`);
    return null;
  }
  const text = plainBlanks(whole, reporter);
  const strange = CONTROL.exec(text);
  if (strange) {
    const code = strange[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    const help = code === "0000" ? "text in UTF-16 is full of these: save it as UTF-8" : undefined;
    reporter.error(placeOfOne(text, strange.index), "yaml-control-character", `control character U+${code}`, help);
    return null;
  }
  const tooDeep = firstTooDeep(text);
  if (tooDeep) {
    reporter.error(tooDeep, "yaml-too-deep", `nested more than ${DEEPEST} levels deep`);
    return null;
  }
  return text;
}

function placeOfOne(text: string, index: number): SourcePlace {
  const before = text.slice(0, index);
  return { line: before.split("\n").length, column: index - before.lastIndexOf("\n"), length: 1 };
}

/**
 * The first place with too many open brackets or indents, found before parsing, because the parser recurses once per
 * level. Counts `[ { -` and spaces at the start of lines, so a correct file is never refused.
 */
function firstTooDeep(text: string): SourcePlace | null {
  let open = 0;
  let line = 1;
  let lineStart = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === "\n") {
      line++;
      lineStart = i + 1;
    } else if (c === "[" || c === "{") {
      if (++open > LARGEST_FLOW) return { line, column: i - lineStart + 1, length: 1 };
    } else if ((c === "]" || c === "}") && open > 0) open--;
    else if (c === "-" || c === "?" || c === ":") {
      const run = /(?:[-?:][ \t]+){100,}/y;
      run.lastIndex = i;
      if (run.test(text)) return { line, column: i - lineStart + 1, length: 1 };
    }
    if (i - lineStart > LARGEST_INDENT && c === " " && /^ *$/.test(text.slice(lineStart, i + 1))) {
      return { line, column: i - lineStart + 1, length: 1 };
    }
  }
  return null;
}

/** Text may contain unpaired brackets, so the check before parsing is far more generous than {@link DEEPEST}. */
const LARGEST_FLOW = 500;
const LARGEST_INDENT = 1000;
