import type { BlindSpot } from "../../model/resource.ts";
import { createCountedPages } from "./counted-pages.ts";
import { createLinkedPages } from "./linked-pages.ts";
import type { Page } from "./page.ts";

export interface Pages {
  readonly see: (page: Page) => void;
  /** Listings of which some pages were seen and others are missing. */
  readonly unfinished: () => BlindSpot[];
}

/**
 * Saved replies come one page per file, and nothing says which belong together; see the two kinds for what can be
 * known.
 */
export function createPages(): Pages {
  const counted = createCountedPages();
  const linked = createLinkedPages();
  return {
    see: (page) => {
      if (page.records === undefined) linked.see(page);
      else counted.see({ ...page, records: page.records });
    },
    unfinished: () => [...counted.unfinished(), ...linked.unfinished()],
  };
}
