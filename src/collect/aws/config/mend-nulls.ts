import type { ResourceDocument, SnapshotEntry, Unread } from "../../../model/resource.ts";
import { lacks } from "./always-written.ts";
import type { Failure } from "./api.ts";
import { itemsOf } from "./fallback.ts";
import type { ItemName } from "./fallback.ts";
import type { Entries, Reading } from "./reading.ts";

/**
 * A query leaves out every key that is null, so that nobody can tell it from one that was not read. Items in which
 * the rules miss a key that is always written are asked for once more, by the call that writes nulls.
 */
export async function mendNulls(entries: Entries, reading: Reading): Promise<Entries> {
  const lacking = new Map<string, ResourceDocument[]>();
  for (const entry of entries) {
    if (!("resource" in entry) || lackingIn(entry.resource, reading).length === 0) continue;
    const { resource } = entry;
    lacking.set(resource.type, [...(lacking.get(resource.type) ?? []), resource]);
  }
  if (lacking.size === 0) return entries;
  const mended = await Promise.all([...lacking].map(([type, resources]) => askAgain(type, resources, reading)));
  const whole = new Map(mended.flat().map((resource) => [resource.id, resource]));
  return entries.map((entry) =>
    "resource" in entry ? { resource: whole.get(entry.resource.id) ?? entry.resource } : entry,
  );
}

function lackingIn(resource: ResourceDocument, { always }: Reading): string[] {
  return (always.get(resource.type) ?? []).filter((path) => lacks(resource, path));
}

async function askAgain(
  type: string,
  resources: readonly ResourceDocument[],
  reading: Reading,
): Promise<ResourceDocument[]> {
  const { entries, failure } = await itemsOf(
    type,
    resources.map((resource) => itemName(resource, reading)),
    reading,
  );
  const items = new Map(entries.flatMap((entry) => resourceIn(entry).map((item) => [item.id, item])));
  return resources.map((resource) => {
    const item = items.get(resource.id);
    if (item === undefined) return failure === undefined ? resource : withUnread(resource, failure, reading);
    const { configuration, supplementaryConfiguration } = item;
    return { ...resource, configuration, supplementaryConfiguration };
  });
}

function itemName({ resourceId, region }: ResourceDocument, { place }: Reading): ItemName {
  return { resourceId: String(resourceId), ...(place === undefined && { region }) };
}

function resourceIn(entry: SnapshotEntry): ResourceDocument[] {
  return "resource" in entry ? [entry.resource] : [];
}

/** What a query left out and a second call refused was not read. */
function withUnread(resource: ResourceDocument, failure: Failure, reading: Reading): ResourceDocument {
  const { help: _, ...cause } = failure;
  const unread = lackingIn(resource, reading).map((path): Unread => ({ path, ...cause }));
  return { ...resource, unread: [...(resource.unread ?? []), ...unread] };
}
