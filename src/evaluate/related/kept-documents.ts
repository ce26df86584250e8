import { foldsCase } from "../../model/library.ts";
import type { ResourceDocument } from "../../model/resource.ts";
import type { Budget } from "./budget.ts";
import { once } from "../compiled-rule.ts";
import type { CompiledRule } from "../compiled-rule.ts";
import type { Facts } from "../language/context.ts";
import { projectionOf } from "./projection.ts";
import type { Projection } from "./projection.ts";
import { isAskedFromAfar } from "./related-lookup.ts";
import { accountKey } from "./scoped-views.ts";

/**
 * What is kept of a document until its whole account was seen: only the fields that rules with look-ups read, kept once
 * for any number of rules that look it up or wait with it. Null if it does not fit.
 */
export type KeepDocument = (document: ResourceDocument) => ResourceDocument | null;

export function createKeepDocument(rules: readonly CompiledRule[], facts: Facts, budget: Budget): KeepDocument {
  // A rule without look-ups neither waits nor reads what is kept.
  const projectionFor = projectionsFor(
    rules.filter(({ indexes }) => indexes.length > 0),
    facts,
  );
  /** Everything is asked of a document before the next one comes. */
  let last: { readonly document: ResourceDocument; readonly kept: ResourceDocument | null } | null = null;
  return (document) => {
    if (last?.document !== document) {
      const kept = projectionFor(document.type)(document);
      last = { document, kept: budget.take(kept, accountKey(document)) ? kept : null };
    }
    return last.kept;
  };
}

/** What other accounts may ask about a document whose account has ended. */
export function createKeepForOthers(rules: readonly CompiledRule[], facts: Facts): Projection {
  const projectionFor = once(() => {
    const asking = rules.filter(({ indexes }) => indexes.some(isAskedFromAfar));
    return projectionsFor(asking, facts);
  });
  return (document) => projectionFor()(document.type)(document);
}

/** For each type, what any of the rules reads of it. */
function projectionsFor(rules: readonly CompiledRule[], facts: Facts): (type: string) => Projection {
  const readers = new Map<string, CompiledRule[]>();
  for (const rule of rules)
    for (const type of rule.readTypes) {
      const known = readers.get(type);
      if (known) known.push(rule);
      else readers.set(type, [rule]);
    }
  const projections = new Map<string, Projection>();
  return (type) => {
    const known = projections.get(type);
    if (known) return known;
    const ofType = readers.get(type) ?? [];
    const paths = new Set(ofType.flatMap((rule) => [...(rule.reads.get(type) ?? [])]));
    const made = projectionOf(
      paths,
      ofType.some((rule) => isFolded(rule, facts)),
    );
    projections.set(type, made);
    return made;
  };
}

/** Whether the rule reads keys case-insensitively, so that they must be kept in any case. */
function isFolded({ provider }: CompiledRule, { providers }: Facts): boolean {
  return foldsCase(providers, provider);
}
