import { unicodePattern } from "../diagnostics/unicode-pattern.ts";
import { compareText } from "../model/compare-text.ts";

/**
 * Characters that JSON leaves as they are and that may be obeyed: C1 controls, bidi and other format characters by a
 * terminal, what begins as `##vso[` by a runner of CI. (The commands that begin a line begin none here.)
 */
const unsafeIn = unicodePattern(/[^ -~]|#(?=#\w*\[)/g, String.raw`[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|#(?=#\w*\[)`);

/** A copy with every object's keys in one order, so that equal values give equal bytes. Undefined keys are left out. */
export function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const sorted = Object.create(null) as Record<string, unknown>;
  for (const key of Object.keys(value).toSorted(compareText)) {
    sorted[key] = canonical((value as Record<string, unknown>)[key]);
  }
  return sorted;
}

/** JSON that is safe to print: the same value, with what a terminal could obey written as escapes. */
export function safeJson(value: unknown, indent = 0): string {
  const text = JSON.stringify(value, null, indent);
  return text.replace(unsafeIn(text), (found) => (found === "\n" ? found : escapeUnits(found)));
}

/** What stands around the members of an object or the items of a list. */
export interface Layout {
  readonly before: string;
  readonly between: string;
  readonly after: string;
  readonly colon: string;
  /** Of what is inside; the same where all is one line. */
  readonly inner: Layout;
}

/** Two blanks a level, every line but the first behind `margin`. */
export function indented(margin: string): Layout {
  let inner: Layout | undefined;
  return {
    before: `\n${margin}  `,
    between: `,\n${margin}  `,
    after: `\n${margin}`,
    colon: ": ",
    get inner() {
      return (inner ??= indented(`${margin}  `));
    },
  };
}

export const ONE_LINE: Layout = {
  before: "",
  between: ",",
  after: "",
  colon: ":",
  get inner() {
    return ONE_LINE;
  },
};

/**
 * `safeJson(canonical(value))` in that layout, written in one go: a copy in order, its text and a look at each
 * character of it cost more than all the rest of a report of many findings.
 */
export function canonicalJson(value: unknown, layout: Layout): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const { before, between, after, colon, inner } = layout;
  if (Array.isArray(value)) {
    const items = value.map((item) => canonicalJson(item, inner));
    return items.length === 0 ? "[]" : `[${before}${items.join(between)}${after}]`;
  }
  const members = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(members).toSorted();
  if (keys.some(beginsWithDigit))
    return safeJson(canonical(value), layout === ONE_LINE ? 0 : 2).replaceAll("\n", after);
  let text = "";
  for (const key of keys) {
    const member = members[key];
    if (member === undefined) continue;
    text += `${text === "" ? before : between}${quoted(key)}${colon}${canonicalJson(member, inner)}`;
  }
  return text === "" ? "{}" : `{${text}${after}}`;
}

/** Of keys that are numbers an object has an order of its own. */
function beginsWithDigit(key: string): boolean {
  return key >= "0" && key < ":";
}

/** What neither JSON nor a terminal nor a runner of CI takes for anything but itself: most text. */
const PLAIN_TEXT = /^[ !$-[\]-~]*$/;

export function quoted(text: string): string {
  return PLAIN_TEXT.test(text) ? `"${text}"` : JSON.stringify(text).replace(unsafeIn(text), escapeUnits);
}

function escapeUnits(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}
