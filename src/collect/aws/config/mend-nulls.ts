import type { ResourceDocument, SnapshotEntry, Unread } from "../../../model/resource.ts";
import { lacks } from "./always-written.ts";
import type { Failure } from "./api.ts";
import { itemsOf } from "./fallback.ts";
import type { ItemName } from "./fallback.ts";
import type { Entries, Reading } from "./reading.ts";

/**
 * Restores the nulls that queries drop. A query leaves out every key that is null, which then looks the same as one
 * that was not read. Items that lack an always-written key the rules need are asked for again, by the call that writes
 * nulls.
 */
export async function mendNulls(entries: Entries, reading: Reading): Promise<Entries> {
  const lacking = entries.flatMap(resourceIn).filter((resource) => lackingIn(resource, reading).length > 0);
  if (lacking.length === 0) return entries;
  const whole = new Map((await askAgain(lacking, reading)).map((resource) => [nameOf(resource), resource]));
  return entries.map((entry) =>
    "resource" in entry ? { resource: whole.get(nameOf(entry.resource)) ?? entry.resource } : entry,
  );
}

function lackingIn(resource: ResourceDocument, { always }: Reading): string[] {
  return (always.get(resource.type) ?? []).filter((path) => lacks(resource, path));
}

async function askAgain(resources: readonly ResourceDocument[], reading: Reading): Promise<ResourceDocument[]> {
  const names = resources.map((resource) => itemName(resource, reading));
  const { entries, failure } = await itemsOf(names, reading);
  const items = new Map(entries.flatMap(resourceIn).map((item) => [nameOf(item), item]));
  return resources.map((resource) => {
    const item = items.get(nameOf(resource));
    if (item === undefined) return failure === undefined ? resource : withUnread(resource, failure, reading);
    const { configuration, supplementaryConfiguration } = item;
    return { ...resource, configuration, supplementaryConfiguration };
  });
}

function itemName({ type, resourceId, region }: ResourceDocument, { place }: Reading): ItemName {
  return { resourceType: type, resourceId: String(resourceId), ...(place === undefined && { region }) };
}

/** Includes the type, since resources of two types may share an ARN. */
function nameOf({ type, id }: ResourceDocument): string {
  return `${type} ${id}`;
}

function resourceIn(entry: SnapshotEntry): ResourceDocument[] {
  return "resource" in entry ? [entry.resource] : [];
}

/** Marks as unread what the query left out and the second call refused. */
function withUnread(resource: ResourceDocument, failure: Failure, reading: Reading): ResourceDocument {
  const { help: _, ...cause } = failure;
  const unread = lackingIn(resource, reading).map((path): Unread => ({ path, ...cause }));
  return { ...resource, unread: [...(resource.unread ?? []), ...unread] };
}
