import { MORE_ELEMENTS } from "../../model/more-elements.ts";
import type { ListBody, Literal } from "../../model/rule.ts";
import { named } from "./context.ts";
import type { CompileContext } from "./context.ts";
import type { Frame } from "./frame.ts";
import { UNPLACED, stepsFromTop } from "./frame.ts";
import { fillParams } from "./params.ts";
import { parsePath } from "./path.ts";
import type { Path, Segment, Step } from "./path.ts";
import { findPlace, kindOf, unreadText } from "./place.ts";
import type { Place, PlacePlan, PlaceState } from "./place.ts";
import { planSegments } from "./plan.ts";
import { ABSENT, UNREAD, compileQuickRead } from "./quick.ts";
import type { QuickRead } from "./quick.ts";
import { moreThanShown } from "./unread.ts";

/** What a quantifier ranges over, as found in one document. */
export interface Elements {
  /** Any state other than `value` applies to the list as a whole. */
  readonly state: PlaceState;
  readonly frames: readonly Frame[];
  /** Why there may be more elements that were not seen; null if the list is complete. */
  readonly hole: string | null;
  /** Where the list is, for evidence; null for literals and related resources. */
  readonly place: Place | null;
}

/**
 * `exact`: with everything evidence needs. Without it, elements of a fully read document do not record their position,
 * and `place` may be null.
 */
export type Gather = (frame: Frame, exact: boolean) => Elements;

/** Elements of `in`, and the context their `where` is compiled in. */
export function compileIn(
  body: ListBody & { readonly in: string },
  context: CompileContext,
): { gather: Gather; inner: CompileContext } {
  const path = parsePath(body.in);
  const lists = splitLists(path);
  const plans: ListPlan[] = [];
  let at: CompileContext = context;
  for (const list of lists) {
    const planned = planSegments(list.path, at);
    const read = list.entries || isBelowChild(planned.fieldPath) ? null : compileQuickRead(planned.plan);
    plans.push({ plan: planned.plan, entries: list.entries, read });
    at = { ...at, type: planned.type, prefix: `${planned.fieldPath}${list.entries ? "{}" : "[]"}` };
  }
  const name = body.as ?? null;
  const absentIsEmpty = body.default !== undefined;
  const gather: Gather = (frame, exact) =>
    (exact ? null : gatherQuickly(plans, frame, name)) ?? gatherLists(plans, frame, name, absentIsEmpty);
  return { gather, inner: named(at, name) };
}

/** Elements of `of`: literals, for asking the same about each of a few words. */
export function compileOf(body: ListBody, context: CompileContext): { gather: Gather; inner: CompileContext } {
  const literals = fillParams(body.of, context) as readonly Literal[];
  const name = body.as ?? null;
  const gather: Gather = (frame) => ({
    state: "value",
    frames: literals.map((value) => ({ value, view: frame.view, container: frame, steps: [], outer: frame, name })),
    hole: null,
    place: null,
  });
  return { gather, inner: named({ ...context, prefix: "?" }, name) };
}

interface ListPlan {
  readonly plan: PlacePlan;
  /** Whether this is a map, whose entries are meant, not a list. */
  readonly entries: boolean;
  readonly read: QuickRead | null;
}

/** `a[].b{}` is the list `a`, and in each element the entries of the map `b`. A trailing `[]` adds nothing. */
function splitLists(path: Path): { readonly path: Path; readonly entries: boolean }[] {
  const lists: { path: Path; entries: boolean }[] = [];
  let segments: Segment[] = [];
  const close = (entries: boolean): void => {
    const first = lists.length === 0;
    lists.push({
      path: { text: path.text, root: first ? path.root : "element", name: first ? path.name : null, segments },
      entries,
    });
    segments = [];
  };
  for (const segment of path.segments) {
    if (segment.kind === "each" || segment.kind === "entries") close(segment.kind === "entries");
    else segments.push(segment);
  }
  if (segments.length > 0 || lists.length === 0) close(false);
  return lists;
}

/**
 * Whether elements lie in a child document: what is missing there depends on position, so its elements must record
 * theirs.
 */
function isBelowChild(fieldPath: string): boolean {
  return /^children\b/i.test(fieldPath);
}

