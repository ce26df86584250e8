import { canonicalType } from "../../inventory/azure-id.ts";
import { ownText } from "../../inventory/json-text.ts";
import type { SnapshotEntry } from "../../model/resource.ts";
import { inOrder } from "../in-order.ts";
import type { Failure } from "./api.ts";
import { because, blindEntry } from "./blind-spot.ts";
import { GRAPH_CALL, graphPages, graphQuery, isListed } from "./graph.ts";
import { AT_ONCE, readEntries } from "./reading.ts";
import type { Entries, Reading } from "./reading.ts";
import { resourceEntries } from "./resource.ts";

/** Resources that are handed on together. */
const BATCH = 50;

/** What is asked of Resource Graph at once. */
export interface GraphTask {
  readonly table: string;
  readonly types: readonly string[];
  /** Ids. */
  readonly subscriptions: readonly string[];
  /** Is told the id, in lower case, of each resource that came. */
  readonly onRow?: (id: string) => void;
}

/**
 * All resources of some types in some subscriptions, with what the rules need beside them. That a type was read is
 * said last. Where one subscription makes Azure refuse the query for all, each is asked alone.
 */
export async function* readGraph(task: GraphTask, reading: Reading): AsyncGenerator<Entries> {
  const { table, types, subscriptions } = task;
  const found = new Set<string>();
  for await (const page of graphPages(
    reading.api,
    subscriptions,
    graphQuery(table, types, reading.filter.resourceGroups),
  )) {
    if ("failure" in page) {
      if (isRefusal(page.failure) && subscriptions.length > 1) yield* eachAlone(task, reading);
      else yield blindEntries(task, page.failure);
      return;
    }
    for (const row of page.elements) task.onRow?.(ownText(row, "id")?.toLowerCase() ?? "");
    let batch: SnapshotEntry[] = [];
    const wanted = page.elements.map((row) => ({ row, type: canonicalType(ownText(row, "type") ?? "") }));
    for await (const entries of inOrder(
      wanted.filter(({ type }) => types.includes(type)),
      AT_ONCE,
      async ({ row, type }) => {
        found.add(type);
        return resourceEntries(row, type, "resource-graph", reading);
      },
    )) {
      batch.push(...entries);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }
  const listed = types.filter(isListed);
  yield subscriptions.flatMap((id) => listed.flatMap((type) => readEntries(type, id, GRAPH_CALL, reading)));
  yield unknownTypes(
    types.filter((type) => !found.has(type)),
    reading,
  );
}

async function* eachAlone(task: GraphTask, reading: Reading): AsyncGenerator<Entries> {
  for (const id of task.subscriptions) yield* readGraph({ ...task, subscriptions: [id] }, reading);
}

function isRefusal({ reason, status }: Failure): boolean {
  return reason === "access_denied" || status === 400;
}

function blindEntries({ types, subscriptions }: GraphTask, failure: Failure): Entries {
  return subscriptions.map((id) =>
    blindEntry(types, id, because("not all resources of these types were read", failure)),
  );
}

/** Nobody knows whether Resource Graph lists a type that no field list names; some are known not to be in it. */
function unknownTypes(missing: readonly string[], { needs }: Reading): Entries {
  const types = missing.filter((type) => needs.get(type)?.call === undefined || !isListed(type));
  if (types.length === 0) return [];
  const message = "Resource Graph shows none, and it is not known to list them";
  return [blindEntry(types, undefined, { reason: "not_collected", call: GRAPH_CALL, message })];
}
