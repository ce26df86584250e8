import type { ResourceDocument } from "../../model/resource.ts";
import type { PageContent } from "./page.ts";

/** Five times what Resource Graph and Resource Manager put on one page. */
const IDS_LIMIT = 5000;

export interface ContentNotes {
  readonly see: (document: ResourceDocument) => void;
  /** Counts something on the page that is not a document. */
  readonly other: () => void;
  /** Returns what was seen since the last call. */
  readonly take: () => PageContent;
}

/** Notes the content of a page as it streams by. */
export function createContentNotes(): ContentNotes {
  let notes = emptyNotes();
  return {
    see: (document) => {
      const { provider, account, region, type, id } = document;
      notes.things += 1;
      notes.types.add(type);
      if (provider === "aws") {
        notes.regions.add(`${account} ${region}`);
        notes.typesOfRegions.add(`${account} ${region} ${type}`);
      } else {
        notes.typesOfAccounts.add(`${account} ${type}`);
        if (notes.ids.length < IDS_LIMIT) notes.ids.push(id);
      }
    },
    other: () => {
      notes.things += 1;
    },
    take: () => {
      const { things, types, ids } = notes;
      const places = new Set([...notes.regions, ...notes.typesOfRegions, ...notes.typesOfAccounts]);
      const shared = new Set([...regionsOrTypes(notes), ...notes.typesOfAccounts]);
      notes = emptyNotes();
      return { things, types, places, shared, ids };
    },
  };
}

interface Notes {
  things: number;
  readonly types: Set<string>;
  readonly regions: Set<string>;
  readonly typesOfRegions: Set<string>;
  readonly typesOfAccounts: Set<string>;
  readonly ids: string[];
}

function emptyNotes(): Notes {
  return {
    things: 0,
    types: new Set(),
    regions: new Set(),
    typesOfRegions: new Set(),
    typesOfAccounts: new Set(),
    ids: [],
  };
}

/**
 * What pages of one listing have in common. AWS Config lists a region of an account, restricted to what a query asked
 * for: a page of a single type belongs to a query for that type, or lies between two others of that type. Resource
 * Manager lists a type of a subscription.
 */
function regionsOrTypes({ types, regions, typesOfRegions }: Notes): ReadonlySet<string> {
  return types.size === 1 ? typesOfRegions : regions;
}
