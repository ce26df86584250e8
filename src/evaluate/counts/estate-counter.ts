import { compareText } from "../../model/compare-text.ts";
import type { EstateLayer, EstatePart } from "../../model/run.ts";
import { LAYERS, PARTIES } from "../../model/words.ts";
import type { Layer, Party } from "../../model/words.ts";
import type { PairCell } from "./pair-cells.ts";
import { addCounts, noCounts } from "./pair-counts.ts";
import type { Counts } from "./pair-counts.ts";

/** Counts the contents of an estate: resources and outcomes by unit, type, layer and party. */
export interface EstateCounter {
  readonly addResource: (
    place: EstatePlace & { readonly account: string; readonly region: string },
    count: number,
  ) => void;
  readonly resources: () => readonly CountedResources[];
  /** Adds counts made elsewhere. */
  readonly add: (counted: CountedResources) => void;
  /** To be called once, with all pairs. */
  readonly parts: (pairs: readonly PairCell[]) => CountedPart[];
}

/** A part whose service is not determined yet. */
export type CountedPart = Omit<EstatePart, "service">;

export interface EstatePlace {
  readonly unit: string | null;
  readonly provider: string;
  readonly type: string;
}

/** Resources of one type and unit, and where they are. */
export interface CountedResources extends EstatePlace {
  readonly resources: number;
  readonly accounts: ReadonlySet<string>;
  readonly regions: ReadonlySet<string>;
}

interface Part extends EstatePlace {
  resources: number;
  /** Account and region of the last resource. */
  last: { readonly account: string; readonly region: string } | null;
  readonly accounts: Set<string>;
  readonly regions: Set<string>;
  readonly layers: Map<Layer, Map<Party | null, Counts>>;
}

export function createEstateCounter(): EstateCounter {
  const units = new Map<string | null, Map<string, Part>>();
  const partOf = ({ unit, provider, type }: EstatePlace): Part => {
    let types = units.get(unit);
    if (!types) units.set(unit, (types = new Map()));
    let part = types.get(type);
    if (!part) {
      const sets = { accounts: new Set<string>(), regions: new Set<string>() };
      types.set(type, (part = { unit, provider, type, resources: 0, last: null, ...sets, layers: new Map() }));
    }
    return part;
  };
  return {
    addResource: (place, count) => {
      const part = partOf(place);
      part.resources += count;
      const { account, region } = place;
      if (part.last && part.last.account === account && part.last.region === region) return;
      part.last = { account, region };
      part.accounts.add(account);
      part.regions.add(region);
    },
    resources: () =>
      [...units.values()]
        .flatMap((types) => [...types.values()])
        .map(({ last: _last, layers: _layers, ...resources }) => resources),
    add: ({ resources, accounts, regions, ...place }) => {
      const part = partOf(place);
      part.resources += resources;
      for (const account of accounts) part.accounts.add(account);
      for (const region of regions) part.regions.add(region);
    },
    parts: (pairs) => {
      for (const { owner, provider, type, rule, party, counts } of pairs)
        addPairs(partOf({ unit: owner.unit, provider, type }), rule.layer, party, counts);
      return [...units.values()]
        .flatMap((types) => [...types.values()])
        .toSorted((a, b) => compareText(partKey(a), partKey(b)))
        .map(({ last: _last, ...part }) => ({
          ...part,
          accounts: [...part.accounts].toSorted(),
          regions: [...part.regions].toSorted(),
          layers: sortedLayers(part.layers),
        }));
    },
  };
}

function addPairs({ layers }: Part, layer: Layer, party: Party | null, counts: Counts): void {
  let parties = layers.get(layer);
  if (!parties) layers.set(layer, (parties = new Map()));
  let sum = parties.get(party);
  if (!sum) parties.set(party, (sum = noCounts()));
  addCounts(sum, counts);
}

function sortedLayers(layers: Part["layers"]): EstateLayer[] {
  return [...layers]
    .flatMap(([layer, parties]) => Array.from(parties, ([party, counts]) => ({ layer, party, counts })))
    .toSorted((a, b) => rank(a) - rank(b));
}

function partKey({ unit, provider, type }: EstatePlace): string {
  return [unit ?? "", provider, type].join("\u0000");
}

function rank({ layer, party }: EstateLayer): number {
  return LAYERS.indexOf(layer) * (PARTIES.length + 1) + (party === null ? PARTIES.length : PARTIES.indexOf(party));
}
