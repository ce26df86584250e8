import type { BlindSpot } from "../../model/resource.ts";
import { missingPages } from "./missing-pages.ts";
import type { Page } from "./page.ts";

export interface LinkedPages {
  readonly see: (page: Page) => void;
  readonly unfinished: () => BlindSpot[];
}

/** What is known about the pages of one call. */
interface Listing {
  /** Pages that name a further one. */
  readonly open: Page[];
  /** Where things on last pages are. */
  readonly ended: Set<string>;
  /** The containers of the things on last pages. */
  readonly around: Set<string>;
}

/**
 * Checks pages that name the next page. This much can be known: a listing read to its end has a page that names no
 * further one and shares places with the pages before it.
 */
export function createLinkedPages(): LinkedPages {
  const listings = new Map<string, Listing>();
  return {
    see: (page) => {
      const key = `${page.call} ${page.query ?? ""}`;
      const listing = listings.get(key) ?? { open: [], ended: new Set(), around: new Set() };
      listings.set(key, listing);
      if (page.more) listing.open.push(onlyTruly(page));
      else end(listing, page);
    },
    unfinished: () => [...listings.values()].flatMap((listing) => missing(listing)),
  };
}

/** Some services name a next page under a path other than that of what they list. */
function onlyTruly({ within, ids, ...page }: Page): Page {
  const isTrue = within !== undefined && ids.every((id) => id.startsWith(`${within}/`));
  return { ...page, ids: [], within: isTrue ? within : undefined };
}

/** A last page may be empty; it then ends what is in its own file. */
function end({ ended, around }: Listing, { places, ids, file }: Page): void {
  for (const place of places.size === 0 ? [wholeFile(file)] : places) ended.add(place);
  for (const id of ids) for (const outer of containersOf(id)) around.add(outer);
}

/** What a listing that holds this resource may be of: its subscription, its group, the resource it is part of. */
function containersOf(id: string): string[] {
  const segments = id.split("/");
  return [3, 5, segments.length - 2].map((length) => segments.slice(0, length).join("/"));
}

function wholeFile(file: string): string {
  return `in ${file}`;
}

function missing({ open, ended, around }: Listing): BlindSpot[] {
  const [one, ...others] = withoutEnd(open, ended, around);
  if (one === undefined) return [];
  const pages = others.length === 0 ? "a saved page names" : `${others.length + 1} saved pages name`;
  return [missingPages(one, `${pages} a further page of ${one.call}, and no last page of the same listing is here`)];
}

/** The pages that share no place with a last page, not even indirectly through other pages. */
function withoutEnd(pages: readonly Page[], ended: ReadonlySet<string>, around: ReadonlySet<string>): readonly Page[] {
  const reached = new Set(ended);
  const isReached = ({ places, shared, file, within }: Page): boolean => {
    if (places.size === 0) return ended.size > 0;
    if (reached.has(wholeFile(file))) return true;
    return (within === undefined || around.has(within)) && [...shared].some((place) => reached.has(place));
  };
  let open = pages;
  for (let found = open.filter(isReached); found.length > 0; found = open.filter(isReached)) {
    for (const { places } of found) for (const place of places) reached.add(place);
    open = open.filter((page) => !found.includes(page));
  }
  return open;
}
