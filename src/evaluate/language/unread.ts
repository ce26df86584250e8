import type { Unread } from "../../model/resource.ts";
import { parsePath } from "./path.ts";
import type { Step } from "./path.ts";

/** What was not read of one document, indexed for comparison with places. */
export interface UnreadIndex {
  readonly entries: readonly UnreadEntry[];
}

interface UnreadEntry {
  readonly steps: readonly Step[];
  /** Whether the path ended in `[]`: the list may have more elements than are shown. */
  readonly more: boolean;
  readonly unread: Unread;
}

/** Indexes what a document says was refused. */
export function indexUnread(unread: readonly Unread[]): UnreadIndex {
  return { entries: unread.map(indexEntry) };
}

function indexEntry(unread: Unread): UnreadEntry {
  const steps: Step[] = [];
  let more = false;
  // A position is written [3]; the path language of rules has no positions, so they are cut out first.
  for (const [index, part] of unread.path.split(/\[(\d+)\]/).entries()) {
    if (index % 2 === 1) steps.push(Number(part));
    else if (part !== "") more = pushKeys(part.replace(/^\./, ""), steps) || more;
  }
  return { steps, more, unread };
}

/**
 * Returns true if the text ends in `[]`. A path that cannot be parsed covers the whole document, so that nothing passes
 * because of a misspelling.
 */
function pushKeys(text: string, steps: Step[]): boolean {
  try {
    for (const segment of parsePath(text).segments) {
      if (segment.kind === "key") steps.push(segment.key);
      else if (segment.kind === "each") return true;
    }
  } catch {
    steps.length = 0;
  }
  return false;
}

/**
 * The entry that makes the place at `steps` unread: one at the place itself or above it, or also below it if `absent`
 * says that the place holds nothing. Undefined if the place was read.
 */
export function unreadAt(
  index: UnreadIndex,
  steps: readonly Step[],
  absent: boolean,
  fold: boolean,
): Unread | undefined {
  for (const entry of index.entries) {
    const shared = Math.min(entry.steps.length, steps.length);
    if (!sharesPrefix(entry.steps, steps, shared, fold)) continue;
    if (entry.steps.length <= steps.length && !entry.more) return entry.unread;
    if (absent && entry.steps.length >= steps.length) return entry.unread;
  }
  return undefined;
}

/** The entry that says that the list at `steps` (with `length` elements shown) may have more. */
export function moreThanShown(
  index: UnreadIndex,
  steps: readonly Step[],
  length: number,
  fold: boolean,
): Unread | undefined {
  for (const entry of index.entries) {
    if (entry.steps.length < steps.length || !sharesPrefix(entry.steps, steps, steps.length, fold)) continue;
    if (entry.more && entry.steps.length === steps.length) return entry.unread;
    const next = entry.steps[steps.length];
    if (typeof next === "number" ? next >= length : next !== undefined) return entry.unread;
  }
  return undefined;
}

function sharesPrefix(a: readonly Step[], b: readonly Step[], length: number, fold: boolean): boolean {
  for (let i = 0; i < length; i++) {
    const left = a[i]!;
    const right = b[i]!;
    if (left === right) continue;
    if (!fold || typeof left === "number" || typeof right === "number") return false;
    if (left.toLowerCase() !== right.toLowerCase()) return false;
  }
  return true;
}
