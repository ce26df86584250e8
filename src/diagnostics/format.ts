import type { Diagnostic } from "./diagnostic.ts";
import { blankOut, neutralize } from "./neutralize.ts";

const FRAME_WIDTH = 80;

/**
 * One diagnostic as people and editors read it: `file:line:col: message [code]`, the source line with the place marked,
 * if `source` (the file's text) is given, and the help.
 */
export function formatDiagnostic(diagnostic: Diagnostic, source?: string): string {
  const { file, line, column, message, code, help } = diagnostic;
  const place = [file, line || undefined, column || undefined].filter((part) => part !== undefined).join(":");
  const lines = [neutralize(`${place}: ${message} [${code}]`)];
  if (source !== undefined && line > 0) lines.push(...frame(diagnostic, source));
  if (help) lines.push(`  help: ${neutralize(help)}`);
  return lines.join("\n");
}

/** The source line, cut to a window that keeps the marked place in view, and the marks below it. */
function frame({ line, column, length }: Diagnostic, source: string): string[] {
  const whole = lineOf(source.replaceAll(/\r\n?/g, "\n"), line);
  const start = Math.max(0, Math.min(column - 1 - FRAME_WIDTH / 2, whole.length - FRAME_WIDTH));
  // One blank for each character that must not reach a terminal, so that the marks stay under their place.
  const text = blankOut(whole.slice(start, start + FRAME_WIDTH));
  const gutter = String(line);
  const blank = " ".repeat(gutter.length);
  const shown = `  ${gutter} | ${text}`;
  if (column === 0) return [shown];
  const offset = column - 1 - start;
  const marks = "^".repeat(Math.max(1, Math.min(length, FRAME_WIDTH - offset)));
  return [shown, `  ${blank} | ${" ".repeat(offset)}${marks}`];
}

/** The text of a line, 1-based, without its line break; "" if there is no such line. */
function lineOf(source: string, line: number): string {
  let start = 0;
  for (let before = 1; before < line; before++) {
    const newline = source.indexOf("\n", start);
    if (newline === -1) return "";
    start = newline + 1;
  }
  const end = source.indexOf("\n", start);
  return source.slice(start, end === -1 ? source.length : end);
}
