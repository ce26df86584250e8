import { NOT_IN_INPUT } from "../../model/not-in-input.ts";
import type { Unread } from "../../model/resource.ts";
import { ROOTS } from "../../model/resource.ts";
import { judgedFrame, namedFrame, stepsFromTop } from "./frame.ts";
import type { Frame } from "./frame.ts";
import type { Path, Segment, Step } from "./path.ts";
import { unreadAt } from "./unread.ts";

/** The state of a place in a document. */
export type PlaceState = "value" | "absent" | "unread" | "wrong_type" | "unsupported";

export interface Place {
  readonly state: PlaceState;
  /** The value if `state` is `value`; what was found instead if it is `wrong_type`. */
  readonly value: unknown;
  /** Why it is unread or of the wrong type, in words. Empty if that is obvious. */
  readonly why: string;
  /** Steps from `from` to the place; shorter if the path ended early. */
  readonly steps: readonly Step[];
  /** The frame the path began at. */
  readonly from: Frame;
}

/** A path with everything known about it before any document is seen. */
export interface PlacePlan {
  readonly path: Path;
  /** Whether keys compare case-insensitively. */
  readonly fold: boolean;
  /**
   * For each segment, whether the field list says that the source always writes the key, so that missing means unread.
   */
  readonly always: readonly boolean[];
  /** Whether the path is in no field list, so that an absent place counts as unread. */
  readonly unlisted: boolean;
}

/** Looks a path up. A place is `value` exactly if it holds something other than null. */
export function findPlace(plan: PlacePlan, frame: Frame): Place {
  const from = startOf(plan.path, frame);
  const steps: Step[] = [];
  const { segments } = plan.path;
  let value = from.value;
  const atTop = from.container === null;
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i]!;
    if (value === undefined || value === null) return settleAbsent(plan, from, steps, segments.slice(i));
    if (segment.kind === "pick") {
      const picked = pick(value, segment, plan.fold);
      if (typeof picked === "string") return end("wrong_type", value, picked, steps, from);
      if (picked === null) {
        const settled = settleAbsent(plan, from, steps, []);
        const why = `no element has ${segment.key} ${segment.value}`;
        return settled.state === "absent" ? { ...settled, why } : settled;
      }
      if (picked.hole) return end("unread", null, "an element without its key may be the one", steps, from);
      steps.push(picked.index);
      value = picked.element;
      continue;
    }
    if (segment.kind !== "key") throw new Error(`"${plan.path.text}" is not a place of one value`);
    if (typeof value !== "object")
      return end("wrong_type", value, `${kindOf(value)} where keys are expected`, steps, from);
    if (Array.isArray(value)) return end("wrong_type", value, "a list where keys are expected", steps, from);
    if (isMasked(value) && !(segment.key in MASK_KEYS)) return end("wrong_type", value, "a masked value", steps, from);
    if (isUnsupported(value)) return end("unsupported", null, "this resource has none", steps, from);
    const next = getKey(value, segment.key, plan.fold);
    if (next === AMBIGUOUS)
      return end("wrong_type", value, `two keys equal "${segment.key}" but for case`, steps, from);
    steps.push(segment.key);
    if (isRoot(segment.key) && (atTop && i === 0 ? isEmptyRoot(next) : isMissingBelow(next, from, steps))) {
      const below = segments.slice(i + 1);
      if (segment.key !== "children") return notRead(plan, from, steps, below, NOT_IN_INPUT.part);
      // Name the missing child, since each is read by its own call.
      const child = keyOf(below[0]);
      if (child !== "") steps.push(child);
      return notRead(plan, from, steps, below.slice(1), NOT_IN_INPUT.children);
    }
    if (next === undefined && (plan.always[i] || mustBeAsked(segments, i, atTop))) {
      const why = plan.always[i] ? NOT_IN_INPUT.key : NOT_IN_INPUT.fact;
      return notRead(plan, from, steps, segments.slice(i + 1), why);
    }
    value = next;
  }
  if (value === undefined || value === null) return settleAbsent(plan, from, steps, []);
  if (isUnsupported(value)) return end("unsupported", null, "this resource has none", steps, from);
  const unread = unreadEntry(plan, from, steps, false);
  if (unread) return end("unread", null, unreadText(unread), steps, from);
  return end("value", value, "", steps, from);
}

function startOf(path: Path, frame: Frame): Frame {
  if (path.root === "element") return frame;
  return path.root === "resource" ? judgedFrame(frame) : namedFrame(frame, path.name!);
}

function end(state: PlaceState, value: unknown, why: string, steps: readonly Step[], from: Frame): Place {
  return { state, value, why, steps, from };
}

/**
 * Something that must be there is missing; a refused call explains it better than `why`. `rest`: the keys that were not
 * reached.
 */
function notRead(plan: PlacePlan, from: Frame, steps: Step[], rest: readonly Segment[], why: string): Place {
  const firstOther = rest.findIndex(({ kind }) => kind !== "key");
  const keys = (firstOther === -1 ? rest : rest.slice(0, firstOther)).map(keyOf);
  const unread = unreadEntry(plan, from, [...steps, ...keys], true);
  if (!unread) return end("unread", null, why, steps, from);
  return end("unread", null, unreadText(unread), [...steps, ...keys], from);
}

