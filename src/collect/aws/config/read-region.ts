import { merge } from "../../merge.ts";
import { eachJoined } from "../joined.ts";
import type { Join } from "../joined.ts";
import type { AlwaysWritten } from "./always-written.ts";
import { because } from "./blind-spot.ts";
import { listType } from "./fallback.ts";
import { GLOBAL } from "./place-globals.ts";
import { countingCall, planReading } from "./plan.ts";
import { blindEntry, confirmation, readEntries } from "./reading.ts";
import type { Entries, Reading } from "./reading.ts";
import type { OpenRegion } from "./region.ts";
import { selectTypes } from "./select.ts";

/** How many queries of one region run at once: the pacer sets the rate, this only hides the round trips. */
const AT_ONCE = 4;

interface Task {
  readonly account: string;
  readonly always: AlwaysWritten;
  readonly now: () => string;
  readonly join: Join;
}

/** Reads the resources of the region. */
export async function* readRegion(region: OpenRegion, types: readonly string[], task: Task): AsyncGenerator<Entries> {
  const reading = readingOf(region, region.api.region, task);
  const excluded = types.filter((type) => !region.records(type));
  if (excluded.length > 0) yield [notRecorded(excluded, reading)];
  const recorded = types.filter((type) => region.records(type));
  yield* merge(eachJoined(readings(recorded, reading, region), task.join), AT_ONCE);
}

/** Reads the resources without a region that this one returns. */
export function readGlobals(region: OpenRegion, types: readonly string[], task: Task): AsyncGenerator<Entries> {
  return merge(eachJoined(readings(types, readingOf(region, GLOBAL, task), region), task.join), AT_ONCE);
}

function readingOf(region: OpenRegion, place: string, { account, always, now }: Task): Reading {
  return { api: region.api, account, always, confirmedAt: confirmation([region], now), now, place };
}

/** The steps that read the types, each an iterable that begins when it is asked. */
function* readings(
  types: readonly string[],
  reading: Reading,
  { counts, stale }: OpenRegion,
): Generator<AsyncIterable<Entries>> {
  if (types.length === 0) return;
  const { queries, listed, empty, undecided } = planReading(types, counts);
  for (const query of queries) yield selectTypes(query, reading);
  for (const type of listed) yield listType(type, reading);
  const known = readEntries(empty, countingCall(reading.api), reading);
  if (stale !== undefined) known.push(blindEntry(types, stale, reading));
  if (undecided !== undefined) {
    const what = `whether there are any in ${reading.place} beside what queries show was not read`;
    known.push(blindEntry(undecided.types, because(what, undecided.failure), reading));
  }
  yield once(known);
}

export function notRecorded(types: readonly string[], at: Pick<Reading, "account" | "place">): Entries[number] {
  return blindEntry(
    types,
    {
      reason: "not_recorded",
      message: `the recorder of AWS Config in ${at.place} leaves these types out`,
      help: "add them to the configuration recorder of that region",
    },
    at,
  );
}

async function* once(entries: Entries): AsyncGenerator<Entries> {
  yield entries;
}
