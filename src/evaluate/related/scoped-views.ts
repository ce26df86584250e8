import type { Within } from "../../model/words.ts";
import type { ScopeOf } from "./coverage.ts";
import type { DocumentView } from "../language/document-view.ts";

/**
 * Documents in the order they came, searchable by distance. Plain data, because there is one for every joined value.
 */
export interface ScopedViews {
  readonly all: DocumentView[];
  /** By provider and account; made on first use when there are more than a few. */
  index?: AccountIndex;
}

interface AccountIndex {
  readonly byAccount: Map<string, DocumentView[]>;
  /** How many of the documents are in it. */
  indexed: number;
}

/** A place, and the distance around it. */
export type Scope = ScopeOf & { readonly within: Within };

/** How near a document may have to be. */
export const DISTANCES: readonly Within[] = ["region", "account", "organization"];

/** Up to this many are searched one by one; an index would cost more than it saves. */
const FEW = 16;

export function viewsWithin(views: ScopedViews, at: ScopeOf, within: Within): readonly DocumentView[] {
  const near = within === "organization" || views.all.length <= FEW ? views.all : inAccount(views, at);
  return near.filter(({ document }) => isWithin(document, at, within));
}

function inAccount(views: ScopedViews, at: ScopeOf): readonly DocumentView[] {
  const { all } = views;
  const index = (views.index ??= { byAccount: new Map(), indexed: 0 });
  for (; index.indexed < all.length; index.indexed++) {
    const view = all[index.indexed]!;
    const key = scopeKey(view.document, "account");
    const same = index.byAccount.get(key);
    if (same) same.push(view);
    else index.byAccount.set(key, [view]);
  }
  return index.byAccount.get(scopeKey(at, "account")) ?? [];
}

export function isWithin(candidate: ScopeOf, at: ScopeOf, within: Within): boolean {
  if (candidate.provider !== at.provider) return false;
  if (within === "organization") return true;
  return candidate.account === at.account && (within === "account" || candidate.region === at.region);
}

/** Equal for places within the same scope, and for no others whatever their names; no key is a prefix of another. */
export function scopeKey({ provider, account, region }: ScopeOf, within: Within): string {
  if (within === "organization") return prefixed(provider);
  if (within === "account") return accountKey({ provider, account });
  return prefixed(provider) + prefixed(account) + prefixed(region);
}

/** The `scopeKey` of a whole account. */
export function accountKey({ provider, account }: Omit<ScopeOf, "region">): string {
  return prefixed(provider) + prefixed(account);
}

function prefixed(text: string): string {
  return `${text.length}/${text}`;
}
