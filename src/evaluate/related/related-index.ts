import { once } from "../compiled-rule.ts";
import type { Budget } from "./budget.ts";
import type { CompiledRule } from "../compiled-rule.ts";
import { conditionContext } from "../language/context.ts";
import type { Facts } from "../language/context.ts";
import type { ScopeOf } from "./coverage.ts";
import { viewDocument } from "../language/document-view.ts";
import type { DocumentView } from "../language/document-view.ts";
import { documentFrame } from "../language/frame.ts";
import { createAsideShelves } from "./aside-shelves.ts";
import type { LeftShelf } from "./aside-shelves.ts";
import { createPackedDocuments } from "./packed-documents.ts";
import { createPackedShelf } from "./packed-shelf.ts";
import { findPlace } from "../language/place.ts";
import type { PlacePlan } from "../language/place.ts";
import { planPlace } from "../language/plan.ts";
import type { Projection } from "./projection.ts";
import { isAskedFromAfar } from "./related-lookup.ts";
import { accountKey, DISTANCES, scopeKey } from "./scoped-views.ts";
import type { Scope } from "./scoped-views.ts";
import { addTo, findOn, firstUnreadOn, newShelf, takeAccount } from "./shelf.ts";
import type { Shelf } from "./shelf.ts";

/** The documents of one type that conditions relate to, by the fields they are joined on. */
export interface RelatedIndex {
  /** Whether other accounts ask for its documents, so that they are kept to the end. */
  readonly isFar: boolean;
  readonly add: (view: DocumentView) => void;
  /** Records that a document of that place is too old to be used. */
  readonly addStale: (place: ScopeOf) => void;
  /** The documents in scope: joined by the value if `theirs` is a path, else all. */
  readonly find: (theirs: string | null, key: string | null, at: Scope) => readonly DocumentView[];
  /** Why there may be more than is found; null if everything seen is here. `asked`: the whole request. */
  readonly hole: (theirs: string | null, at: Scope, asked: string) => string | null;
  /** Releases everything of an account, if no others ask for it. `key`: its `accountKey`. */
  readonly forget: (key: string) => void;
  /** The same, except for what these requests found and anything that leaves them open. */
  readonly shrink: (key: string, found: ReadonlySet<DocumentView>, requests: ReadonlySet<string>) => void;
  /** Packs what `shrink` left of an account. Returns the number of bytes it takes. */
  readonly putAside: (key: string) => number;
  /** Returns what `shrink` left of an account, and releases it. */
  readonly take: (key: string) => LeftShelf | undefined;
  /** Adds what another index returned for an account. */
  readonly restore: (key: string, left: LeftShelf) => void;
  /** Releases everything of an account, if others ask for it. */
  readonly drop: (account: Omit<ScopeOf, "region">) => void;
  /** Packs what others ask for of an account. False if some of it does not fit. */
  readonly pack: (account: Omit<ScopeOf, "region">, project: Projection) => boolean;
}

/** Creates one index for each type that the rules look up. */
export function createRelatedIndexes(
  compiled: readonly CompiledRule[],
  facts: Facts,
  budget: Budget,
): Map<string, RelatedIndex> {
  const plans = new Map<string, IndexPlan>();
  for (const { provider, indexes } of compiled) {
    const asksFar = indexes.some(isAskedFromAfar);
    for (const spec of indexes)
      for (const type of spec.types) {
        const plan = plans.get(type) ?? { joined: new Map(), joinedFar: new Map(), isFar: false };
        plans.set(type, plan);
        plan.isFar ||= isAskedFromAfar(spec);
        const { theirs } = spec;
        if (theirs === null) continue;
        // Made when the first document comes, because most types have none.
        const place =
          plan.joined.get(theirs) ?? once(() => planPlace(theirs, conditionContext(facts, type, provider)).plan);
        plan.joined.set(theirs, place);
        if (asksFar) plan.joinedFar.set(theirs, place);
      }
  }
  return new Map([...plans].map(([type, plan]) => [type, createIndex(type, plan, budget)]));
}

interface IndexPlan {
  readonly joined: Map<string, () => PlacePlan>;
  /** Those used by rules that look beyond an account; packed documents know only these. */
  readonly joinedFar: Map<string, () => PlacePlan>;
  isFar: boolean;
}