/** Null if the case is not simple; absence is simple if there is one list. */
function gatherQuickly(plans: readonly ListPlan[], frame: Frame, name: string | null): Elements | null {
  const first = plans[0]!.read?.(frame);
  if (plans.length === 1) {
    if (first === ABSENT) return ABSENT_LIST;
    if (first === UNREAD) return UNREAD_LIST;
    return Array.isArray(first) ? elementsOf(first, frame, name) : null;
  }
  const frames: Frame[] = [];
  let hole: string | null = null;
  const visit = (list: unknown, at: Frame, depth: number): boolean => {
    if (!Array.isArray(list)) return false;
    const last = depth === plans.length - 1;
    for (const value of list as unknown[]) {
      if (value === null || value === undefined) {
        hole ??= NULL_ELEMENT;
        continue;
      }
      const element = { value, view: at.view, container: at, steps: UNPLACED, outer: frame, name: last ? name : null };
      if (last) frames.push(element);
      else if (!visit(plans[depth + 1]!.read?.(element), element, depth + 1)) return false;
    }
    return true;
  };
  return visit(first, frame, 0) ? { state: "value", frames, hole, place: null } : null;
}

const NULL_ELEMENT = "an element is null";
const ABSENT_LIST: Elements = { state: "absent", frames: [], hole: null, place: null };
const UNREAD_LIST: Elements = { ...ABSENT_LIST, state: "unread" };

function elementsOf(list: readonly unknown[], at: Frame, name: string | null): Elements {
  const frames: Frame[] = [];
  let hole: string | null = null;
  for (let i = 0; i < list.length; i++) {
    const value = list[i];
    if (value === null || value === undefined) hole = NULL_ELEMENT;
    else frames.push({ value, view: at.view, container: at, steps: UNPLACED, outer: at, name });
  }
  return { state: "value", frames, hole, place: null };
}

function gatherLists(plans: readonly ListPlan[], frame: Frame, name: string | null, absentIsEmpty: boolean): Elements {
  const frames: Frame[] = [];
  let hole: string | null = null;
  let first: Place | null = null;
  let state: PlaceState = "value";

  const visit = (at: Frame, depth: number): void => {
    const { plan, entries } = plans[depth]!;
    const last = depth === plans.length - 1;
    const place = asList(findPlace(plan, at), entries);
    first ??= place;
    if (place.state !== "value") {
      if (depth === 0) state = place.state === "absent" && !last ? "unread" : place.state;
      else if (!(place.state === "absent" && last && absentIsEmpty)) hole ??= `a list inside it is ${words(place)}`;
      return;
    }
    hole ??= missingElements(place, plan.fold);
    for (const element of elementFrames(place, entries, frame, last ? name : null)) {
      if (element.value === null || element.value === undefined) hole ??= NULL_ELEMENT;
      else if (last) frames.push(element);
      else visit(element, depth + 1);
    }
  };
  visit(frame, 0);
  return { state, frames, hole, place: first };
}

/** A place that must hold a list (or a map, for its entries); anything else there has the wrong type. */
function asList(place: Place, entries: boolean): Place {
  if (place.state !== "value") return place;
  const fits = entries ? typeof place.value === "object" && !Array.isArray(place.value) : Array.isArray(place.value);
  if (fits) return place;
  return {
    ...place,
    state: "wrong_type",
    why: `${kindOf(place.value)} where ${entries ? "a map" : "a list"} is expected`,
  };
}

function* elementFrames(place: Place, entries: boolean, outer: Frame, name: string | null): Iterable<Frame> {
  const pairs: Iterable<[Step, unknown]> = entries
    ? Object.entries(place.value as object).map(([key, value]): [Step, unknown] => [
        key,
        { key, value: value as unknown },
      ])
    : (place.value as unknown[]).entries();
  for (const [step, value] of pairs) {
    yield { value, view: place.from.view, container: place.from, steps: [...place.steps, step], outer, name };
  }
}

function missingElements(place: Place, fold: boolean): string | null {
  const index = place.from.view.unread;
  if (!index || !Array.isArray(place.value)) return null;
  const more = moreThanShown(index, [...stepsFromTop(place.from), ...place.steps], place.value.length, fold);
  return more ? `${MORE_ELEMENTS}: ${unreadText(more)}` : null;
}

function words(place: Place): string {
  return place.state === "wrong_type" ? `of the wrong type (${place.why})` : place.state;
}
