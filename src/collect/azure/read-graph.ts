import { canonicalType, parseAzureId } from "../../inventory/azure-id.ts";
import { ownText } from "../../inventory/json-text.ts";
import type { SnapshotEntry } from "../../model/resource.ts";
import { inOrder } from "../in-order.ts";
import { foreign } from "./api.ts";
import { because, blindEntry } from "./blind-spot.ts";
import { GRAPH_CALL, graphPages, graphQuery, isListed } from "./graph.ts";
import { AT_ONCE, readEntries } from "./reading.ts";
import type { Entries, Reading } from "./reading.ts";
import { resourceEntries } from "./resource.ts";

/** How many resources are handed on together. */
const BATCH = 50;

/** What one query asks of Resource Graph. */
export interface GraphTask {
  readonly table: string;
  readonly types: readonly string[];
  /** Called with the id, in lower case, of each resource that came. */
  readonly onRow?: (id: string) => void;
}

/**
 * Reads all resources of some types in a subscription, with whatever else the rules need. The entries that say a type
 * was read come last, and only if every page came.
 */
export async function* readGraph({ table, types, onRow }: GraphTask, reading: Reading): AsyncGenerator<Entries> {
  const { api, filter, place } = reading;
  const { id } = place.subscription;
  const found = new Set<string>();
  let strange = 0;
  for await (const page of graphPages(api, [id], graphQuery(table, types, filter.resourceGroups))) {
    if ("failure" in page)
      return yield [blindEntry(types, id, because("not all resources of these types were read", page.failure))];
    for (const row of page.elements) onRow?.(ownText(row, "id")?.toLowerCase() ?? "");
    const rows = page.elements
      .map((row) => ({ row, type: canonicalType(ownText(row, "type") ?? "") }))
      .filter(({ row, type }) => types.includes(type) && parseAzureId(ownText(row, "id") ?? "") !== undefined);
    strange += page.elements.length - rows.length;
    for (const { type } of rows) found.add(type);
    yield* inBatches(inOrder(rows, AT_ONCE, ({ row, type }) => resourceEntries(row, type, "resource-graph", reading)));
  }
  if (strange > 0) {
    const failure = foreign(GRAPH_CALL, `${strange} rows do not say which resource they tell of`);
    return yield [blindEntry(types, id, because("not all resources of these types were read", failure))];
  }
  const listed = types.filter(isListed);
  yield listed.flatMap((type) => readEntries(type, GRAPH_CALL, reading));
  yield unknownTypes(
    types.filter((type) => !found.has(type)),
    reading,
  );
}

async function* inBatches(resources: AsyncIterable<Entries>): AsyncGenerator<Entries> {
  let batch: SnapshotEntry[] = [];
  for await (const entries of resources) {
    batch.push(...entries);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** The blind spot for types without rows that Resource Graph does not list, or that no field list has a call for. */
function unknownTypes(missing: readonly string[], { needs, place }: Reading): Entries {
  const types = missing.filter((type) => needs.get(type)?.call === undefined || !isListed(type));
  if (types.length === 0) return [];
  const message = "Resource Graph shows none, and it is not known to list them";
  return [blindEntry(types, place.subscription.id, { reason: "not_collected", call: GRAPH_CALL, message })];
}