/** Documents stored together: those of one account, or all if other accounts ask for them. */
interface OpenShelf extends Shelf {
  /** Places with documents that are too old, at every distance. */
  readonly stale: Set<string>;
  /** The requests that can still be answered; null if nothing was dropped. */
  readonly only: ReadonlySet<string> | null;
}

function createIndex(type: string, { joined, joinedFar, isFar }: IndexPlan, budget: Budget): RelatedIndex {
  const shelves = new Map<string, OpenShelf>();
  const packed = once(() => createPackedShelf(joinedFar, createPackedDocuments(budget)));
  let hasPacked = false;
  const keyOf = (place: ScopeOf): string => (isFar ? scopeKey(place, "organization") : accountKey(place));
  const shelfUnder = (key: string): OpenShelf => {
    let shelf = shelves.get(key);
    if (!shelf) shelves.set(key, (shelf = { ...newShelf(joined), stale: new Set(), only: null }));
    return shelf;
  };
  const made = (views: readonly DocumentView[], stale: ReadonlySet<string>, only: OpenShelf["only"]): OpenShelf => {
    const shelf = { ...newShelf(joined), stale: new Set(stale), only };
    for (const view of views) addTo(shelf, view);
    return shelf;
  };
  const restored = ({ documents, stale, only }: LeftShelf): OpenShelf => made(documents.map(viewDocument), stale, only);
  const aside = createAsideShelves(restored);
  const shelfOf = (place: ScopeOf): OpenShelf | undefined => shelves.get(keyOf(place)) ?? aside.open(keyOf(place));
  const take = (key: string): LeftShelf | undefined => {
    const shelf = shelves.get(key);
    shelves.delete(key);
    return shelf && { documents: shelf.all.all.map(({ document }) => document), stale: shelf.stale, only: shelf.only };
  };
  const takeAll = (account: Omit<ScopeOf, "region">): readonly DocumentView[] => {
    const shelf = shelfOf({ ...account, region: "" });
    return shelf ? takeAccount(shelf, account) : [];
  };
  const firstUnread = (theirs: string, at: Scope): DocumentView | undefined => {
    const shelf = shelfOf(at);
    return (hasPacked ? packed().firstUnread(theirs, at) : undefined) ?? (shelf && firstUnreadOn(shelf, theirs, at));
  };
  const unreadHole = (theirs: string, at: Scope): string | null => {
    const first = firstUnread(theirs, at);
    if (!first) return null;
    const { why } = findPlace(joined.get(theirs)!(), documentFrame(first));
    return `${type}: a candidate whose ${theirs} was not read${why && `: ${why}`}`;
  };
  const lacks = (theirs: string | null, at: Scope, asked: string): boolean =>
    shelfOf(at)?.only?.has(asked) === false || (hasPacked && theirs !== null && packed().lacks(theirs, at));

  return {
    isFar,
    add: (view) => addTo(shelfUnder(keyOf(view.document)), view),
    addStale: (place) => {
      const { stale } = shelfUnder(keyOf(place));
      for (const within of DISTANCES) stale.add(scopeKey(place, within));
    },
    find: (theirs, key, at) => {
      const shelf = shelfOf(at);
      const here = shelf ? findOn(shelf, theirs, key, at) : [];
      return hasPacked ? packed().find(theirs, key, at).concat(here) : here;
    },
    hole: (theirs, at, asked) => {
      if (lacks(theirs, at, asked)) return `${type}: not kept, as nothing had asked for it`;
      const unread = theirs === null ? null : unreadHole(theirs, at);
      if (unread !== null) return unread;
      return shelfOf(at)?.stale.has(scopeKey(at, at.within)) ? `${type}: a candidate is too old` : null;
    },
    forget: (key) => void shelves.delete(key),
    shrink: (key, found, requests) => {
      const before = shelves.get(key);
      if (!before) return;
      const open = new Set([...before.by.values()].flatMap(({ unread }) => unread.all));
      const staying = before.all.all.filter((view) => found.has(view) || open.has(view));
      shelves.set(key, made(staying, before.stale, requests));
    },
    putAside: (key) => {
      const shelf = take(key);
      return shelf ? aside.put(key, shelf) : 0;
    },
    take,
    restore: (key, left) => void shelves.set(key, restored(left)),
    drop: takeAll,
    pack: (account, project) => {
      const taken = takeAll(account);
      hasPacked ||= taken.length > 0;
      return (
        taken.length === 0 ||
        packed().add(
          account,
          taken.map(({ document }) => project(document)),
        )
      );
    },
  };
}
