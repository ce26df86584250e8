import { parsePath, stepsText } from "../evaluate/language/path.ts";
import type { Segment, Step } from "../evaluate/language/path.ts";
import type { Fix } from "../model/rule.ts";

/** What a fix changes in a resource, or an example in the one it builds on. Paths are as for {@link parsePath}. */
export type Changes = Pick<Fix, "set" | "remove" | "add">;

export interface ChangeOptions {
  /** Paths of the evidence, with positions: `[]` in a path means the elements named by these. */
  readonly evidence: readonly string[];
  /** Whether keys compare case-insensitively. */
  readonly fold: boolean;
}

/** The data after `set`, `remove` and `add`, in this order; the argument is not modified. */
export function applyChanges<T extends object>(data: T, changes: Changes, options: ChangeOptions): T {
  const changed = structuredClone(data) as T & Record<string, unknown>;
  const at = (path: string, change: Change): void =>
    changeBelow(changed, parsePath(path).segments, [], options, change);
  for (const [path, value] of Object.entries(changes.set ?? {})) at(path, { set: value });
  for (const path of changes.remove ?? []) at(path, { remove: true });
  for (const [path, value] of Object.entries(changes.add ?? {})) at(path, { add: value });
  return changed;
}

type Change = { readonly set: unknown } | { readonly remove: true } | { readonly add: unknown };
type Holder = Record<string, unknown> | unknown[];

/** Follows one segment down from `holder` and changes what the last segment leads to. */
function changeBelow(
  holder: Holder,
  segments: readonly Segment[],
  steps: readonly Step[],
  options: ChangeOptions,
  change: Change,
): void {
  const [segment, ...rest] = segments;
  if (!segment) return;
  // From the end, so that removing one element does not move those still to be removed.
  for (const step of stepsOf(holder, segment, steps, options).toReversed()) {
    if (rest.length === 0) changeAt(holder, step, change);
    else changeBelow(holderAt(holder, step, rest[0]!), rest, [...steps, step], options, change);
  }
}

function stepsOf(holder: Holder, segment: Segment, steps: readonly Step[], { evidence, fold }: ChangeOptions): Step[] {
  if (segment.kind === "key") {
    const known = fold ? Object.keys(holder).find((key) => key.toLowerCase() === segment.key.toLowerCase()) : undefined;
    return [known ?? segment.key];
  }
  if (segment.kind === "entries") return Object.keys(holder);
  if (!Array.isArray(holder)) return [];
  if (segment.kind === "each") return namedPositions(stepsText(steps), holder.length, evidence);
  const fits = (element: unknown): boolean =>
    typeof element === "object" &&
    element !== null &&
    String((element as Record<string, unknown>)[segment.key]) === segment.value;
  const index = holder.findIndex(fits);
  if (index >= 0) return [index];
  holder.push({ [segment.key]: segment.value });
  return [holder.length - 1];
}

/** The list positions named in the evidence, in order. */
function namedPositions(list: string, length: number, evidence: readonly string[]): number[] {
  const positions = new Set<number>();
  for (const path of evidence) {
    if (!path.startsWith(`${list}[`)) continue;
    const position = /^\[(\d+)\]/.exec(path.slice(list.length))?.[1];
    if (position !== undefined && Number(position) < length) positions.add(Number(position));
  }
  return [...positions].toSorted((a, b) => a - b);
}

/** The value at the step, created if missing. */
function holderAt(holder: Holder, step: Step, next: Segment): Holder {
  const record = holder as Record<Step, unknown>;
  const value = Object.hasOwn(record, step) ? record[step] : undefined;
  if (typeof value === "object" && value !== null) return value as Holder;
  const made: Holder = next.kind === "each" || next.kind === "pick" ? [] : {};
  record[step] = made;
  return made;
}

function changeAt(holder: Holder, step: Step, change: Change): void {
  const record = holder as Record<Step, unknown>;
  if ("set" in change) record[step] = structuredClone(change.set);
  else if ("add" in change) {
    const list = Object.hasOwn(record, step) ? record[step] : undefined;
    if (Array.isArray(list)) list.push(structuredClone(change.add));
    else record[step] = [structuredClone(change.add)];
  } else if (Array.isArray(holder)) holder.splice(Number(step), 1);
  else delete record[step];
}
