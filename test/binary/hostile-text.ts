import { expect } from "vitest";

/** What a terminal, a log or an eye could obey: control, format, direction. Line ends are the format's own. */
const OBEYED = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
/** What a runner takes for a command: the first where a line begins, the others wherever they stand. */
const COMMAND = /^\s*::[a-z]|##\w*\[/i;
/** Select Graphic Rendition. */
export const SGR = new RegExp(String.raw`${"\u001b"}\[[\d;]*m`, "g");

export function expectPlain(text: string): void {
  expect(OBEYED.exec(text.replaceAll(/\r?\n/g, ""))?.[0]).toBeUndefined();
}

export function expectNoCommand(text: string): void {
  expectPlain(text);
  expect(text.split("\n").filter((line) => COMMAND.test(line))).toEqual([]);
}
