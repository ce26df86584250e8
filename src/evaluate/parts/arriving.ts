import type { ResourceDocument } from "../../model/resource.ts";
import type { ScopeOf } from "../related/coverage.ts";

type StalePlace = ScopeOf & Pick<ResourceDocument, "type">;

/** What came to a part of an estate for others to ask, in the order in which it came. Plain data. */
export interface Arrivals {
  /** Documents as JSON, a line each. */
  readonly lines: Uint8Array;
  /** Where there are documents that are too old. */
  readonly stale: readonly StalePlace[];
}

/** Gathers them, in as little as can be handed to another thread. */
export interface Arriving {
  readonly add: (document: ResourceDocument) => void;
  readonly addStale: (place: StalePlace) => void;
  /** What came since this was called before. */
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
  // JSON has no line break outside of its texts, and in these it is written otherwise.
  for (const line of lines.length === 0 ? [] : new TextDecoder().decode(lines).split("\n"))
    yield JSON.parse(line) as ResourceDocument;
}
