import type { BlindSpot, ResourceDocument } from "../model/resource.ts";

/** One page of a listing, as it was saved. */
export interface Page {
  readonly call: string;
  readonly file: string;
  /** It names a page that follows. */
  readonly more: boolean;
  /** Where the things on it are, see `placeOnPage`. */
  readonly places: ReadonlySet<string>;
  /** How many records it holds, and how many its query found; missing where it does not say. */
  readonly records: { readonly here: number; readonly all: number } | undefined;
}

export interface Pages {
  readonly see: (page: Page) => void;
  /** Listings of which pages were seen and others are missing. */
  readonly unfinished: () => BlindSpot[];
}

/** What pages of one listing have in common: AWS Config lists a region of an account, Resource Manager a type of a subscription. */
export function placeOnPage({ provider, account, region, type }: ResourceDocument): string {
  return provider === "aws" ? `${account} ${region}` : `${account} ${type}`;
}

/** What is known of the pages of one call, and of one query where they say how many records it found. */
interface Listing {
  readonly first: Page;
  /** Those that name a further one. */
  readonly open: Page[];
  /** Where things on last pages are. */
  readonly ended: Set<string>;
  records: number;
}

/**
 * Saved replies come a page a file, and which belong together is written nowhere. What can be known: a listing
 * that was read to its end has a page that names no further one, and shares places with the pages before it. Answers of Resource
 * Graph say how many records there are in all:
 * https://learn.microsoft.com/azure/governance/resource-graph/concepts/paging-results (2026-11-23).
 */
export function createPages(): Pages {
  const listings = new Map<string, Listing>();
  return {
    see: (page) => {
      const key = `${page.call} ${page.records?.all ?? ""}`;
      const listing = listings.get(key) ?? { first: page, open: [], ended: new Set(), records: 0 };
      listings.set(key, listing);
      listing.records += page.records?.here ?? 0;
      if (page.more) listing.open.push(page);
      else for (const place of placesEnded(page)) listing.ended.add(place);
    },
    unfinished: () => [...listings.values()].flatMap((listing) => missing(listing)),
  };
}

/** A last page may be empty; then it ends what stands in its own file. */
function placesEnded({ places, file }: Page): Iterable<string> {
  return places.size === 0 ? [wholeFile(file)] : places;
}

function wholeFile(file: string): string {
  return `in ${file}`;
}

function missing({ first, open, ended, records }: Listing): BlindSpot[] {
  const all = first.records?.all;
  if (all !== undefined) {
    if (records >= all && ended.size > 0) return [];
    return [
      spotOf(first, `the saved answers to a query hold ${Math.min(records, all)} of the ${all} records that it found`),
    ];
  }
  const [one, ...others] = withoutEnd(open, ended);
  if (one === undefined) return [];
  const pages = others.length === 0 ? "a saved page names" : `${others.length + 1} saved pages name`;
  return [spotOf(one, `${pages} a further page of ${one.call}, and no last page of the same listing is here`)];
}

/** The pages that share no place, be it by way of others, with a last page. */
function withoutEnd(pages: readonly Page[], ended: ReadonlySet<string>): readonly Page[] {
  const reached = new Set(ended);
  const isReached = ({ places, file }: Page): boolean =>
    places.size === 0 ? ended.size > 0 : [wholeFile(file), ...places].some((place) => reached.has(place));
  let open = pages;
  for (let found = open.filter(isReached); found.length > 0; found = open.filter(isReached)) {
    for (const { places } of found) for (const place of places) reached.add(place);
    open = open.filter((page) => !found.includes(page));
  }
  return open;
}

function spotOf({ call, file }: Page, message: string): BlindSpot {
  return {
    provider: call.startsWith("config:") ? "aws" : "azure",
    types: ["*"],
    reason: "truncated",
    call,
    message,
    help: "save all pages; a last page with nothing on it belongs in the file of the page before it",
    file,
  };
}
