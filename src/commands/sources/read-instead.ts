import { compareKeys } from "../../model/compare-text.ts";
import type { Read, RefusedFirst } from "../../model/resource.ts";
import { counted, listed } from "../../report/text/words.ts";

/** Tracks what was read with other calls because the first choice was refused. */
export interface ReadInstead {
  readonly see: (read: Read) => void;
  /** One line for each refused call; empty if there was none. */
  readonly warnings: () => string[];
}

interface Refusal {
  readonly first: RefusedFirst;
  readonly types: Set<string>;
  readonly places: Set<string>;
}

const PLACES_SHOWN = 5;

export function watchInstead(): ReadInstead {
  const refusals = new Map<string, Refusal>();
  return {
    see: ({ instead_of: first, account, region, type }) => {
      if (first === undefined) return;
      const key = JSON.stringify([first.reason, first.call, first.code]);
      const refusal = refusals.get(key) ?? { first, types: new Set(), places: new Set() };
      refusals.set(key, refusal);
      refusal.types.add(type);
      refusal.places.add(`${account} ${region}`);
    },
    warnings: () => [...refusals].toSorted(compareKeys).map(([, refusal]) => sentence(refusal)),
  };
}

function sentence({ first: { message, help }, types, places }: Refusal): string {
  const where = listed([...places].toSorted(), PLACES_SHOWN);
  const mend = help === undefined ? "" : `; to fix it: ${help}`;
  return `${message}; ${counted(types.size, "type")} in ${where} came from other calls instead${mend}`;
}
