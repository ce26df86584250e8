import type { SnapshotEntry } from "../../../model/resource.ts";
import type { Cause } from "./blind-spot.ts";
import { blindSpot } from "./blind-spot.ts";
import { homeRegion } from "./global-types.ts";
import type { OpenRegion, Region } from "./region.ts";
import { isOpen } from "./region.ts";

/** Where resources without a region are read from. */
export interface PlacedGlobals {
  /** The types to read from each region; regions without any are left out. */
  readonly from: ReadonlyMap<OpenRegion, readonly string[]>;
  /** Types that no region can return, by cause. */
  readonly nowhere: readonly { readonly types: readonly string[]; readonly cause: Cause }[];
}

export const GLOBAL = "global";

/** Chooses one region for each type: its home, else the one that has the most of it, else the first that records it. */
export function placeGlobals(types: readonly string[], regions: readonly Region[]): PlacedGlobals {
  const from = new Map<OpenRegion, string[]>();
  const nowhere = new Map<string, { types: string[]; cause: Cause }>();
  for (const type of types) {
    const region = bestFor(type, regions.filter(isOpen));
    if (region !== undefined) {
      from.set(region, [...(from.get(region) ?? []), type]);
      continue;
    }
    const cause = whyNowhere(type, regions);
    const same = nowhere.get(cause.message) ?? { types: [], cause };
    same.types.push(type);
    nowhere.set(cause.message, same);
  }
  return { from, nowhere: [...nowhere.values()] };
}

function bestFor(type: string, regions: readonly OpenRegion[]): OpenRegion | undefined {
  const countIn = ({ counts }: OpenRegion): number => counts.selectable.get(type) ?? 0;
  const isHome = ({ api }: OpenRegion): boolean => homeRegion(type, api.region) === api.region;
  const rank = (region: OpenRegion): number => (isHome(region) ? Infinity : countIn(region));
  return regions
    .filter((region) => region.records(type))
    .filter((region) => homeRegion(type, region.api.region) === undefined || rank(region) > 0)
    .toSorted((a, b) => (rank(a) === rank(b) ? 0 : rank(b) - rank(a)))[0];
}

function whyNowhere(type: string, regions: readonly Region[]): Cause {
  const first = regions[0]!.api.region;
  const home = homeRegion(type, first);
  const mayHave = regions.filter(({ api }) => home === undefined || api.region === home);
  const blind = mayHave.find((region) => !isOpen(region))?.blind;
  if (blind !== undefined) return blind;
  if (mayHave.length === 0) {
    return {
      reason: "not_collected",
      message: `AWS Config records these types in ${home} only, which was not asked for`,
      help: `collect with --region ${home} too`,
    };
  }
  return {
    reason: "not_recorded",
    message: "AWS Config records these types, which have no region, in none of the regions asked for",
    help: "let the configuration recorder of one region record global resource types",
  };
}

export function globalHoles({ nowhere }: PlacedGlobals, account: string | undefined): SnapshotEntry[] {
  return nowhere.map(({ types, cause }) => ({ blind_spot: blindSpot({ account, region: GLOBAL, types }, cause) }));
}
