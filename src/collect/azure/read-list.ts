import { normalizeAzure } from "../../inventory/normalize-azure.ts";
import type { SnapshotEntry } from "../../model/resource.ts";
import { foreign } from "./api.ts";
import { because, blindEntry } from "./blind-spot.ts";
import { unknownByVersion } from "./older-version.ts";
import { addressOf, callName } from "./own-calls.ts";
import { pagesOf } from "./pages.ts";
import { readEntries } from "./reading.ts";
import type { Entries, Reading } from "./reading.ts";

/** Reads all resources of a type that ARM lists for a subscription, such as role assignments or Defender plans. */
export async function* readList(type: string, call: string, reading: Reading): AsyncGenerator<Entries> {
  const { id: account } = reading.place.subscription;
  const name = callName(call);
  const what = `not all ${type} were read`;
  let strange = 0;
  for await (const page of pagesOf(reading.api, { address: addressOf(call, { subscription: account }), call: name })) {
    if ("failure" in page) return yield [blindEntry([type], account, because(what, page.failure))];
    const context = { source: name, account, confirmed_at: reading.now() };
    const need = reading.needs.get(type)!;
    const entries = page.elements.map((element) =>
      normalizeAzure(element, { ...context, unread: unknownByVersion(element, need, reading.gaps, true) }),
    );
    const known = entries.filter((entry): entry is SnapshotEntry => isOfType(entry, type));
    strange += entries.length - known.length;
    yield known;
  }
  if (strange === 0) return yield readEntries(type, name, reading);
  yield [blindEntry([type], account, because(what, foreign(name, `${strange} elements are of another type`)))];
}

function isOfType(entry: SnapshotEntry | undefined, type: string): boolean {
  return entry !== undefined && "resource" in entry && entry.resource.type === type;
}
