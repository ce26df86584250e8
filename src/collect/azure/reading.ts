import type { SnapshotEntry } from "../../model/resource.ts";
import type { ArmApi } from "./api.ts";
import type { Groups } from "./groups.ts";
import { isPartial } from "./options.ts";
import type { AzureFilter, NeededType } from "./options.ts";
import type { Subscription } from "./scope.ts";
import type { Sight } from "./sight.ts";
import type { VersionGaps } from "./versions.ts";

/** What all parts of reading one subscription share. */
export interface Reading {
  readonly api: ArmApi;
  readonly needs: ReadonlyMap<string, NeededType>;
  /** Calls that this cloud answers in a version other than the one wanted. */
  readonly gaps: VersionGaps;
  readonly filter: AzureFilter;
  readonly fresh: boolean;
  /** The current time, ISO 8601 UTC. */
  readonly now: () => string;
  readonly place: Place;
}

/** One subscription, and what is known about it before anything in it is read. */
export interface Place {
  readonly subscription: Subscription;
  readonly groups: Groups;
  readonly sight: Sight;
}

export type Entries = readonly SnapshotEntry[];

/** How many resources are read at once; the pace sets the rate, this only hides the round trips. */
export const AT_ONCE = 32;

/** The entry that says everything of the type in the subscription has been read; none if that is not known. */
export function readEntries(type: string, call: string, reading: Reading): SnapshotEntry[] {
  const { place, needs, now } = reading;
  const isWhole = place.sight.sees(type) && needs.get(type)?.call !== undefined;
  if (!isWhole || isPartial(reading.filter)) return [];
  const account = place.subscription.id;
  return [{ read: { provider: "azure", account, region: "*", type, call, at: now() } }];
}
