import type { ResourceDocument } from "../../model/resource.ts";
import type { ScopeOf } from "../related/coverage.ts";

type StalePlace = ScopeOf & Pick<ResourceDocument, "type">;

/** What arrived in a part of an estate that others may look up, in order of arrival. Plain data. */
export interface Arrivals {
  /** Documents as JSON, one per line. */
  readonly lines: Uint8Array;
  /** Places with documents that are too old. */
  readonly stale: readonly StalePlace[];
}

/** Gathers arrivals in a compact form that can be passed to another thread. */
export interface Arriving {
  readonly add: (document: ResourceDocument) => void;
  readonly addStale: (place: StalePlace) => void;
  /** Returns what arrived since the last call. */
  readonly take: () => Arrivals;
}

export function createArriving(): Arriving {
  let lines: string[] = [];
  let stale: StalePlace[] = [];
  return {
    add: (document) => void lines.push(JSON.stringify(document)),
    addStale: ({ provider, account, region, type }) => void stale.push({ provider, account, region, type }),
    take: () => {
      const arrivals = { lines: new TextEncoder().encode(lines.join("\n")), stale };
      [lines, stale] = [[], []];
      return arrivals;
    },
  };
}

export function* documentsOf(lines: Uint8Array): Generator<ResourceDocument, void> {
  // The JSON has no line breaks outside its strings, and escapes those within.
  for (const line of lines.length === 0 ? [] : new TextDecoder().decode(lines).split("\n"))
    yield JSON.parse(line) as ResourceDocument;
}
