import type { ConfigApi } from "./api.ts";
import type { Cause } from "./blind-spot.ts";
import { because } from "./blind-spot.ts";
import type { Counts } from "./plan.ts";
import { countTypes } from "./plan.ts";
import { probe } from "./recorder.ts";
import type { Probe } from "./recorder.ts";

/** A region that can be read. */
export interface OpenRegion extends Probe {
  readonly api: ConfigApi;
  readonly counts: Counts;
  readonly blind?: never;
}

/** A region from which nothing can be read, and why. */
export interface BlindRegion {
  readonly api: ConfigApi;
  readonly blind: Cause;
}

export type Region = OpenRegion | BlindRegion;

/** Asks a region what it records and, if it records anything, how much there is. */
export async function openRegion(api: ConfigApi, now: () => string): Promise<Region> {
  const { blind, ...found } = await probe(api, now);
  if (blind !== undefined) return { api, blind };
  const counts = await countTypes(api);
  if ("selectable" in counts) return { ...found, api, counts };
  return { api, blind: because(`what there is in ${api.region} was not counted`, counts) };
}

export function isOpen(region: Region): region is OpenRegion {
  return region.blind === undefined;
}
