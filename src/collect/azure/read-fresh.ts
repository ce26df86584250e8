import { canonicalType, parseAzureId } from "../../inventory/azure-id.ts";
import { ownText } from "../../inventory/json-text.ts";
import { inOrder } from "../in-order.ts";
import { foreign } from "./api.ts";
import { because, blindEntry } from "./blind-spot.ts";
import { addressOf, callName, OWN_CALLS } from "./own-calls.ts";
import { pagesOf } from "./pages.ts";
import { AT_ONCE } from "./reading.ts";
import type { Entries, Reading } from "./reading.ts";
import { resourceEntries } from "./resource.ts";

/**
 * Reads resources that ARM lists and Resource Graph does not know yet. `known`: the ids, in lower case, that came from
 * Resource Graph.
 */
export async function* readFresh(
  types: readonly string[],
  known: ReadonlySet<string>,
  reading: Reading,
): AsyncGenerator<Entries> {
  const { id: account } = reading.place.subscription;
  const request = {
    address: addressOf(OWN_CALLS.resources, { subscription: account }),
    call: callName(OWN_CALLS.resources),
  };
  const what = "whether there are newer resources was not read";
  let strange = 0;
  for await (const page of pagesOf(reading.api, request)) {
    if ("failure" in page) return yield [blindEntry(types, account, because(what, page.failure))];
    const named = page.elements.filter(
      (row) => ownText(row, "type") !== undefined && parseAzureId(ownText(row, "id") ?? "") !== undefined,
    );
    strange += page.elements.length - named.length;
    const rows = named
      .map((row) => ({ row, type: canonicalType(ownText(row, "type")!) }))
      .filter(({ row, type }) => types.includes(type) && !known.has(ownText(row, "id")?.toLowerCase() ?? ""))
      .filter(({ row }) => isInGroups(ownText(row, "id") ?? "", reading.filter.resourceGroups));
    const read = inOrder(rows, AT_ONCE, ({ row, type }) => resourceEntries(row, type, "arm", reading));
    for await (const entries of read) yield entries;
  }
  if (strange === 0) return;
  const failure = foreign(request.call, `${strange} resources do not say which they are`);
  yield [blindEntry(types, account, because(what, failure))];
}

function isInGroups(id: string, groups: readonly string[]): boolean {
  const group = /\/resourcegroups\/([^/]+)/.exec(id.toLowerCase())?.[1];
  return groups.length === 0 || groups.some((name) => name.toLowerCase() === group);
}
