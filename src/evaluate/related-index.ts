import type { Within } from "../model/words.ts";
import { once } from "./compiled-rule.ts";
import type { CompiledRule } from "./compiled-rule.ts";
import { conditionContext } from "./context.ts";
import type { Facts } from "./context.ts";
import type { ScopeOf } from "./coverage.ts";
import type { DocumentView } from "./document-view.ts";
import { documentFrame } from "./frame.ts";
import { findPlace } from "./place.ts";
import type { PlacePlan } from "./place.ts";
import { planPlace } from "./plan.ts";
import { isAskedFromAfar } from "./related-lookup.ts";
import { joinKey } from "./related.ts";
import { accountKey, scopeKey } from "./scoped-views.ts";
import type { ScopedViews } from "./scoped-views.ts";

/** The documents of one type that conditions relate to, by the fields they are joined on. */
export interface RelatedIndex {
  /** Others than their own account ask for its documents: they are kept to the end. */
  readonly isFar: boolean;
  readonly add: (view: DocumentView) => void;
  /** A document of that place is too old to be looked at. */
  readonly addStale: (place: ScopeOf) => void;
  /** What can be asked for from that place; undefined: there is nothing. */
  readonly shelfAt: (place: ScopeOf) => Shelf | undefined;
  /** Lets go of all that is of an account, where no others ask for it. `key`: its `accountKey`. */
  readonly forget: (key: string) => void;
  /** The same, but for what these requests found and whatever leaves them open. Gives all that stays. */
  readonly shrink: (
    key: string,
    found: ReadonlySet<DocumentView>,
    requests: ReadonlySet<string>,
  ) => readonly DocumentView[];
}

/** Documents that lie together: those of one account, or all where others than their own account ask for them. */
export interface Shelf {
  readonly all: ScopedViews;
  /** By joined path. */
  readonly by: ReadonlyMap<string, JoinedViews>;
  /** Places with documents that are too old, at every distance. */
  readonly stale: ReadonlySet<string>;
  /** Whether all that answers the request is still here. */
  readonly holds: (request: string) => boolean;
}

export interface JoinedViews {
  readonly plan: () => PlacePlan;
  readonly found: Map<string, ScopedViews>;
  /** Their joined field was not read. */
  readonly unread: ScopedViews;
}

/** One for each type that the rules look up. */
export function createRelatedIndexes(compiled: readonly CompiledRule[], facts: Facts): Map<string, RelatedIndex> {
  const plans = new Map<string, IndexPlan>();
  for (const { provider, indexes } of compiled)
    for (const spec of indexes)
      for (const type of spec.types) {
        const plan = plans.get(type) ?? newPlan(facts, provider);
        plans.set(type, plan);
        plan.isFar ||= isAskedFromAfar(spec);
        const { theirs } = spec;
        if (theirs === null || plan.joined.has(theirs)) continue;
        // Made when the first document comes: of most types there is none.
        const place = once(() => planPlace(theirs, conditionContext(facts, type, provider)).plan);
        plan.joined.set(theirs, place);
      }
  return new Map([...plans].map(([type, plan]) => [type, createIndex(plan)]));
}

interface IndexPlan {
  readonly fold: boolean;
  readonly joined: Map<string, () => PlacePlan>;
  isFar: boolean;
}

function newPlan(facts: Facts, provider: string): IndexPlan {
  return { fold: facts.providers[provider]?.case === "insensitive", joined: new Map(), isFar: false };
}

/** How near a document may have to be. */
const DISTANCES: readonly Within[] = ["region", "account", "organization"];

function createIndex({ fold, joined, isFar }: IndexPlan): RelatedIndex {
  const shelves = new Map<string, OpenShelf>();
  const keyOf = (place: ScopeOf): string => (isFar ? scopeKey(place, "organization") : accountKey(place));
  const shelfUnder = (key: string): OpenShelf => {
    let shelf = shelves.get(key);
    if (!shelf) shelves.set(key, (shelf = newShelf(joined)));
    return shelf;
  };
  return {
    isFar,
    add: (view) => addTo(shelfUnder(keyOf(view.document)), view, fold),
    addStale: (place) => {
      const { stale } = shelfUnder(keyOf(place));
      for (const within of DISTANCES) stale.add(scopeKey(place, within));
    },
    shelfAt: (place) => shelves.get(keyOf(place)),
    forget: (key) => void shelves.delete(key),
    shrink: (key, found, requests) => {
      const before = shelves.get(key);
      if (!before) return [];
      const open = new Set([...before.by.values()].flatMap(({ unread }) => unread.all));
      const staying = before.all.all.filter((view) => found.has(view) || open.has(view));
      const shelf = { ...newShelf(joined), stale: before.stale, holds: (request: string) => requests.has(request) };
      shelves.set(key, shelf);
      for (const view of staying) addTo(shelf, view, fold);
      return staying;
    },
  };
}

interface OpenShelf extends Shelf {
  readonly stale: Set<string>;
}

function newShelf(joined: IndexPlan["joined"]): OpenShelf {
  const by = [...joined].map(([path, plan]): [string, JoinedViews] => [
    path,
    { plan, found: new Map(), unread: { all: [] } },
  ]);
  return { all: { all: [] }, by: new Map(by), stale: new Set(), holds: () => true };
}

function addTo({ all, by }: Shelf, view: DocumentView, fold: boolean): void {
  all.all.push(view);
  for (const { plan, found, unread } of by.values()) {
    const place = findPlace(plan(), documentFrame(view));
    if (place.state === "value" && typeof place.value !== "object") {
      const key = joinKey(place.value, fold);
      const same = found.get(key);
      if (same) same.all.push(view);
      else found.set(key, { all: [view] });
    } else if (place.state !== "absent") unread.all.push(view);
  }
}
