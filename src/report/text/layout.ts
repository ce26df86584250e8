import { neutralize } from "../../diagnostics/neutralize.ts";
import type { Style, Tone } from "../style.ts";

/** Words of one tone. The text may come from anywhere: it is neutralised here, and only here, before it is measured. */
export interface Span {
  readonly text: string;
  readonly tone?: Tone;
  /** Blanks are no places to break at: a command to copy. */
  readonly keep?: true;
}

/** A label, and words that wrap in the column beside it. */
export interface Row {
  readonly label?: Span;
  /** Column at which the words begin. */
  readonly hang: number;
  readonly words: readonly Span[];
}

export interface Page {
  readonly width: number;
  readonly ascii: boolean;
  readonly style: Style;
}

export const BLANK: Row = { hang: 0, words: [] };

interface Piece {
  readonly text: string;
  readonly tone: Tone | undefined;
}
/** Pieces that are printed without a break between them. */
type Word = Piece[];

/** The lines of one row: wrapped, never cut. A row without words and label is one empty line. */
export function layoutRow(row: Row, page: Page): string[] {
  const room = Math.max(20, page.width - row.hang);
  const lines = wrap(toWords(row.words, page.ascii), room);
  const label = row.label && { text: neutralize(row.label.text, page.ascii), tone: row.label.tone };
  const margin = " ".repeat(row.hang);
  return (lines.length === 0 ? [[]] : lines).map((line, index) => {
    const text = line.map((piece) => paint(piece, page.style)).join("");
    if (index > 0 || !label) return text === "" ? "" : margin + text;
    const padding = " ".repeat(Math.max(text === "" ? 0 : 1, row.hang - displayWidth(label.text)));
    return text === "" ? paint(label, page.style) : paint(label, page.style) + padding + text;
  });
}

/** Columns on a terminal: none for combining marks, two for wide scripts and pictographs. */
export function displayWidth(text: string): number {
  if (PRINTABLE_ASCII.test(text)) return text.length;
  let width = 0;
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue;
    wide ??= new RegExp(WIDE, "u");
    width += wide.test(character) ? 2 : 1;
  }
  return width;
}

const PRINTABLE_ASCII = /^[ -~]*$/;
/** East_Asian_Width W and F (UAX #11) of the scripts and their marks, which several scripts share, and pictographs. */
const WIDE = String.raw`[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18d08}\u{1aff0}-\u{1b2fb}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]`;
/** Made for the first text beyond ASCII: the engine looks through all of Unicode for it. */
let wide: RegExp | undefined;

function toWords(spans: readonly Span[], ascii: boolean): Word[] {
  const words: Word[] = [];
  let open = false;
  for (const { text, tone, keep } of spans) {
    const plain = neutralize(text, ascii);
    (keep ? [plain] : plain.split(/ +/)).forEach((part, index) => {
      if (index > 0) open = false;
      if (part === "") return;
      if (open) words.at(-1)!.push({ text: part, tone });
      else words.push([{ text: part, tone }]);
      open = true;
    });
  }
  return words;
}

function wrap(words: readonly Word[], room: number): Piece[][] {
  const lines: Piece[][] = [];
  let line: Piece[] = [];
  let used = 0;
  for (const word of words.flatMap((word) => breakWord(word, room))) {
    const width = wordWidth(word);
    if (used > 0 && used + 1 + width > room) {
      lines.push(line);
      line = [];
      used = 0;
    }
    if (used > 0) append(line, { text: " ", tone: line.at(-1)!.tone === word[0]!.tone ? word[0]!.tone : undefined });
    for (const piece of word) append(line, piece);
    used += (used > 0 ? 1 : 0) + width;
  }
  if (line.length > 0) lines.push(line);
  return lines;
}

/** A word wider than the room, in parts: at its blanks; without blanks, after a separator where one stands. */
function breakWord(word: Word, room: number): Word[] {
  if (wordWidth(word) <= room) return [word];
  if (word.some(({ text }) => text.includes(" "))) {
    const single = word.flatMap(({ text, tone }) => text.split(/ +/).map((part): Word => [{ text: part, tone }]));
    return single.filter(([piece]) => piece!.text !== "").flatMap((part) => breakWord(part, room));
  }
  const parts: Word[] = [];
  for (const { text, tone } of word) {
    let rest = text;
    for (let cut = cutAt(rest, room); cut < rest.length; cut = cutAt(rest, room)) {
      parts.push([{ text: rest.slice(0, cut), tone }]);
      rest = rest.slice(cut);
    }
    if (rest !== "") parts.push([{ text: rest, tone }]);
  }
  return parts;
}

/** Where to cut, looking no further than the room; the end where nothing is too long: behind the last `/`, `:`, `,` or `.` past the first third of the room, else behind `-` or `_`. */
function cutAt(text: string, room: number): number {
  let end = 0;
  let width = 0;
  let behindStrong = 0;
  let behindWeak = 0;
  for (const character of text) {
    width += displayWidth(character);
    if (width > room) return besideCommand(text, behindStrong || behindWeak || end);
    end += character.length;
    if (width <= room / 3) continue;
    if (/[/:,.]/.test(character)) behindStrong = end;
    else if (/[-_]/.test(character)) behindWeak = end;
  }
  return end;
}

/** One back where the next line would begin as a command of a runner of CI. */
function besideCommand(text: string, cut: number): number {
  return /^::[A-Za-z]/.test(text.slice(cut, cut + 3)) ? cut - 1 : cut;
}

function wordWidth(word: Word): number {
  return word.reduce((sum, { text }) => sum + displayWidth(text), 0);
}

function append(line: Piece[], piece: Piece): void {
  const last = line.at(-1);
  if (last && last.tone === piece.tone) line[line.length - 1] = { text: last.text + piece.text, tone: last.tone };
  else line.push(piece);
}

function paint({ text, tone }: Piece, style: Style): string {
  return tone ? style[tone](text) : text;
}
