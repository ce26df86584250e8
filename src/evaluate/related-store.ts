import type { ResourceDocument } from "../model/resource.ts";
import type { Within } from "../model/words.ts";
import { once } from "./compiled-rule.ts";
import type { CompiledRule } from "./compiled-rule.ts";
import { conditionContext } from "./context.ts";
import type { Facts } from "./context.ts";
import type { Coverage, ScopeOf } from "./coverage.ts";
import { documentFrame } from "./frame.ts";
import type { DocumentView } from "./document-view.ts";
import { findPlace } from "./place.ts";
import type { PlacePlan } from "./place.ts";
import { planPlace } from "./plan.ts";
import type { KeepDocument } from "./kept-documents.ts";
import type { IndexSpec, RelatedAnswer, RelatedLookup, RelatedRequest } from "./related-lookup.ts";
import { joinKey } from "./related.ts";
import { viewDocument } from "./document-view.ts";
import { createScopedViews, scopeKey } from "./scoped-views.ts";
import type { ScopedViews } from "./scoped-views.ts";

/** The documents that conditions relate to, by the fields they are joined on, within one bound. */
export interface RelatedStore {
  /** Types it keeps documents of. */
  readonly types: ReadonlySet<string>;
  readonly add: (document: ResourceDocument, stale: boolean) => void;
  /** To be called once, when everything was added and the coverage is known. */
  readonly finish: () => RelatedLookup;
}

interface TypeIndex {
  readonly fold: boolean;
  readonly all: ScopedViews;
  /** Joined path -> value -> documents. */
  readonly by: Map<string, JoinedIndex>;
  /** Where documents of it are too old, at every distance. */
  readonly stale: Set<string>;
}

interface JoinedIndex {
  readonly plan: () => PlacePlan;
  readonly found: Map<string, ScopedViews>;
  readonly unread: ScopedViews;
}

/** How near a document may have to be. */
const DISTANCES: readonly Within[] = ["region", "account", "organization"];

export function createRelatedStore(
  compiled: readonly CompiledRule[],
  facts: Facts,
  coverage: Coverage,
  keep: KeepDocument,
): RelatedStore {
  const indexes = new Map<string, TypeIndex>();
  for (const { provider, types, theirs } of compiled.flatMap(specsOf)) {
    const fold = facts.providers[provider]?.case === "insensitive";
    for (const type of types) {
      const index = indexes.get(type) ?? newIndex(fold);
      indexes.set(type, index);
      if (theirs !== null && !index.by.has(theirs))
        index.by.set(theirs, {
          // Made when the first document comes: of most types there is none.
          plan: once(() => planPlace(theirs, conditionContext(facts, type, provider)).plan),
          found: new Map(),
          unread: createScopedViews(),
        });
    }
  }
  const isUnique = (type: string, path: string): boolean =>
    Object.hasOwn(facts.fields, type) && facts.fields[type]!.unique?.includes(path) === true;
  /** Types of which a document did not fit: any look-up may miss it. */
  const cut = new Set<string>();

  const add = (document: ResourceDocument, stale: boolean): void => {
    const index = indexes.get(document.type);
    if (!index) return;
    if (stale) {
      for (const within of DISTANCES) index.stale.add(scopeKey(document, within));
      return;
    }
    const kept = keep(document);
    if (!kept) return void cut.add(document.type);
    const view = viewDocument(kept);
    index.all.add(view);
    for (const { plan, found, unread } of index.by.values()) {
      const place = findPlace(plan(), documentFrame(view));
      if (place.state === "value" && typeof place.value !== "object") {
        const key = joinKey(place.value, index.fold);
        let same = found.get(key);
        if (!same) found.set(key, (same = createScopedViews()));
        same.add(view);
      } else if (place.state !== "absent") unread.add(view);
    }
  };

  const find = ({ spec, key }: RelatedRequest, at: Scope, holeIn: HoleIn): RelatedAnswer => {
    const { theirs } = spec;
    const found: DocumentView[] = [];
    let hole: string | null = null;
    for (const type of spec.types) {
      const index = indexes.get(type)!;
      const joined = theirs === null ? null : index.by.get(theirs)!;
      const here = (joined ? joined.found.get(key!) : index.all)?.within(at, at.within) ?? [];
      found.push(...here);
      if (here.length > 0 && joined && isUnique(type, theirs!)) continue;
      if (cut.has(type)) hole ??= `${type}: more documents than are kept in memory`;
      if (joined) hole ??= unreadCandidate(type, theirs!, joined, at);
      if (index.stale.has(scopeKey(at, at.within))) hole ??= `${type}: a candidate is too old`;
      hole ??= holeIn(type, at);
    }
    found.sort(byPlace);
    return { found, hole: theirs === "id" && found.length > 0 ? null : hole };
  };

  const finish = (): RelatedLookup => {
    const answers = remembered<RelatedAnswer>();
    const holes = remembered<string | null>();
    const holeIn: HoleIn = (type, at) =>
      holes(scopeKey(at, at.within) + type, () => coverage.hole(type, at.within, at));
    return (request) => {
      const { spec, key, asking } = request;
      const own = scopeOf(asking.document);
      const named = spec.theirs === "id" && key !== null ? narrowed(key, asking, facts) : null;
      const at: Scope = request.at
        ? { ...own, ...request.at, within: "region" }
        : (named ?? { ...own, within: spec.within });
      return answers(spec.id + scopeKey(at, at.within) + key, () => find(request, at, holeIn));
    };
  };

  return { types: new Set(indexes.keys()), add, finish };
}

/** They come in the order in which a cloud answered, which is another each time. */
function byPlace({ document: a }: DocumentView, { document: b }: DocumentView): number {
  for (const part of ["account", "region", "id"] as const) {
    if (a[part] !== b[part]) return a[part] < b[part] ? -1 : 1;
  }
  return 0;
}

/** What was not read of the first that may be the one looked for, with the call that would have told; null: of none. */
function unreadCandidate(type: string, theirs: string, { plan, unread }: JoinedIndex, at: Scope): string | null {
  const [first] = unread.within(at, at.within);
  if (!first) return null;
  const { why } = findPlace(plan(), documentFrame(first));
  return `${type}: a candidate whose ${theirs} was not read${why && `: ${why}`}`;
}

type Scope = ScopeOf & { readonly within: Within };

type HoleIn = (type: string, at: Scope) => string | null;

/** So much is asked again of things near each other, and little of what lies far behind. */
const MOST_REMEMBERED = 10_000;

function remembered<T>(): (key: string, make: () => T) => T {
  const known = new Map<string, T>();
  return (key, make) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = make();
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(key, made);
    return made;
  };
}

/** What a rule looks up, with the provider whose dialect the documents are in. */
function specsOf({ provider, indexes }: CompiledRule): (IndexSpec & { readonly provider: string })[] {
  return indexes.map((spec) => ({ ...spec, provider }));
}

function newIndex(fold: boolean): TypeIndex {
  return { fold, all: createScopedViews(), by: new Map(), stale: new Set() };
}

function scopeOf({ provider, account, region }: ResourceDocument): ScopeOf {
  return { provider, account, region };
}

/** An id that says its account and region narrows the question to them. */
function narrowed(id: string, asking: DocumentView, facts: Facts): Scope | null {
  const { provider, region } = asking.document;
  const groups = facts.providers[provider]?.id_scope?.exec(id)?.groups;
  if (!groups?.["account"]) return null;
  const named = groups["region"];
  return { provider, account: groups["account"], region: named || region, within: named ? "region" : "account" };
}
