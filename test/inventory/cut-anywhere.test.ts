import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { blindSpots, entriesOf, item, resources, storageAccount } from "./entries-of.ts";

/** Whatever byte a document ends at: what is missing of it is told. */

const json = JSON.stringify;
const pretty = (value: unknown): string => JSON.stringify(value, null, 1);
const small = { tags: {}, relationships: [], configuration: { encrypted: true } };
const volumes = ["v-1", "v-2"].map((resourceId) =>
  item({ ...small, resourceId, ARN: `arn:aws:ec2:r:1:volume/${resourceId}` }),
);
const accounts = ["a", "b"].map((name) =>
  storageAccount({ id: `/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/${name}`, name }),
);
const delivered = { fileVersion: "1.0", configSnapshotId: "u", configurationItems: volumes };
const select = { Results: volumes.map((one) => json(one)), QueryInfo: { SelectFields: [] } };
const graph = { count: 2, data: accounts, skip_token: null, total_records: 2 };

const FORMS: readonly (readonly [string, string])[] = [
  ["a delivered snapshot", json(delivered)],
  ["a reply with lines", pretty(select)],
  ["a reply a line", `${json(select)}\n`],
  ["an item a line", `${json(volumes[0])}\n`],
  ["an item with lines", pretty(volumes[0]).replaceAll("\n", "\r\n")],
  ["a list", json(accounts)],
  ["an answer of Resource Graph", pretty(graph)],
  ["a list with what follows it", json({ value: accounts, nextLink: null })],
  ["an event", json({ invokingEvent: json({ configurationItem: volumes[0] }) })],
];

async function isTold(bytes: Buffer, whole: number): Promise<boolean> {
  const entries = await entriesOf(bytes);
  return blindSpots(entries).length > 0 || resources(entries).length === whole;
}

const CASES: readonly (readonly [string, Buffer])[] = [
  ...FORMS.map(([form, text]) => [form, Buffer.from(text)] as const),
  ["a reply in UTF-16", Buffer.from(`\ufeff${json(select)}`, "utf16le")],
  ["a packed snapshot", gzipSync(json(delivered))],
];

it.each(CASES)("%s, cut off anywhere", async (_, bytes) => {
  const entries = await entriesOf(bytes);
  const whole = resources(entries).length;
  expect([whole > 0, blindSpots(entries)]).toEqual([true, []]);
  const untold: number[] = [];
  for (let length = 0; length < bytes.length; length++)
    if (!(await isTold(bytes.subarray(0, length), whole))) untold.push(length);
  expect(untold).toEqual([]);
});
