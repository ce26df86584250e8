/** The characters a text may continue with: one bit for each ASCII character, and one for all others. */
type Signs = bigint;

/** One of a set of characters, and how often it occurs. */
interface Letter {
  readonly signs: Signs;
  /** Whether it may be left out. */
  readonly mayLack: boolean;
  /** Whether its number may vary: it may be left out, or occur once more. */
  readonly varies: boolean;
  /** Whether it may occur more than once. */
  readonly repeats: boolean;
}

interface Group {
  readonly rows: readonly Row[];
  readonly mayLack: boolean;
}

type Row = readonly (Letter | Group)[];

/**
 * One letter and how often it occurs: literal, escaped, or one of a class; ASCII only, with the same meaning in RE2 and
 * JavaScript.
 */
const LETTER =
  /([\w/:=@,;#%&!~"'<> -]|\\[.*+?()[\]{}|^$\\/s]|\[\^?(?:\w-\w|[\w.:/@ ])+-?\])(?:([*+?])|\{(\d+)(,\d*)?\})?|\\b/y;
const BEGIN = /^(?:\^?\.\*(?=.)|\^)/;
const END = /^(?:\$|\.\*|\$\.\*)$/;
/** As in RE2; in JavaScript `\s` matches more than these. */
const SPACE = String.raw`[\t\n\f\r ]`;
const BEYOND_ASCII = 128n;
const ALL: Signs = (1n << (BEYOND_ASCII + 1n)) - 1n;

/**
 * The expression (RE2 syntax) for JavaScript's engine, which is five times as fast. Only possible if each character of
 * a text leaves a single way to continue and, where a match may begin anywhere, nothing that repeats contains a
 * character it may begin with. There is then only one way to try, and time is proportional to the text. Undefined for
 * all others.
 */
export function plainExpression(expression: string): RegExp | undefined {
  const begin = BEGIN.exec(expression)?.[0];
  const read = begin === undefined ? undefined : readRow(expression, begin.length);
  const end = read && END.exec(expression.slice(read.end))?.[0];
  if (begin === undefined || !read || end === undefined) return undefined;
  const first = firstOf(read.row, 0n);
  const isAnywhere = begin.endsWith("*");
  if (first === undefined || (isAnywhere && (first & repeatedIn(read.row)) !== 0n)) return undefined;
  const inner = expression.slice(begin.length, read.end);
  const source = inner.replaceAll(/\\(.)/g, (escaped, sign) => (sign === "s" ? SPACE : escaped));
  return new RegExp(`${isAnywhere ? "" : "^"}${source}${end.startsWith("$") ? "$" : ""}`, "u");
}

/**
 * Reads a row, which ends where there is neither a letter nor a group; undefined if it contains something not
 * understood here.
 */
function readRow(expression: string, from: number): { readonly row: Row; readonly end: number } | undefined {
  const row: (Letter | Group)[] = [];
  for (let at = from; ;) {
    LETTER.lastIndex = at;
    const letter = LETTER.exec(expression);
    if (letter) {
      const [written, signs, often = "", times, more] = letter;
      at += written.length;
      const isNever = Number(times) === 0 && more === undefined;
      if (signs === undefined || isNever) continue;
      row.push({
        signs: signsOf(signs),
        mayLack: often === "*" || often === "?" || Number(times) === 0,
        varies: often !== "" || more !== undefined,
        repeats: often === "*" || often === "+" || times !== undefined,
      });
    } else if (expression[at] === "(") {
      const group = readGroup(expression, at + 1);
      if (!group) return undefined;
      row.push(group.group);
      at = group.end;
    } else return { row, end: at };
  }
}

function readGroup(expression: string, from: number): { readonly group: Group; readonly end: number } | undefined {
  const rows: Row[] = [];
  for (let at = from; ; at++) {
    const read = readRow(expression, at);
    if (!read) return undefined;
    rows.push(read.row);
    at = read.end;
    if (expression[at] === "|") continue;
    if (expression[at] !== ")") return undefined;
    const mayLack = expression[at + 1] === "?";
    return { group: { rows, mayLack }, end: at + (mayLack ? 2 : 1) };
  }
}

/**
 * The characters with which a text that matches the row, followed by `after`, can begin; undefined if one character
 * leaves several ways.
 */
function firstOf(row: Row, after: Signs): Signs | undefined {
  return row.reduceRight<Signs | undefined>((next, part) => (next === undefined ? next : beginOf(part, next)), after);
}

function beginOf(part: Letter | Group, after: Signs): Signs | undefined {
  const own = "signs" in part ? part.signs : eitherOf(part.rows.map((row) => firstOf(row, after)));
  if (own === undefined) return undefined;
  const varies = "signs" in part ? part.varies : part.mayLack;
  if (varies && (own & after) !== 0n) return undefined;
  return part.mayLack ? own | after : own;
}

function eitherOf(all: readonly (Signs | undefined)[]): Signs | undefined {
  return all.reduce<Signs | undefined>(
    (known, one) => (known === undefined || one === undefined || (known & one) !== 0n ? undefined : known | one),
    0n,
  );
}

function repeatedIn(row: Row): Signs {
  return row.reduce(
    (known, part) =>
      "signs" in part
        ? known | (part.repeats ? part.signs : 0n)
        : part.rows.reduce((within, one) => within | repeatedIn(one), known),
    0n,
  );
}

/** The characters of a letter as written. */
function signsOf(letter: string): Signs {
  if (letter === "\\s") return signsIn("\t\n\f\r ");
  if (!letter.startsWith("[")) return signsIn(letter.at(-1)!);
  const isNot = letter[1] === "^";
  const spread = letter
    .slice(isNot ? 2 : 1, -1)
    .replaceAll(/(\w)-(\w)/g, (_, from: string, to: string) => between(from, to));
  return isNot ? ALL & ~signsIn(spread) : signsIn(spread);
}

function between(from: string, to: string): string {
  const [first, last] = [from.charCodeAt(0), to.charCodeAt(0)];
  return String.fromCharCode(...Array.from({ length: Math.max(last - first + 1, 0) }, (_, step) => first + step));
}

function signsIn(text: string): Signs {
  return Array.from(text, (sign) => 1n << BigInt(sign.charCodeAt(0))).reduce((known, one) => known | one, 0n);
}
