import { describe, expect, it } from "vitest";
import type { Page } from "../../src/inventory/pages.ts";
import { createPages } from "../../src/inventory/pages.ts";
import { ACCOUNT, blindSpots, entriesOf, item, storageAccount, SUBSCRIPTION } from "./entries-of.ts";

const json = JSON.stringify;
const ARM = "https://management.azure.com/next";
const messages = async (...replies: readonly unknown[]): Promise<string[]> =>
  blindSpots(await entriesOf(replies.map((reply) => json(reply)).join("\n"))).map(({ message }) => message);

describe("saved pages of a listing", () => {
  const there = item({
    resourceId: "vol-2",
    awsRegion: "us-east-1",
    ARN: `arn:aws:ec2:us-east-1:${ACCOUNT}:volume/vol-2`,
  });
  const disk = storageAccount({
    id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/books/providers/Microsoft.Compute/disks/d`,
    type: "Microsoft.Compute/disks",
  });
  const missing = (call: string): string[] => [
    `a saved page names a further page of ${call}, and no last page of the same listing is here`,
  ];

  it("of one region are not ended by the last page of another", async () => {
    const first = { Results: [json(item())], NextToken: "t" };
    expect(await messages(first, { Results: [json(there)] })).toEqual(missing("config:SelectResourceConfig"));
    expect(await messages(first, { Results: [json(item({ resourceId: "vol-3" }))] })).toEqual([]);
  });

  it("of one type are not ended by the list of another", async () => {
    const first = { value: [storageAccount()], nextLink: ARM };
    expect(await messages(first, { value: [disk] })).toEqual(missing("arm"));
    const last = { value: [storageAccount({ id: `${storageAccount()["id"] as string}2` })] };
    expect(await messages(first, { value: [disk] }, last)).toEqual([]);
  });

  it("are ended by a last page that is reached by way of others", async () => {
    const [first, second] = [{ Results: [json(item())] }, { Results: [json(item({ resourceId: "v" })), json(there)] }];
    const last = { Results: [json({ ...there, resourceId: "vol-4" })] };
    expect(await messages({ ...first, NextToken: "t" }, { ...second, NextToken: "u" }, last)).toEqual([]);
  });

  const page = (changes: Partial<Page>): Page => ({
    call: "arm",
    file: "a",
    more: true,
    places: new Set(["p"]),
    records: undefined,
    ...changes,
  });
  const unfinished = (...all: readonly Page[]): number => {
    const pages = createPages();
    for (const one of all) pages.see(one);
    return pages.unfinished().length;
  };

  it("are ended by an empty page of their own file, and of no other", () => {
    expect(unfinished(page({}), page({ more: false, places: new Set() }))).toBe(0);
    expect(unfinished(page({}), page({ more: false, places: new Set(), file: "b" }))).toBe(1);
  });

  it("are told of once, however many there are", () => {
    expect(unfinished(page({}), page({ places: new Set(["q"]) }))).toBe(1);
  });
});

describe("answers of Resource Graph", () => {
  const answer = (count: number, total_records: number, skip_token: string | null): Record<string, unknown> => ({
    count,
    data: [],
    skip_token,
    total_records,
  });

  it("are not ended by the last page of another query", async () => {
    expect(await messages(answer(100, 500, "t"), answer(3, 3, null))).toEqual([
      "the saved answers to a query hold 100 of the 500 records that it found",
    ]);
  });

  it("that hold less than was found are not whole, also where they name no further page", async () => {
    const message = "the saved answers to a query hold 100 of the 500 records that it found";
    expect(await messages(answer(100, 500, null))).toEqual([message]);
    expect(await messages({ totalRecords: 500, count: 100, data: [], resultTruncated: "true" })).toEqual([message]);
  });

  it("are whole where all that was found is there, and the last page", async () => {
    expect(await messages(answer(100, 150, "t"), answer(50, 150, null))).toEqual([]);
    expect(await messages(answer(100, 150, "t"), answer(100, 150, "t"))).toHaveLength(1);
  });
});
