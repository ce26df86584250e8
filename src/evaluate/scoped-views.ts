import type { Within } from "../model/words.ts";
import type { ScopeOf } from "./coverage.ts";
import type { DocumentView } from "./document-view.ts";

/** Documents in the order they came, found by how near they are. */
export interface ScopedViews {
  readonly add: (view: DocumentView) => void;
  readonly within: (at: ScopeOf, within: Within) => readonly DocumentView[];
}

/** So few are looked through one by one; an index would cost more than it saves. */
const FEW = 16;

export function createScopedViews(): ScopedViews {
  const all: DocumentView[] = [];
  /** By provider and account, once there are more than a few. */
  let byAccount: Map<string, DocumentView[]> | null = null;

  return {
    add: (view) => {
      all.push(view);
      if (byAccount) return index(byAccount, view);
      if (all.length <= FEW) return;
      byAccount = new Map();
      for (const one of all) index(byAccount, one);
    },
    within: (at, within) => {
      const near = (within !== "organization" && byAccount ? byAccount.get(scopeKey(at, "account")) : all) ?? [];
      return near.filter(({ document }) => isWithin(document, at, within));
    },
  };
}

function index(map: Map<string, DocumentView[]>, view: DocumentView): void {
  const key = scopeKey(view.document, "account");
  const same = map.get(key);
  if (same) same.push(view);
  else map.set(key, [view]);
}

export function isWithin(candidate: ScopeOf, at: ScopeOf, within: Within): boolean {
  if (candidate.provider !== at.provider) return false;
  if (within === "organization") return true;
  return candidate.account === at.account && (within === "account" || candidate.region === at.region);
}

/** Equal for places that are within the same, and for no others whatever they are called; no key begins another. */
export function scopeKey({ provider, account, region }: ScopeOf, within: Within): string {
  if (within === "organization") return prefixed(provider);
  if (within === "account") return prefixed(provider) + prefixed(account);
  return prefixed(provider) + prefixed(account) + prefixed(region);
}

function prefixed(text: string): string {
  return `${text.length}/${text}`;
}
