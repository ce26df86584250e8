import type { EstateLayer, EstatePart } from "../model/run.ts";
import { LAYERS, PARTIES } from "../model/words.ts";
import type { Layer, Outcome, Party } from "../model/words.ts";
import { noCounts } from "./pair-counts.ts";
import type { Counts } from "./pair-counts.ts";

/** Counts what an estate is made of: resources and outcomes by unit, type, layer and party. */
export interface EstateCounter {
  readonly addResource: (place: EstatePlace & { readonly account: string; readonly region: string }) => void;
  readonly addPair: (place: EstatePlace, layer: Layer, party: Party | null, outcome: Outcome) => void;
  readonly parts: () => CountedPart[];
}

/** A part before anybody has said which service its type is of. */
export type CountedPart = Omit<EstatePart, "service">;

export interface EstatePlace {
  readonly unit: string | null;
  readonly provider: string;
  readonly type: string;
}

interface Part extends EstatePlace {
  resources: number;
  readonly accounts: Set<string>;
  readonly regions: Set<string>;
  readonly layers: Map<Layer, Map<Party | null, Counts>>;
}

export function createEstateCounter(): EstateCounter {
  // Two steps, so that no key is put together for every pair.
  const units = new Map<string | null, Map<string, Part>>();
  const partOf = ({ unit, provider, type }: EstatePlace): Part => {
    let types = units.get(unit);
    if (!types) units.set(unit, (types = new Map()));
    let part = types.get(type);
    if (!part) {
      const sets = { accounts: new Set<string>(), regions: new Set<string>() };
      types.set(type, (part = { unit, provider, type, resources: 0, ...sets, layers: new Map() }));
    }
    return part;
  };
  return {
    addResource: (place) => {
      const part = partOf(place);
      part.resources++;
      part.accounts.add(place.account);
      part.regions.add(place.region);
    },
    addPair: (place, layer, party, outcome) => {
      const { layers } = partOf(place);
      let parties = layers.get(layer);
      if (!parties) layers.set(layer, (parties = new Map()));
      let counts = parties.get(party);
      if (!counts) parties.set(party, (counts = noCounts()));
      counts[outcome]++;
    },
    parts: () =>
      [...units.values()]
        .flatMap((types) => [...types.values()])
        .toSorted((a, b) => compare(partKey(a), partKey(b)))
        .map((part) => ({
          ...part,
          accounts: [...part.accounts].toSorted(),
          regions: [...part.regions].toSorted(),
          layers: sortedLayers(part.layers),
        })),
  };
}

function sortedLayers(layers: Part["layers"]): EstateLayer[] {
  return [...layers]
    .flatMap(([layer, parties]) => Array.from(parties, ([party, counts]) => ({ layer, party, counts })))
    .toSorted((a, b) => rank(a) - rank(b));
}

function partKey({ unit, provider, type }: EstatePlace): string {
  return [unit ?? "", provider, type].join("\u0000");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function rank({ layer, party }: EstateLayer): number {
  return LAYERS.indexOf(layer) * (PARTIES.length + 1) + (party === null ? PARTIES.length : PARTIES.indexOf(party));
}
