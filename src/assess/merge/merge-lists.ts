import { compareKeys, compareText } from "../../model/compare-text.ts";
import type { RunExemption } from "../../model/exemption.ts";
import type { EstateLayer, EstatePart } from "../../model/run.ts";
import { addUp } from "./add-up.ts";
import { sortedBy } from "./order.ts";

/** The same exemption of several runs: what it fits in all of them. */
export function mergeExemptions(all: readonly RunExemption[]): RunExemption[] {
  const merged = new Map<string, RunExemption>();
  for (const one of all) {
    const key = JSON.stringify([one.id, one.kind, one.rule, one.match, one.until]);
    const known = merged.get(key);
    merged.set(
      key,
      known === undefined
        ? one
        : {
            ...known,
            matched: known.matched + one.matched,
            facts_changed: known.facts_changed + one.facts_changed,
            unused: known.unused && one.unused,
            over_broad: known.over_broad || one.over_broad,
          },
    );
  }
  return sortedBy([...merged.values()], JSON.stringify);
}

/** A unit's resources of one type, wherever they lie. */
export function mergeEstates(all: readonly EstatePart[]): EstatePart[] {
  const merged = new Map<string, EstatePart>();
  for (const part of all) {
    const key = JSON.stringify([part.unit, part.provider, part.type]);
    const known = merged.get(key);
    if (known === undefined) merged.set(key, part);
    else {
      const accounts = [...new Set([...known.accounts, ...part.accounts])].toSorted(compareText);
      const regions = [...new Set([...known.regions, ...part.regions])].toSorted(compareText);
      const layers = mergeLayers([...known.layers, ...part.layers]);
      merged.set(key, { ...known, resources: known.resources + part.resources, accounts, regions, layers });
    }
  }
  return [...merged].toSorted(compareKeys).map(([, part]) => part);
}

function mergeLayers(all: readonly EstateLayer[]): EstateLayer[] {
  const merged = new Map<string, EstateLayer>();
  for (const one of all) {
    const key = JSON.stringify([one.layer, one.party]);
    const known = merged.get(key);
    merged.set(key, known ? { ...one, counts: addUp(known.counts, one.counts) as EstateLayer["counts"] } : one);
  }
  return [...merged].toSorted(compareKeys).map(([, layer]) => layer);
}
