import type { Piece } from "../../inventory/piece.ts";
import { unitOf } from "../../inventory/piece.ts";
import { merge } from "../merge.ts";
import type { ConfigApi } from "./config/api.ts";
import { blindSpot } from "./config/blind-spot.ts";
import type { PlacedGlobals } from "./config/place-globals.ts";
import { GLOBAL, globalHoles, placeGlobals } from "./config/place-globals.ts";
import { readGlobals, readRegion } from "./config/read-region.ts";
import type { Entries } from "./config/reading.ts";
import type { Region } from "./config/region.ts";
import { isOpen, openRegion } from "./config/region.ts";
import { apartIn, apartNowhere, UNASKED } from "./direct/apart.ts";
import type { DirectReading } from "./direct/direct-type.ts";
import { readDirect } from "./direct/read-direct.ts";
import type { Aws } from "./facts/aws.ts";
import { joined } from "./joined.ts";
import type { Join } from "./joined.ts";
import type { AwsOptions } from "./options.ts";

/** How many regions of one account are read at once. */
const AT_ONCE = 8;

export interface ItemsTask extends Pick<
  AwsOptions,
  "types" | "globalTypes" | "notInConfig" | "always" | "now" | "done"
> {
  readonly account: string;
  readonly join: Join;
}

/** A task for an account whose services can be asked. */
export interface ReachedItemsTask extends ItemsTask, Pick<AwsOptions, "paths" | "notDirect" | "source"> {
  /** The account in one region. */
  readonly awsIn: Aws["at"];
}

/**
 * Collects what AWS Config, or the services themselves, know in these regions of one account, with blind spots for what
 * cannot be read. There is one unit per region, and one for resources that have no region.
 */
export async function* collectItems(apis: readonly ConfigApi[], task: ReachedItemsTask): AsyncGenerator<Piece> {
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
  if (waiting.size === 0 || apis.length === 0) return;
  const regions = await Promise.all(
    apis.map((api) => (task.source === "direct" ? { api, blind: UNASKED } : openRegion(api, task.now))),
  );
  const placed = placeGlobals(globals, regions);
  const readings = [
    ...regions.map((region) => ({ unit: unitIn(region.api.region), read: () => regionUnit(region, regional, task) })),
    { unit: unitIn(GLOBAL), read: () => globalUnit(placed, regions, task) },
  ];
  const units = readings.filter(({ unit }) => waiting.has(unit)).map(({ unit, read }) => unitOf(unit, read()));
  yield* merge(units, AT_ONCE);
}

async function* regionUnit(region: Region, types: readonly string[], task: ReachedItemsTask): AsyncGenerator<Entries> {
  const { direct, rest } = apartIn(region, types, task.source);
  const { region: place } = region.api;
  if (direct.length > 0) yield* joined(directly(direct, place, place, task), task.join);
  if (rest.length === 0) return;
  if (isOpen(region)) yield* readRegion(region, rest, task);
  else yield [{ blind_spot: blindSpot({ account: task.account, region: place, types: rest }, region.blind) }];
}

async function* globalUnit(
  placed: PlacedGlobals,
  regions: readonly Region[],
  task: ReachedItemsTask,
): AsyncGenerator<Entries> {
  const { direct, rest } = apartNowhere(placed, task.source);
  yield globalHoles(rest, task.account);
  if (direct.length > 0) yield* joined(directly(direct, regions[0]!.api.region, GLOBAL, task), task.join);
  for (const [region, types] of rest.from) yield* readGlobals(region, types, task);
}

/** `from`: the region that is asked; `place`: where the resources are. */
function directly(
  types: readonly DirectReading[],
  from: string,
  place: string,
  { awsIn, paths, notDirect, now }: ReachedItemsTask,
): AsyncGenerator<Entries> {
  return readDirect(types, awsIn(from), { place, paths, notDirect, now });
}
