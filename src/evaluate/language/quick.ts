import type { Frame } from "./frame.ts";
import { getFolded, isEmptyRoot, isRoot, mustBeAsked } from "./place.ts";
import type { PlacePlan } from "./place.ts";

/**
 * The value at a place, {@link ABSENT}, {@link UNREAD} or {@link NOT_PLAIN}: what `findPlace` says, without any
 * allocation.
 */
export type QuickRead = (frame: Frame) => unknown;

/** There is nothing there, and nothing that could be there was left unread. */
export const ABSENT = Symbol("absent");

/** There is nothing there although the source always writes it, or it was never asked for. */
export const UNREAD = Symbol("unread");

/** Only `findPlace` can tell. */
export const NOT_PLAIN = Symbol("not plain");

/**
 * Compiles the common case: paths of keys and picked elements, in fully read documents. Null if the path has other
 * steps, or keys that every list or object has.
 */
export function compileQuickRead(plan: PlacePlan): QuickRead | null {
  const { path, fold } = plan;
  const steps = path.segments.flatMap((segment) =>
    segment.kind === "key" || segment.kind === "pick" ? [segment] : [],
  );
  const isPlain = path.root === "element" && steps.length === path.segments.length;
  if (!isPlain || (steps.length === 1 && isRoot(steps[0]!.key))) return null;
  if (steps.some(({ key }) => key in Array.prototype)) return null;
  const keys = steps.map(({ key }) => key);
  const lower = keys.map((key) => key.toLowerCase());
  /** For each step, the value to pick; null for a key. */
  const picked = steps.map((step) => (step.kind === "pick" ? (fold ? step.value.toLowerCase() : step.value) : null));
  const { length } = keys;

  return (frame) => {
    if (frame.view.unread) return NOT_PLAIN;
    let value = frame.value;
    for (let i = 0; i < length; i++) {
      if (typeof value !== "object" || value === null) return NOT_PLAIN;
      const own = value as Readonly<Record<string, unknown>>;
      const wanted = picked[i]!;
      if (wanted !== null) {
        value = pickQuickly(own, keys[i]!, lower[i]!, wanted, fold);
        if (value === ABSENT && plan.unlisted) return UNREAD;
        if (typeof value === "symbol") return value;
        continue;
      }
      const next = fold ? getFolded(own, keys[i]!, lower[i]!) : own[keys[i]!];
      if (next === undefined || next === null) return missing(plan, i, own, next, frame);
      value = next;
    }
    if (typeof value !== "object") return typeof value === "symbol" ? NOT_PLAIN : value;
    return value === null || (value as { unsupported?: unknown }).unsupported === true ? NOT_PLAIN : value;
  };
}

/** The one element with that word under the key, {@link ABSENT} or {@link NOT_PLAIN}. */
function pickQuickly(list: unknown, key: string, lower: string, wanted: string, fold: boolean): unknown {
  if (!Array.isArray(list)) return NOT_PLAIN;
  let found: unknown = ABSENT;
  for (const element of list as unknown[]) {
    if (typeof element !== "object" || element === null) return NOT_PLAIN;
    const own = element as Readonly<Record<string, unknown>>;
    const word = fold ? getFolded(own, key, lower) : own[key];
    if (typeof word !== "string") return NOT_PLAIN;
    if ((fold ? word.toLowerCase() : word) !== wanted) continue;
    if (found !== ABSENT) return NOT_PLAIN;
    found = element;
  }
  return found;
}

/** Why there is nothing under the key of the segment at `i`; `next` is null or undefined. */
function missing(
  { path: { segments }, always, unlisted }: PlacePlan,
  i: number,
  own: object,
  next: unknown,
  frame: Frame,
): symbol {
  const segment = segments[i]!;
  const atTop = frame.container === null;
  if (segment.kind !== "key" || isOdd(own)) return NOT_PLAIN;
  if (isRoot(segment.key)) return atTop && i === 0 ? UNREAD : NOT_PLAIN;
  if (atTop && i === 1 && isEmptyRoot(own)) return NOT_PLAIN;
  if (unlisted || (next === undefined && (always[i] || mustBeAsked(segments, i, atTop)))) return UNREAD;
  // Nothing can be picked from a list that is not there.
  for (let after = i + 1; after < segments.length; after++) if (segments[after]!.kind === "pick") return UNREAD;
  return ABSENT;
}

/** Lists have no keys; masks and children that cannot exist have their own states. */
function isOdd(value: object): boolean {
  const { masked, unsupported } = value as { readonly masked?: unknown; readonly unsupported?: unknown };
  return Array.isArray(value) || masked === true || unsupported === true;
}
