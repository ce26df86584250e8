import { merge } from "../../merge.ts";
import { because } from "./blind-spot.ts";
import { listType } from "./fallback.ts";
import { GLOBAL } from "./place-globals.ts";
import { COUNTING_CALL, planReading } from "./plan.ts";
import { blindEntry, readEntries } from "./reading.ts";
import type { Entries, Reading } from "./reading.ts";
import type { OpenRegion } from "./region.ts";
import { selectTypes } from "./select.ts";

/** Queries of one region that are under way at once: the rate is the pacer's, this only hides the way there and back. */
const AT_ONCE = 4;

/** What is to be read of a region. */
export interface RegionTask {
  readonly region: OpenRegion;
  readonly account: string;
  /** Types of things that are in the region. */
  readonly regional: readonly string[];
  /** Types of things without a region, which this region gives. */
  readonly globals: readonly string[];
  readonly now: () => string;
}

export async function* readRegion(task: RegionTask): AsyncGenerator<Entries> {
  const { region, account, regional, globals, now } = task;
  const base = { api: region.api, account, current: region.stale === undefined, now };
  const here: Reading = { ...base, place: region.api.region };
  const anywhere: Reading = { ...base, place: GLOBAL };
  const recorded = regional.filter((type) => region.records(type));
  const excluded = regional.filter((type) => !region.records(type));
  if (excluded.length > 0) yield [notRecorded(excluded, here)];
  yield* merge([...readings(recorded, here, region), ...readings(globals, anywhere, region)], AT_ONCE);
}

/** How the types are read, each step an iterable that begins when it is asked. */
function* readings(
  types: readonly string[],
  reading: Reading,
  { counts, stale }: OpenRegion,
): Generator<AsyncIterable<Entries>> {
  if (types.length === 0) return;
  const { queries, listed, empty, undecided } = planReading(types, counts);
  for (const query of queries) yield selectTypes(query, reading);
  for (const type of listed) yield listType(type, reading);
  const known = readEntries(empty, COUNTING_CALL, reading);
  if (stale !== undefined) known.push(blindEntry(types, stale, reading));
  if (undecided !== undefined) {
    const what = `whether there are any in ${reading.api.region} beside what queries show was not read`;
    known.push(blindEntry(undecided.types, because(what, undecided.failure), reading));
  }
  yield once(known);
}

function notRecorded(types: readonly string[], reading: Reading): Entries[number] {
  return blindEntry(
    types,
    {
      reason: "not_recorded",
      message: `the recorder of AWS Config in ${reading.api.region} leaves these types out`,
      help: "add them to the configuration recorder of that region",
    },
    reading,
  );
}

async function* once(entries: Entries): AsyncGenerator<Entries> {
  yield entries;
}
