import { RE2JS } from "re2js";
import type { SourceNode } from "../../source/source-node.ts";
import { checkText } from "./check-literal.ts";
import type { Surroundings } from "./surroundings.ts";

/** Checks a regular expression: anchored at both ends, in RE2 syntax. */
export function checkPattern(node: SourceNode, at: Surroundings): void {
  const pattern = checkText(node, at, "an expression");
  if (pattern === undefined) return;
  if (!/^(?:\^|\.\*)/.test(pattern)) {
    at.reporter.error(
      node.place,
      "rule-bad-pattern",
      "say where it begins: ^ or .*",
      `write "^${pattern}" or ".*${pattern}"`,
    );
  }
  if (!/(?:^|[^\\])(?:\\\\)*\$$/.test(pattern) && !/(?:^|[^\\])(?:\\\\)*\.\*$/.test(pattern)) {
    at.reporter.error(
      node.place,
      "rule-bad-pattern",
      "say where it ends: $ or .*",
      `write "${pattern}$" or "${pattern}.*"`,
    );
  }
  const mistake = syntaxMistake(pattern);
  if (mistake) at.reporter.error(node.place, "rule-bad-pattern", mistake.message, mistake.help);
}

function syntaxMistake(pattern: string): { message: string; help?: string } | null {
  const linear = "expressions run in linear time: see https://github.com/google/re2/wiki/Syntax";
  if (/\(\?<?[=!]/.test(pattern))
    return { message: "an expression cannot look around: (?= (?! (?<= (?<!", help: linear };
  if (/(?:^|[^\\])(?:\\\\)*\\[1-9]/.test(pattern))
    return { message: "an expression cannot refer back: \\1", help: linear };
  try {
    RE2JS.compile(pattern);
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, "") : String(error);
    return { message: `not a regular expression: ${reason}`, help: linear };
  }
}
