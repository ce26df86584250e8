import type { ConfigItem } from "../config-item.ts";
import type { Place } from "../estate.ts";
import { faultNamed } from "../faults.ts";
import { baseItem } from "./base-item.ts";
import type { ConfigRequest } from "./operation.ts";
import { listOf, noRecorder, textOf } from "./validation.ts";

const MOST_KEYS = 100;

/** Deleted resources, and keys of nothing that is there, are left out without a word. */
export function batchGetResourceConfig({ place, input, faults }: ConfigRequest): unknown {
  const keys = listOf(input, "resourceKeys", MOST_KEYS, 1) as Readonly<Record<string, unknown>>[];
  if (place.recorder.state === "absent") throw noRecorder();
  const count = faultNamed(faults, "unprocessed_keys")?.count ?? 0;
  const processed = keys.slice(0, Math.max(0, keys.length - count));
  const items = processed.flatMap((key) => itemOf(place, textOf(key, "resourceType"), textOf(key, "resourceId")) ?? []);
  return {
    baseConfigurationItems: items
      .filter(({ configurationItemStatus }) => !configurationItemStatus.startsWith("ResourceDeleted"))
      .map(baseItem),
    unprocessedResourceKeys: keys.slice(processed.length),
  };
}

const indexes = new WeakMap<Place, Map<string, ConfigItem>>();

/** By type and id: a name is not an id. */
export function itemOf(place: Place, type: string, id: string): ConfigItem | undefined {
  const index = indexes.get(place) ?? indexOf(place);
  indexes.set(place, index);
  return index.get(`${type} ${id}`);
}

function indexOf({ recorded, discovered }: Place): Map<string, ConfigItem> {
  return new Map([...recorded, ...discovered].map((item) => [`${item.resourceType} ${item.resourceId}`, item]));
}
