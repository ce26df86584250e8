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
  /** By provider and account, made when there are more than a few and somebody looks. */
  const byAccount = new Map<string, DocumentView[]>();
  let indexed = 0;

  const inAccount = (at: ScopeOf): readonly DocumentView[] => {
    for (; indexed < all.length; indexed++) {
      const view = all[indexed]!;
      const key = scopeKey(view.document, "account");
      const same = byAccount.get(key);
      if (same) same.push(view);
      else byAccount.set(key, [view]);
    }
    return byAccount.get(scopeKey(at, "account")) ?? [];
  };
  return {
    add: (view) => void all.push(view),
    within: (at, within) => {
      const near = within === "organization" || all.length <= FEW ? all : inAccount(at);
      return near.filter(({ document }) => isWithin(document, at, within));
    },
  };
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
