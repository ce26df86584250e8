import type { Piece } from "../../../inventory/piece.ts";
import { unitOf } from "../../../inventory/piece.ts";
import { merge } from "../../merge.ts";
import type { AwsOptions } from "../options.ts";
import type { ConfigApi } from "./api.ts";
import { blindSpot } from "./blind-spot.ts";
import type { PlacedGlobals } from "./place-globals.ts";
import { GLOBAL, globalHoles, placeGlobals } from "./place-globals.ts";
import { readGlobals, readRegion } from "./read-region.ts";
import type { Entries } from "./reading.ts";
import type { Region } from "./region.ts";
import { isOpen, openRegion } from "./region.ts";

/** Regions of one account that are read at once. */
const AT_ONCE = 8;

export interface ConfigTask extends Pick<
  AwsOptions,
  "types" | "globalTypes" | "notInConfig" | "always" | "now" | "done"
> {
  readonly account: string;
  /** Joins to the items of a page what no item holds, while the next page is read. */
  readonly join: (entries: Entries) => Promise<Entries>;
}

/**
 * What AWS Config knows in these regions of one account, with what is known not to be readable. One unit a region,
 * and one for things that have none.
 */
export async function* collectConfig(apis: readonly ConfigApi[], task: ConfigTask): AsyncGenerator<Piece> {
  const { types, globalTypes, notInConfig, account, done } = task;
  const asked = [...types].filter((type) => !notInConfig.has(type)).toSorted();
  const regional = asked.filter((type) => !globalTypes.has(type));
  const globals = asked.filter((type) => globalTypes.has(type));
  const unitIn = (place: string): string => `${account}/${place}`;
  const places = [
    ...(regional.length > 0 ? apis.map(({ region }) => region) : []),
    ...(globals.length > 0 ? [GLOBAL] : []),
  ];
  const waiting = new Set(places.map(unitIn).filter((unit) => !done?.has(unit)));
  if (waiting.size === 0) return;
  const regions = await Promise.all(apis.map(openRegion));
  const placed = placeGlobals(globals, regions);
  const readings = [
    ...regions.map((region) => ({ unit: unitIn(region.api.region), read: () => regionUnit(region, regional, task) })),
    { unit: unitIn(GLOBAL), read: () => globalUnit(placed, task) },
  ];
  const units = readings.filter(({ unit }) => waiting.has(unit)).map(({ unit, read }) => unitOf(unit, read()));
  yield* merge(units, AT_ONCE);
}

async function* regionUnit(region: Region, types: readonly string[], task: ConfigTask): AsyncGenerator<Entries> {
  if (isOpen(region)) yield* joined(readRegion(region, types, task), task);
  else yield [{ blind_spot: blindSpot({ account: task.account, region: region.api.region, types }, region.blind) }];
}

async function* globalUnit(placed: PlacedGlobals, task: ConfigTask): AsyncGenerator<Entries> {
  yield globalHoles(placed, task.account);
  for (const [region, types] of placed.from) yield* joined(readGlobals(region, types, task), task);
}

/** The next page is read while the facts of this one are. */
export async function* joined(batches: AsyncIterable<Entries>, { join }: ConfigTask): AsyncGenerator<Entries> {
  for await (const entries of batches) yield join(entries);
}
