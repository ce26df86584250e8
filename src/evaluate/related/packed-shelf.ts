import type { ResourceDocument } from "../../model/resource.ts";
import type { EvaluatedResource } from "../../model/run.ts";
import type { ScopeOf } from "./coverage.ts";
import type { DocumentView } from "../language/document-view.ts";
import { viewDocument } from "../language/document-view.ts";
import { createKeyIndex } from "./key-index.ts";
import type { PackedDocuments } from "./packed-documents.ts";
import { accountKey, DISTANCES, isWithin, scopeKey } from "./scoped-views.ts";
import type { Scope } from "./scoped-views.ts";
import { keyOf, UNREAD } from "./shelf.ts";
import type { JoinPlans } from "./shelf.ts";
import type { UnreadIndex } from "../language/unread.ts";

/** A `Shelf` of what is kept to the end, account by account, in as little room as possible. */
export interface PackedShelf {
  /** Adds everything of an account. False if some of it does not fit. */
  readonly add: (account: Omit<ScopeOf, "region">, documents: Iterable<ResourceDocument>) => boolean;
  readonly find: (theirs: string | null, key: string | null, at: Scope) => readonly DocumentView[];
  readonly firstUnread: (theirs: string, at: Scope) => DocumentView | undefined;
  /** Whether the scope has documents here, but they are not indexed by that path. */
  readonly lacks: (theirs: string, at: Scope) => boolean;
}

/** From one number up to another. */
type Range = readonly [from: number, to: number];

export function createPackedShelf(joined: JoinPlans, documents: PackedDocuments): PackedShelf {
  const accounts = createKeyIndex();
  /** The number of the first document of each account; those of an account lie together. */
  const firsts: number[] = [];
  const by = new Map(
    [...joined].map(([path, plan]) => [
      path,
      // The first of each place is enough to show that there is one.
      { plan, found: createKeyIndex(), unread: new Map<string, number>() },
    ]),
  );
  let last: { readonly index: number; readonly view: DocumentView } | null = null;
  const open: Open = (index) => {
    if (last?.index !== index) last = { index, view: viewDocument(documents.get(index)) };
    return last.view;
  };
  const viewOf = (index: number): DocumentView => new PackedView(open, index);

  const put = (document: ResourceDocument): boolean => {
    const index = documents.add(document);
    if (index === null) return false;
    const view = viewDocument(document);
    for (const { plan, found, unread } of by.values()) {
      const key = keyOf(view, plan());
      if (typeof key === "string") found.add(key, index);
      if (key !== UNREAD) continue;
      for (const within of DISTANCES) {
        const place = scopeKey(document, within);
        if (!unread.has(place)) unread.set(place, index);
      }
    }
    return true;
  };

  const rangesWithin = (at: Scope): readonly Range[] => {
    if (at.within === "organization") return [[0, documents.count()]];
    return accounts
      .find(accountKey(at))
      .map((account) => [firsts[account]!, firsts[account + 1] ?? documents.count()] as const);
  };
  const candidates = (theirs: string | null, key: string | null, at: Scope): readonly number[] => {
    const ranges = rangesWithin(at);
    // Most accounts asked about have not ended.
    if (ranges.length === 0) return [];
    if (theirs === null) return ranges.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i));
    const same = by.get(theirs)?.found.find(key!) ?? [];
    return same.filter((index) => ranges.some(([from, to]) => index >= from && index < to));
  };

  return {
    add: (account, all) => {
      accounts.add(accountKey(account), firsts.push(documents.count()) - 1);
      for (const document of all) if (!put(document)) return false;
      return true;
    },
    find: (theirs, key, at) => {
      const plan = theirs === null ? undefined : by.get(theirs)?.plan();
      return candidates(theirs, key, at)
        .map(viewOf)
        .filter((view) => isWithin(view.document, at, at.within) && (!plan || keyOf(view, plan) === key));
    },
    firstUnread: (theirs, at) => {
      const index = by.get(theirs)?.unread.get(scopeKey(at, at.within));
      return index === undefined ? undefined : viewOf(index);
    },
    lacks: (theirs, at) => !by.has(theirs) && rangesWithin(at).some(([from, to]) => from < to),
  };
}

/** Unpacks a document and what was not read of it, except for the last one used. */
type Open = (index: number) => DocumentView;

/** Holds nothing of its document except how evaluations name it. */
class PackedView implements DocumentView {
  judged?: EvaluatedResource;
  readonly #open: Open;
  readonly #index: number;

  constructor(open: Open, index: number) {
    this.#open = open;
    this.#index = index;
  }

  get document(): ResourceDocument {
    return this.#open(this.#index).document;
  }

  get unread(): UnreadIndex | null {
    return this.#open(this.#index).unread;
  }
}
