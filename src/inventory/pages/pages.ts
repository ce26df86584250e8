import type { BlindSpot } from "../../model/resource.ts";
import { createCountedPages } from "./counted-pages.ts";
import { createLinkedPages } from "./linked-pages.ts";
import type { Page } from "./page.ts";

export interface Pages {
  readonly see: (page: Page) => void;
  /** Listings of which pages were seen and others are missing. */
  readonly unfinished: () => BlindSpot[];
}

/** Saved replies come a page a file, and which belong together is written nowhere: see the two kinds for what can be known. */
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
