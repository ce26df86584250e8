import { ownText } from "../../../inventory/json-text.ts";
import { normalizeAws } from "../../../inventory/normalize-aws.ts";
import type { SnapshotEntry } from "../../../model/resource.ts";
import type { AlwaysWritten } from "./always-written.ts";
import type { ConfigApi } from "./api.ts";
import type { Cause } from "./blind-spot.ts";
import { blindSpot } from "./blind-spot.ts";
import type { Probe } from "./recorder.ts";

/** What is needed to read some types of one region. */
export interface Reading {
  readonly api: ConfigApi;
  readonly account: string;
  /** Where the resources are: the region, or `global`. Undefined if they are in several and each says where. */
  readonly place?: string;
  /** Where a type is read, if `place` is undefined. */
  readonly placesOf?: (type: string) => readonly string[];
  /** The time up to which what is read of a type is known to be current, ISO 8601 UTC; undefined if unknown. */
  readonly confirmedAt: (type: string) => string | undefined;
  readonly always: AlwaysWritten;
  /** The current time, ISO 8601 UTC. */
  readonly now: () => string;
}

export type Entries = readonly SnapshotEntry[];

/** An item as an entry; undefined if it is not an item, or of a type that was not asked for. */
export function entryOf(
  item: unknown,
  call: string,
  types: readonly string[],
  reading: Reading,
): SnapshotEntry | undefined {
  const { account, place, confirmedAt } = reading;
  const confirmed = confirmedAt(ownText(item, "resourceType") ?? "");
  const entry = normalizeAws(item, {
    source: call,
    account,
    ...(place !== undefined && { region: place }),
    ...(confirmed !== undefined && { confirmed_at: confirmed }),
  });
  if (entry === undefined || ("resource" in entry && !types.includes(entry.resource.type))) return undefined;
  return entry;
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * The time up to which items of these recorders are known to be current: now, or a day ago if one of them records the
 * type daily. Undefined if one of them is stale.
 */
export function confirmation(
  recorders: readonly Pick<Probe, "isDaily" | "stale">[],
  now: () => string,
): Reading["confirmedAt"] {
  if (recorders.some(({ stale }) => stale !== undefined)) return () => undefined;
  const dayAgo = (): string => new Date(Date.parse(now()) - DAY).toISOString();
  return (type) => (recorders.some(({ isDaily }) => isDaily(type)) ? dayAgo() : now());
}

/** The entries that say everything of these types has been read. */
export function readEntries(types: readonly string[], call: string, reading: Reading): SnapshotEntry[] {
  const { account, place, placesOf, confirmedAt, now } = reading;
  return types.flatMap((type) => {
    const at = confirmedAt(type) ?? now();
    const places = place === undefined ? (placesOf?.(type) ?? []) : [place];
    return places.map((region) => ({ read: { provider: "aws", account, region, type, call, at } }));
  });
}

/** The message if some of the resources are missing. */
export function notAll(things: string, { place, account }: Reading): string {
  return `not all ${things} in ${place ?? account} were read`;
}

export function blindEntry(
  types: readonly string[],
  cause: Cause,
  { account, place }: Pick<Reading, "account" | "place">,
): SnapshotEntry {
  return { blind_spot: blindSpot({ account, ...(place !== undefined && { region: place }), types }, cause) };
}
