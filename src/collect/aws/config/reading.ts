import { normalizeAws } from "../../../inventory/normalize-aws.ts";
import type { SnapshotEntry } from "../../../model/resource.ts";
import type { AlwaysWritten } from "./always-written.ts";
import type { ConfigApi } from "./api.ts";
import type { Cause } from "./blind-spot.ts";
import { blindSpot } from "./blind-spot.ts";

/** What reading some types of one region needs to know. */
export interface Reading {
  readonly api: ConfigApi;
  readonly account: string;
  /** Where the things are: the region, or `global`. Missing: in several, and each says in which. */
  readonly place?: string;
  /** Where a type is read, where `place` is missing. */
  readonly placesOf?: (type: string) => readonly string[];
  /** False where the recorder fails, so that items may be older than the things they tell of. */
  readonly current: boolean;
  readonly always: AlwaysWritten;
  /** The present moment, ISO 8601 UTC. */
  readonly now: () => string;
}

export type Entries = readonly SnapshotEntry[];

/** One item as an entry; undefined where it is none, or of a type that was not asked for. */
export function entryOf(
  item: unknown,
  call: string,
  types: readonly string[],
  reading: Reading,
): SnapshotEntry | undefined {
  const { account, place, current, now } = reading;
  const entry = normalizeAws(item, {
    source: call,
    account,
    ...(place !== undefined && { region: place }),
    ...(current && { confirmed_at: now() }),
  });
  if (entry === undefined || ("resource" in entry && !types.includes(entry.resource.type))) return undefined;
  return entry;
}

/** Says that all there is of the types has come. */
export function readEntries(types: readonly string[], call: string, reading: Reading): SnapshotEntry[] {
  const { account, place, placesOf, now } = reading;
  const at = now();
  return types.flatMap((type) =>
    (place === undefined ? (placesOf?.(type) ?? []) : [place]).map((region) => ({
      read: { provider: "aws", account, region, type, call, at },
    })),
  );
}

/** What is said where some of the things did not come. */
export function notAll(things: string, { place, account }: Reading): string {
  return `not all ${things} in ${place ?? account} were read`;
}

export function blindEntry(types: readonly string[], cause: Cause, { account, place }: Reading): SnapshotEntry {
  return { blind_spot: blindSpot({ account, ...(place !== undefined && { region: place }), types }, cause) };
}