/** The path ended in nothing: absent, unless something there was not read. `rest`: the keys that were not reached. */
function settleAbsent(plan: PlacePlan, from: Frame, steps: Step[], rest: readonly Segment[]): Place {
  for (const segment of rest) {
    if (segment.kind === "pick") return end("unread", null, "the list it would be in is absent", steps, from);
    if (segment.kind === "key") steps.push(segment.key);
  }
  const unread = unreadEntry(plan, from, steps, true);
  if (unread) return end("unread", null, unreadText(unread), steps, from);
  if (plan.unlisted) return end("unread", null, "absence on an unlisted path says nothing", steps, from);
  return end("absent", null, "", steps, from);
}

function unreadEntry(plan: PlacePlan, from: Frame, steps: readonly Step[], absent: boolean): Unread | undefined {
  const index = from.view.unread;
  return index ? unreadAt(index, [...stepsFromTop(from), ...steps], absent, plan.fold) : undefined;
}

/** `config:BatchGetResourceConfig AccessDenied` and the like. */
export function unreadText(unread: Unread): string {
  const { call, code, reason, message } = unread;
  const said = [call, code ?? reason].filter(Boolean).join(" ");
  // If no call was made, there is no error to look up, and only this says why.
  const isOwnWord = (reason === "not_collected" || reason === "limit") && code === undefined;
  return isOwnWord && message !== undefined ? `${said}: ${message}` : said;
}

/** Entries of `children` and joined facts: a key that is not there was never asked for. */
export function mustBeAsked(segments: readonly Segment[], i: number, atTop: boolean): boolean {
  if (!atTop) return false;
  if (i === 0) return keyOf(segments[0]).startsWith("@");
  return i === 1 && keyOf(segments[0]) === "children";
}

function keyOf(segment: Segment | undefined): string {
  return segment?.kind === "key" ? segment.key : "";
}

/**
 * Whether a child document (an entry of `children`, or an element of one that is a list) lacks the root at `steps`,
 * because it was cut short.
 */
function isMissingBelow(value: unknown, from: Frame, steps: readonly Step[]): boolean {
  if (value !== undefined && value !== null) return false;
  const [top, , position, ...rest] = [...stepsFromTop(from), ...steps];
  return top === "children" && rest.length === (typeof position === "number" ? 1 : 0);
}

export function isRoot(key: string): boolean {
  return ROOTS.includes(key);
}

export function isEmptyRoot(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value !== "object" || Array.isArray(value)) return false;
  for (const key in value) if (Object.hasOwn(value, key)) return false;
  return true;
}

const MASK_KEYS: Readonly<Record<string, true>> = { masked: true, length: true, looks_like: true };

export function isMasked(value: object): boolean {
  return (
    (value as { masked?: unknown }).masked === true &&
    typeof (value as { looks_like?: unknown }).looks_like === "string"
  );
}

function isUnsupported(value: unknown): boolean {
  return typeof value === "object" && value !== null && (value as { unsupported?: unknown }).unsupported === true;
}

/** Two keys match. */
const AMBIGUOUS = Symbol("ambiguous");

/** The own value under `key`; with `fold`, in any case, and {@link AMBIGUOUS} if two keys match. */
function getKey(value: object, key: string, fold: boolean): unknown {
  const own = value as Record<string, unknown>;
  if (fold) return getFolded(own, key, key.toLowerCase());
  return Object.hasOwn(own, key) ? own[key] : undefined;
}

/** The own value under `key` in any case; `lower` is the key in lower case. */
export function getFolded(own: Readonly<Record<string, unknown>>, key: string, lower: string): unknown {
  let times = Object.hasOwn(own, key) ? 1 : 0;
  let found = times === 1 ? own[key] : undefined;
  for (const candidate in own) {
    if (candidate.length !== key.length || candidate === key || candidate.toLowerCase() !== lower) continue;
    if (!Object.hasOwn(own, candidate)) continue;
    found = own[candidate];
    times++;
  }
  return times > 1 ? AMBIGUOUS : found;
}

interface Picked {
  readonly element: unknown;
  readonly index: number;
  /** Whether no element matches, but one has no readable key and may be the one. */
  readonly hole: boolean;
}

/** The one element whose key has the value; null if there is none; a message if the value is not a suitable list. */
function pick(value: unknown, segment: Extract<Segment, { kind: "pick" }>, fold: boolean): Picked | null | string {
  if (!Array.isArray(value)) return `${kindOf(value)} where a list is expected`;
  let found: Picked | null = null;
  let hole = false;
  for (const [index, element] of value.entries()) {
    const key = typeof element === "object" && element !== null ? getKey(element, segment.key, fold) : undefined;
    if (key === undefined || key === null) hole = true;
    else if (typeof key === "object") return `an element whose "${segment.key}" is ${kindOf(key)}`;
    else if (sameWord(String(key), segment.value, fold)) {
      if (found) return `two elements have "${segment.key}" ${segment.value}`;
      found = { element, index, hole: false };
    }
  }
  if (hole && !found) return { element: null, index: -1, hole };
  return found;
}

function sameWord(a: string, b: string, fold: boolean): boolean {
  return fold ? a.toLowerCase() === b.toLowerCase() : a === b;
}

/** What a value is, for messages: `text`, `a number`, `a list`, … */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  switch (typeof value) {
    case "string":
      return "text";
    case "number":
      return "a number";
    case "boolean":
      return "a boolean";
    default:
      return isMasked(value as object) ? "a masked value" : "an object";
  }
}
