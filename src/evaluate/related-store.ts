import type { ResourceDocument } from "../model/resource.ts";
import type { Within } from "../model/words.ts";
import type { Budget } from "./budget.ts";
import type { CompiledRule } from "./compiled-rule.ts";
import { conditionContext } from "./context.ts";
import type { Facts } from "./context.ts";
import type { Coverage, ScopeOf } from "./coverage.ts";
import { documentFrame } from "./frame.ts";
import type { DocumentView } from "./document-view.ts";
import { findPlace } from "./place.ts";
import type { PlacePlan } from "./place.ts";
import { planPlace } from "./plan.ts";
import { projectionOf } from "./projection.ts";
import type { Projection } from "./projection.ts";
import type { ReadSet } from "./read-set.ts";
import type { IndexSpec, RelatedLookup } from "./related-lookup.ts";
import { joinKey } from "./related.ts";
import { viewDocument } from "./document-view.ts";
import { createScopedViews, isWithin } from "./scoped-views.ts";
import type { ScopedViews } from "./scoped-views.ts";

/** The documents that conditions relate to, by the fields they are joined on, within one bound. */
export interface RelatedStore {
  /** Types it keeps documents of. */
  readonly types: ReadonlySet<string>;
  readonly add: (document: ResourceDocument, stale: boolean) => void;
  readonly lookup: RelatedLookup;
}

interface TypeIndex {
  readonly project: Projection;
  readonly fold: boolean;
  readonly all: ScopedViews;
  /** Joined path -> value -> documents. */
  readonly by: Map<
    string,
    { readonly plan: PlacePlan; readonly found: Map<string, ScopedViews>; readonly unread: ScopedViews }
  >;
  readonly stale: ScopeOf[];
}

export function createRelatedStore(
  compiled: readonly CompiledRule[],
  reads: ReadSet,
  facts: Facts,
  coverage: Coverage,
  budget: Budget,
): RelatedStore {
  const indexes = new Map<string, TypeIndex>();
  for (const { provider, types, theirs } of compiled.flatMap(specsOf)) {
    const fold = facts.providers[provider]?.case === "insensitive";
    for (const type of types) {
      const index = indexes.get(type) ?? newIndex(reads.get(type) ?? new Set(), fold);
      indexes.set(type, index);
      if (theirs !== null && !index.by.has(theirs))
        index.by.set(theirs, {
          plan: planPlace(theirs, conditionContext(facts, type, provider)).plan,
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
    if (stale) return void index.stale.push(scopeOf(document));
    const kept = index.project(document);
    if (!budget.take(kept)) return void cut.add(document.type);
    const view = viewDocument(kept);
    index.all.add(view);
    for (const { plan, found, unread } of index.by.values()) {
      const place = findPlace(plan, documentFrame(view));
      if (place.state === "value" && typeof place.value !== "object") {
        const key = joinKey(place.value, index.fold);
        let same = found.get(key);
        if (!same) found.set(key, (same = createScopedViews()));
        same.add(view);
      } else if (place.state !== "absent") unread.add(view);
    }
  };

  const lookup: RelatedLookup = ({ spec, key, asking }) => {
    const { within, theirs } = spec;
    const at = (theirs === "id" && key !== null && narrowed(key, asking, facts)) || {
      within,
      ...scopeOf(asking.document),
    };
    const found: DocumentView[] = [];
    let hole: string | null = null;
    for (const type of spec.types) {
      const index = indexes.get(type)!;
      const joined = theirs === null ? null : index.by.get(theirs)!;
      const here = (joined ? joined.found.get(key!) : index.all)?.within(at, at.within) ?? [];
      found.push(...here);
      if (here.length > 0 && joined && isUnique(type, theirs!)) continue;
      if (cut.has(type)) hole ??= `${type}: more documents than are kept in memory`;
      if (joined && joined.unread.within(at, at.within).length > 0)
        hole ??= `${type}: a candidate whose ${theirs} was not read`;
      if (index.stale.some((scope) => isWithin(scope, at, at.within))) hole ??= `${type}: a candidate is too old`;
      hole ??= coverage.hole(type, at.within, at);
    }
    return { found, hole: theirs === "id" && found.length > 0 ? null : hole };
  };

  return { types: new Set(indexes.keys()), add, lookup };
}

/** What a rule looks up, with the provider whose dialect the documents are in. */
function specsOf({ provider, indexes }: CompiledRule): (IndexSpec & { readonly provider: string })[] {
  return indexes.map((spec) => ({ ...spec, provider }));
}

function newIndex(paths: ReadonlySet<string>, fold: boolean): TypeIndex {
  return { project: projectionOf(paths, fold), fold, all: createScopedViews(), by: new Map(), stale: [] };
}

function scopeOf({ provider, account, region }: ResourceDocument): ScopeOf {
  return { provider, account, region };
}

/** An id that says its account and region narrows the question to them. */
function narrowed(id: string, asking: DocumentView, facts: Facts): (ScopeOf & { within: Within }) | null {
  const { provider, region } = asking.document;
  const groups = facts.providers[provider]?.id_scope?.exec(id)?.groups;
  if (!groups?.["account"]) return null;
  const named = groups["region"];
  return { provider, account: groups["account"], region: named || region, within: named ? "region" : "account" };
}
