import type { AccountEnd, ResourceDocument } from "../../model/resource.ts";
import type { Within } from "../../model/words.ts";
import type { Budget } from "./budget.ts";
import type { CompiledRule } from "../compiled-rule.ts";
import type { Facts } from "../language/context.ts";
import type { Coverage, ScopeOf } from "./coverage.ts";
import { viewDocument } from "../language/document-view.ts";
import type { DocumentView } from "../language/document-view.ts";
import { documentsOf } from "../parts/arriving.ts";
import type { Arrivals, Arriving } from "../parts/arriving.ts";
import { createKeepForOthers } from "./kept-documents.ts";
import type { KeepDocument } from "./kept-documents.ts";
import { createRelatedIndexes } from "./related-index.ts";
import type { LeftShelf } from "./aside-shelves.ts";
import type { IndexSpec, RelatedAnswer, RelatedLookup, RelatedRequest } from "./related-lookup.ts";
import { accountKey, scopeKey } from "./scoped-views.ts";
import type { Scope } from "./scoped-views.ts";

/** The documents that conditions relate to, by the fields they are joined on, within one memory limit. */
export interface RelatedStore {
  readonly add: (document: ResourceDocument, stale: boolean) => void;
  /** To be used only while nothing is added, because it caches its answers. */
  readonly lookUp: (sight: Sight) => RelatedLookup;
  /** Whether any of what these specs look up is released with its account. */
  readonly letsGoOfAny: (specs: readonly IndexSpec[]) => boolean;
  /**
   * Releases an account's documents, except what others may ask for and what its own open questions need. To be called
   * after the budget has released everything of the account.
   */
  readonly endAccount: (account: AccountEnd, needed: Needed) => void;
  /**
   * In a part of an estate, instead of `endAccount`: returns by type what it would keep for questions of the account
   * itself, or everything if the account has not ended.
   */
  readonly leave: (account: AccountEnd, needed?: Needed) => ReadonlyMap<string, LeftShelf>;
  /**
   * Takes in what another store returned for an account about to end here, and what arrived there for others to look
   * up.
   */
  readonly enter: (account: AccountEnd, shelves: ReadonlyMap<string, LeftShelf>, arrivals: Arrivals) => void;
}

/** What open questions need of their own account: the requests made so far for these types, and what they found. */
export interface Needed {
  readonly types: ReadonlySet<string>;
  readonly requests: ReadonlySet<string>;
  readonly views: ReadonlySet<DocumentView>;
}

/** How much of the estate was seen so far. */
export interface Sight {
  /** Whether nothing more will come from within that distance of the place. */
  readonly isWhole: (place: ScopeOf, within: Within) => boolean;
  /** Whether an answer from an incomplete scope stays open even if the only possible match was found. */
  readonly onlyWhole?: boolean;
  /** Called with each answer and its request; the same text for the same request. */
  readonly onAnswer?: (request: string, answer: RelatedAnswer) => void;
}

/** Everything was seen. */
export const WHOLE_SIGHT: Sight = { isWhole: () => true };

const STILL_OPEN: RelatedAnswer = { found: [], hole: "not everything was seen yet", isUnfinished: true };

