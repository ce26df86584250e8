import { ownText } from "../../../inventory/json-text.ts";
import { normalizeAws } from "../../../inventory/normalize-aws.ts";
import type { SnapshotEntry } from "../../../model/resource.ts";
import type { AlwaysWritten } from "./always-written.ts";
import type { ConfigApi } from "./api.ts";
import type { Cause } from "./blind-spot.ts";
import { blindSpot } from "./blind-spot.ts";
import type { Probe } from "./recorder.ts";

/** What reading some types of one region needs to know. */
export interface Reading {
  readonly api: ConfigApi;
  readonly account: string;
  /** Where the things are: the region, or `global`. Missing: in several, and each says in which. */
  readonly place?: string;
  /** Where a type is read, where `place` is missing. */
  readonly placesOf?: (type: string) => readonly string[];
  /** Until when what is read of a type tells how things are, ISO 8601 UTC; undefined where nobody knows. */
  readonly confirmedAt: (type: string) => string | undefined;
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
 * Until when items of these recorders tell how things are: until now, and where one looks once a day until a day ago. Where
 * one fails nobody knows.
 */
export function confirmation(
  recorders: readonly Pick<Probe, "isDaily" | "stale">[],
  now: () => string,
): Reading["confirmedAt"] {
  if (recorders.some(({ stale }) => stale !== undefined)) return () => undefined;
  const dayAgo = (): string => new Date(Date.parse(now()) - DAY).toISOString();
  return (type) => (recorders.some(({ isDaily }) => isDaily(type)) ? dayAgo() : now());
}

/** Says that all there is of the types has come. */
export function readEntries(types: readonly string[], call: string, reading: Reading): SnapshotEntry[] {
  const { account, place, placesOf, confirmedAt, now } = reading;
  return types.flatMap((type) => {
    const at = confirmedAt(type) ?? now();
    const places = place === undefined ? (placesOf?.(type) ?? []) : [place];
    return places.map((region) => ({ read: { provider: "aws", account, region, type, call, at } }));
  });
}

/** What is said where some of the things did not come. */
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
