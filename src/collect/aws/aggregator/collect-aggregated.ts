import type { Piece } from "../../../inventory/piece.ts";
import { unitOf } from "../../../inventory/piece.ts";
import { own } from "../../../inventory/json-text.ts";
import type { SnapshotEntry } from "../../../model/resource.ts";
import { merge } from "../../merge.ts";
import type { ConfigApi } from "../config/api.ts";
import type { Cause } from "../config/blind-spot.ts";
import { because, blindSpot } from "../config/blind-spot.ts";
import type { ItemsTask } from "../collect-items.ts";
import { eachJoined } from "../joined.ts";
import { GLOBAL, globalHoles, placeGlobals } from "../config/place-globals.ts";
import { listType } from "../config/fallback.ts";
import type { Counts } from "../config/plan.ts";
import { countTypes, planReading } from "../config/plan.ts";
import { notRecorded } from "../config/read-region.ts";
import type { Entries, Reading } from "../config/reading.ts";
import { blindEntry, confirmation, readEntries } from "../config/reading.ts";
import { recording } from "../config/recorder.ts";
import type { OpenRegion, Region } from "../config/region.ts";
import { isOpen } from "../config/region.ts";
import { selectTypes } from "../config/select.ts";
import { aggregatedApi } from "./api.ts";
import type { Aggregator, Cell } from "./sources.ts";

const CALL = "config:SelectAggregateResourceConfig";
/** How many queries of one account run at once. */
const AT_ONCE = 4;

/** Collects what an aggregator holds of one account, as one unit. `regions`: those that should be there. */
export async function* collectAggregated(
  aggregator: Aggregator,
  regions: readonly string[],
  task: ItemsTask,
): AsyncGenerator<Piece> {
  const unit = `${task.account}/aggregated`;
  if (!task.done?.has(unit)) yield* unitOf(unit, readAccount(aggregator, regions, task));
}

async function* readAccount(
  aggregator: Aggregator,
  names: readonly string[],
  { account, types, globalTypes, notInConfig, always, now, join }: ItemsTask,
): AsyncGenerator<Entries> {
  const asked = [...types].filter((type) => !notInConfig.has(type)).toSorted();
  if (asked.length === 0) return;
  if (names.length === 0) return yield [{ blind_spot: blindSpot({ account, types: asked }, nothingHeld(aggregator)) }];
  const homes = new Map<string, string>();
  const api = aggregatedApi(aggregator, { account, regions: names, homes });
  const counts = await countTypes(api);
  if (!("selectable" in counts))
    return yield [{ blind_spot: blindSpot({ account, types: asked }, because("the account was not read", counts)) }];
  const cells = aggregator.cells.get(account);
  const regions = names.map((name) => regionOf(name, cells?.get(name), { api, counts, aggregator }));
  const regional = asked.filter((type) => !globalTypes.has(type));
  const placed = placeGlobals(
    asked.filter((type) => globalTypes.has(type)),
    regions,
  );
  for (const [region, given] of placed.from) for (const type of given) homes.set(type, region.api.region);
  yield [...regions.flatMap((region) => holesIn(region, regional, account)), ...globalHoles(placed, account)];

  const open = regions.filter(isOpen);
  const globals = [...placed.from.values()].flat();
  const recorded = regional.filter((type) => open.some(({ records }) => records(type)));
  const placesOf = (type: string): readonly string[] =>
    globalTypes.has(type) ? [GLOBAL] : open.filter(({ records }) => records(type)).map(({ api: { region } }) => region);
  const reading: Reading = { api, account, always, now, confirmedAt: confirmation(open, now), placesOf };
  yield* merge(eachJoined(readings([...recorded, ...globals], counts, reading), join), AT_ONCE);
}

/** The cause for an account that is not reached directly either, so that its regions are unknown. */
function nothingHeld({ name }: Aggregator): Cause {
  return {
    reason: "not_collected",
    call: CALL,
    message: `the aggregator ${name} holds nothing of this account, and no region to be read of it is known`,
    help: "add it to the sources of the aggregator, and let a recorder run there; or leave it out with --exclude-account",
  };
}

/** A region in the form it would have if it had been asked directly. */
function regionOf(
  name: string,
  cell: Cell | undefined,
  { api, counts, aggregator }: { readonly api: ConfigApi; readonly counts: Counts; readonly aggregator: Aggregator },
): Region {
  const here = { ...api, region: name };
  if (cell === undefined && !aggregator.whole.has(name))
    return {
      api: here,
      blind: {
        reason: "not_collected",
        call: CALL,
        message: `the aggregator ${aggregator.name} does not hold this account and region`,
        help: "add them to the sources of the aggregator",
      },
    };
  const { recorder, stale }: Cell = cell ?? {};
  if (recorder === undefined || own(recorder, "recording") === false)
    return {
      api: here,
      blind: {
        reason: "not_recorded",
        call: CALL,
        message:
          recorder === undefined ? "no recorder of AWS Config is seen there" : "the recorder of AWS Config is stopped",
        help: "set up and start a configuration recorder there, and let it record AWS::Config::ConfigurationRecorder",
      },
    };
  return { api: here, counts, ...recording(recorder, name), ...(stale && { stale }) };
}

function holesIn(region: Region, types: readonly string[], account: string): SnapshotEntry[] {
  if (types.length === 0) return [];
  const place = region.api.region;
  const hole = (cause: Cause): SnapshotEntry => ({ blind_spot: blindSpot({ account, region: place, types }, cause) });
  if (!isOpen(region)) return [hole(region.blind)];
  const excluded = types.filter((type) => !region.records(type));
  return [...(excluded.length > 0 ? [notRecorded(excluded, { account, place })] : []), ...staleness(region).map(hole)];
}

function staleness({ stale }: OpenRegion): Cause[] {
  return stale === undefined ? [] : [stale];
}

function* readings(types: readonly string[], counts: Counts, reading: Reading): Generator<AsyncIterable<Entries>> {
  const { queries, listed, empty, undecided } = planReading(types, counts);
  for (const query of queries) yield onceEach(selectTypes(query, reading));
  for (const type of listed) yield onceEach(listType(type, reading));
  const known = readEntries(empty, CALL, reading);
  if (undecided !== undefined) {
    const what = "whether there are any beside what queries show was not read";
    known.push(blindEntry(undecided.types, because(what, undecided.failure), reading));
  }
  yield once(known);
}

/** Several regions may record a resource that has no region; keeps the first record. */
async function* onceEach(batches: AsyncIterable<Entries>): AsyncGenerator<Entries> {
  const seen = new Set<string>();
  for await (const entries of batches)
    yield entries.filter((entry) => {
      if (!("resource" in entry) || entry.resource.region !== GLOBAL) return true;
      const name = `${entry.resource.type} ${entry.resource.id}`;
      return seen.size !== seen.add(name).size;
    });
}

async function* once(entries: Entries): AsyncGenerator<Entries> {
  yield entries;
}
