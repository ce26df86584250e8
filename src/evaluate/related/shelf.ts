import { documentFrame } from "../language/frame.ts";
import type { ScopeOf } from "./coverage.ts";
import type { DocumentView } from "../language/document-view.ts";
import { findPlace } from "../language/place.ts";
import type { PlacePlan } from "../language/place.ts";
import { joinKey } from "../language/related.ts";
import { isWithin, viewsWithin } from "./scoped-views.ts";
import type { Scope, ScopedViews } from "./scoped-views.ts";

/** Documents of one type, found by the fields they are joined on. */
export interface Shelf {
  all: ScopedViews;
  /** By joined path. */
  readonly by: ReadonlyMap<string, JoinedViews>;
}

interface JoinedViews {
  readonly plan: () => PlacePlan;
  readonly found: Map<string, ScopedViews>;
  /** Documents whose joined field was not read. */
  unread: ScopedViews;
}

/** The joined places of a type, by path. */
export type JoinPlans = ReadonlyMap<string, () => PlacePlan>;

export function newShelf(joined: JoinPlans): Shelf {
  const by = [...joined].map(([path, plan]): [string, JoinedViews] => [
    path,
    { plan, found: new Map(), unread: { all: [] } },
  ]);
  return { all: { all: [] }, by: new Map(by) };
}

export function addTo({ all, by }: Shelf, view: DocumentView): void {
  all.all.push(view);
  for (const { plan, found, unread } of by.values()) {
    const key = keyOf(view, plan());
    if (key === null) continue;
    if (key === UNREAD) {
      unread.all.push(view);
      continue;
    }
    const same = found.get(key);
    if (same) same.all.push(view);
    else found.set(key, { all: [view] });
  }
}

/** The documents in scope: joined by the value if `theirs` is a path, else all. */
export function findOn(
  { all, by }: Shelf,
  theirs: string | null,
  key: string | null,
  at: Scope,
): readonly DocumentView[] {
  const near = theirs === null ? all : by.get(theirs)?.found.get(key!);
  return near ? viewsWithin(near, at, at.within) : [];
}

/** The first document in scope whose joined field was not read. */
export function firstUnreadOn({ by }: Shelf, theirs: string, at: Scope): DocumentView | undefined {
  const joined = by.get(theirs);
  return joined && viewsWithin(joined.unread, at, at.within)[0];
}

/** Removes and returns everything of an account. */
export function takeAccount(shelf: Shelf, account: Omit<ScopeOf, "region">): readonly DocumentView[] {
  const at = { ...account, region: "" };
  const goes = ({ document }: DocumentView): boolean => isWithin(document, at, "account");
  const without = ({ all }: ScopedViews): ScopedViews => ({ all: all.filter((view) => !goes(view)) });
  const taken = shelf.all.all.filter(goes);
  if (taken.length === 0) return taken;
  shelf.all = without(shelf.all);
  for (const joined of shelf.by.values()) {
    const { plan, found, unread } = joined;
    joined.unread = without(unread);
    const keys = new Set(taken.map((view) => keyOf(view, plan())).filter((key) => typeof key === "string"));
    for (const key of keys) {
      const rest = without(found.get(key)!);
      if (rest.all.length === 0) found.delete(key);
      else found.set(key, rest);
    }
  }
  return taken;
}

/** Instead of a key: it was not read, or its value cannot be joined on. */
export const UNREAD = Symbol("unread");

/** The key a document is joined by; null if it has nothing there. */
export function keyOf(view: DocumentView, plan: PlacePlan): string | typeof UNREAD | null {
  const place = findPlace(plan, documentFrame(view));
  if (place.state === "value" && typeof place.value !== "object") return joinKey(place.value, plan.fold);
  return place.state === "absent" ? null : UNREAD;
}