export function createRelatedStore(
  compiled: readonly CompiledRule[],
  facts: Facts,
  coverage: Coverage,
  keep: KeepDocument,
  budget: Budget,
  arriving?: Arriving,
): RelatedStore {
  const indexes = createRelatedIndexes(compiled, facts, budget);
  const keepForOthers = createKeepForOthers(compiled, facts);
  /** Types of which a document did not fit, so any look-up may miss it. */
  const cut = new Set<string>();

  const isUnique = (type: string, path: string): boolean =>
    Object.hasOwn(facts.fields, type) && facts.fields[type]!.unique?.includes(path) === true;

  /** Whether there can be only one such thing, so that once found, nothing still to come is another. */
  const isOnlyOne = ({ types, theirs }: IndexSpec): boolean =>
    theirs === "id" || (theirs !== null && types.every((type) => isUnique(type, theirs)));

  const find = ({ spec, key }: RelatedRequest, at: Scope, asked: string, holeIn: HoleIn): RelatedAnswer => {
    const { theirs } = spec;
    const found: DocumentView[] = [];
    let hole: string | null = null;
    for (const type of spec.types) {
      const index = indexes.get(type)!;
      const here = index.find(theirs, key, at);
      for (const view of here) found.push(view);
      if (here.length > 0 && theirs !== null && isUnique(type, theirs)) continue;
      if (cut.has(type)) hole ??= `${type}: more documents than are kept in memory`;
      hole ??= index.hole(theirs, at, asked) ?? holeIn(type, at);
    }
    return { found: inOrder(found), hole: theirs === "id" && found.length > 0 ? null : hole };
  };

  return {
    add: (document, stale) => {
      const index = indexes.get(document.type);
      if (!index) return;
      if (stale) {
        if (index.isFar) arriving?.addStale(document);
        return index.addStale(document);
      }
      const kept = keep(document);
      if (!kept) return void cut.add(document.type);
      if (index.isFar) arriving?.add(kept);
      index.add(viewDocument(kept));
    },
    lookUp: ({ isWhole, onAnswer, onlyWhole = false }) => {
      const answers = remembered<RelatedAnswer>();
      const holes = remembered<string | null>();
      const holeIn: HoleIn = (type, at) =>
        isWhole(at, at.within)
          ? holes(scopeKey(at, at.within) + type, () => coverage.hole(type, at.within, at))
          : STILL_OPEN.hole;
      return rememberingLast((request) => {
        const at = scopeOf(request, facts);
        const isAllHere = isWhole(at, at.within);
        if (!isAllHere && (onlyWhole || !isOnlyOne(request.spec))) return STILL_OPEN;
        const asked = request.spec.id + scopeKey(at, at.within) + request.key;
        const answer = answers(asked, () => find(request, at, asked, holeIn));
        onAnswer?.(asked, answer);
        return answer.hole === null || isAllHere ? answer : STILL_OPEN;
      });
    },
    letsGoOfAny: (specs) => specs.some(({ types }) => types.some((type) => !indexes.get(type)!.isFar)),
    endAccount: (account, { types, requests, views }) => {
      const key = accountKey(account);
      for (const [type, index] of indexes) {
        if (index.isFar) {
          if (!index.pack(account, keepForOthers)) cut.add(type);
        } else if (!types.has(type)) index.forget(key);
        else {
          index.shrink(key, views, requests);
          const bytes = index.putAside(key);
          if (bytes > 0 && !budget.takeBytes(bytes)) cut.add(type);
        }
      }
    },
    leave: (account, needed) => {
      const key = accountKey(account);
      const left = new Map<string, LeftShelf>();
      for (const [type, index] of indexes) {
        if (index.isFar) index.drop(account);
        else if (needed?.types.has(type)) index.shrink(key, needed.views, needed.requests);
        const shelf = index.isFar ? undefined : index.take(key);
        if (shelf && needed?.types.has(type) !== false) left.set(type, shelf);
      }
      return left;
    },
    enter: (account, shelves, { lines, stale }) => {
      const key = accountKey(account);
      for (const [type, shelf] of shelves) indexes.get(type)!.restore(key, shelf);
      for (const place of stale) indexes.get(place.type)!.addStale(place);
      for (const document of documentsOf(lines)) indexes.get(document.type)!.add(viewDocument(document));
    },
  };
}

/**
 * A question is usually asked several times in a row: for the truth of the condition around it, for its own, for its
 * evidence.
 */
function rememberingLast(ask: RelatedLookup): RelatedLookup {
  let last: { readonly request: RelatedRequest; readonly answer: RelatedAnswer } | undefined;
  return (request) => {
    if (!last || !isSameRequest(last.request, request)) last = { request, answer: ask(request) };
    return last.answer;
  };
}

function isSameRequest(a: RelatedRequest, b: RelatedRequest): boolean {
  return a.asking === b.asking && a.key === b.key && a.spec.id === b.spec.id && a.at === b.at;
}

/** Sorts the documents, which come in the order the cloud answered, different each time. */
function inOrder(views: DocumentView[]): readonly DocumentView[] {
  if (views.length < 2) return views;
  const placed = views.map((view) => {
    const { account, region, id } = view.document;
    return { view, place: [account, region, id] };
  });
  return placed.toSorted((a, b) => comparePlaces(a.place, b.place)).map(({ view }) => view);
}

function comparePlaces(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  if (at === -1) return 0;
  return a[at]! < b[at]! ? -1 : 1;
}

type HoleIn = (type: string, at: Scope) => string | null;

/**
 * Repeated questions come from nearby resources or from all; recent answers are carried over before the rest is
 * forgotten.
 */
const MOST_REMEMBERED = 500;

function remembered<T>(): (key: string, make: () => T) => T {
  let lately = new Map<string, T>();
  let earlier = new Map<string, T>();
  return (key, make) => {
    const known = lately.get(key);
    if (known !== undefined) return known;
    const moved = earlier.get(key);
    const made = moved === undefined ? make() : moved;
    if (lately.size >= MOST_REMEMBERED) [earlier, lately] = [lately, new Map()];
    lately.set(key, made);
    return made;
  };
}

/** Where the requested thing can be: where the asker knows it is, where its id says, or as far as the rule looks. */
function scopeOf({ spec, key, asking, at }: RelatedRequest, facts: Facts): Scope {
  const { provider, account, region } = asking.document;
  if (at) return { provider, account: at.account, region: at.region, within: "region" };
  const named = spec.theirs === "id" && key !== null ? narrowed(key, asking.document, facts) : null;
  return named ?? { provider, account, region, within: spec.within };
}

/** Narrows the question to the account and region given in an id; null if it gives none. */
function narrowed(id: string, { provider, region }: ScopeOf, facts: Facts): Scope | null {
  const groups = facts.providers[provider]?.id_scope?.exec(id)?.groups;
  if (!groups?.["account"]) return null;
  const named = groups["region"];
  return { provider, account: groups["account"], region: named || region, within: named ? "region" : "account" };
}
