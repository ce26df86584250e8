import type { Frame } from "./frame.ts";
import { getFolded, isEmptyRoot, isRoot, mustBeAsked } from "./place.ts";
import type { PlacePlan } from "./place.ts";

/**
 * The value at a place, {@link ABSENT}, {@link UNREAD} or {@link NOT_PLAIN}: what `findPlace` says, without any
 * allocation.
 */
export type QuickRead = (frame: Frame) => unknown;

/** Nothing stands there, and nothing that could was left unread. */
export const ABSENT = Symbol("absent");

/** Nothing stands there that the source always writes, or nobody asked for it. */
export const UNREAD = Symbol("unread");

/** It takes `findPlace` to tell. */
export const NOT_PLAIN = Symbol("not plain");

/**
 * For places of plain keys in documents of which nothing is unread: the common case. Null where the path has other
 * steps, or keys that lists and objects have of themselves.
 */
export function compileQuickRead(plan: PlacePlan): QuickRead | null {
  const { path, fold } = plan;
  const keys = path.segments.flatMap((segment) => (segment.kind === "key" ? [segment.key] : []));
  const isPlain = path.root === "element" && keys.length === path.segments.length;
  if (!isPlain || (keys.length === 1 && isRoot(keys[0]!)) || keys.some((key) => key in Array.prototype)) return null;
  const lower = keys.map((key) => key.toLowerCase());
  const { length } = keys;

  return (frame) => {
    if (frame.view.unread) return NOT_PLAIN;
    let value = frame.value;
    for (let i = 0; i < length; i++) {
      if (typeof value !== "object" || value === null) return NOT_PLAIN;
      const own = value as Readonly<Record<string, unknown>>;
      const next = fold ? getFolded(own, keys[i]!, lower[i]!) : own[keys[i]!];
      if (next === undefined || next === null) return missing(plan, i, own, next, frame);
      value = next;
    }
    if (typeof value !== "object") return typeof value === "symbol" ? NOT_PLAIN : value;
    return value === null || (value as { unsupported?: unknown }).unsupported === true ? NOT_PLAIN : value;
  };
}

/** Why nothing stands under the key of the segment at `i`; `next` is null or undefined. */
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
  return ABSENT;
}

/** Lists have no keys; masks and children that cannot exist have states of their own. */
function isOdd(value: object): boolean {
  const { masked, unsupported } = value as { readonly masked?: unknown; readonly unsupported?: unknown };
  return Array.isArray(value) || masked === true || unsupported === true;
}
