import { hash } from "node:crypto";
import { groupBy } from "../../model/group-by.ts";
import type { BlindSpot } from "../../model/resource.ts";
import { missingPages } from "./missing-pages.ts";
import type { Page } from "./page.ts";

type CountedPage = Page & { readonly records: NonNullable<Page["records"]> };

export interface CountedPages {
  readonly see: (page: CountedPage) => void;
  readonly unfinished: () => BlindSpot[];
}

/** The parts of a page that are kept. */
interface Kept extends Pick<Page, "call" | "file" | "more"> {
  readonly all: number;
  readonly here: number;
  /** Undefined if the page holds things of several types. */
  readonly type: string | undefined;
  readonly ids: ReadonlySet<number>;
}

/**
 * Checks pages that say how many records their query found, as answers of Resource Graph do, but not which query it
 * was. Pages of queries that found the same number can be told apart only if each holds things of one type, as those of
 * a query for one type do. Those that cannot be told apart must add up exactly: to the number times the count of last
 * pages. Without an order, Resource Graph may return one record on two pages and another on none:
 * https://learn.microsoft.com/azure/governance/resource-graph/concepts/paging-results (2026-11-23).
 */
export function createCountedPages(): CountedPages {
  const pages = new Map<string, Kept>();
  return {
    see: (page) => {
      const kept = keptOf(page);
      // This page alone shows that its listing is complete.
      if (!kept.more && kept.here >= kept.all) return;
      pages.set(digestOf(page), kept);
    },
    unfinished: () => {
      const byNumber = groupBy(pages.values(), ({ call, all }) => `${call} ${all}`);
      return [...byNumber.values()].flatMap((group) => byType(group)).flatMap((group) => missing(group));
    },
  };
}

function keptOf({ call, file, more, records: { here, all }, things, types, ids }: CountedPage): Kept {
  const [type] = types.size === 1 ? types : [];
  return { call, file, more, all, here: Math.min(here, things), type, ids: new Set(ids.map((id) => numberOf(id))) };
}

/** Identifies a page, so that one saved twice counts once. */
function digestOf({ call, file, more, records: { here, all }, ids }: CountedPage): string {
  return hash("sha256", JSON.stringify([call, more, here, all, ids.length > 0 ? ids : file]), "base64url");
}

/**
 * Takes less room than a text; if two ids share a number, the only effect is that a page that is there is reported
 * missing.
 */
function numberOf(id: string): number {
  return Number.parseInt(hash("sha256", id, "hex").slice(0, 12), 16);
}

function byType(group: readonly [Kept, ...Kept[]]): (readonly [Kept, ...Kept[]])[] {
  return group.some(({ type }) => type === undefined) ? [group] : [...groupBy(group, ({ type = "" }) => type).values()];
}

function missing(group: readonly [Kept, ...Kept[]]): BlindSpot[] {
  const [first] = group;
  const { all } = first;
  const here = group.reduce((sum, page) => sum + page.here, 0);
  const ends = group.filter(({ more }) => !more).length;
  if (here < all) {
    const message = `the saved answers to a query hold ${here} of the ${all} records that it found`;
    return [missingPages(first, message)];
  }
  if (here !== all * ends) {
    const message = `saved answers to queries that found ${all} records each hold ${here} in all: pages of one of them are missing`;
    return [missingPages(first, message)];
  }
  const again = ends === 1 ? toldAgain(group) : 0;
  if (again === 0) return [];
  const message = `the saved pages of a query that found ${all} records repeat ${again} of them, so as many others may be missing`;
  return [missingPages(first, message, "let the query sort by id, and save all of its pages again")];
}

function toldAgain(group: readonly Kept[]): number {
  const told = new Set(group.flatMap(({ ids }) => [...ids]));
  return group.reduce((sum, { ids }) => sum + ids.size, 0) - told.size;
}
