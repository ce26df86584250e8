import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";
import { ACCOUNT, blindSpots, entriesOf, fromInputs, item, storageAccount, SUBSCRIPTION } from "./entries-of.ts";

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

  it("are ended by an empty page of their own file, and of no other", async () => {
    const folder = temporaryFolder("pages");
    const write = (name: string, ...replies: readonly unknown[]): string => {
      writeFileSync(join(folder, name), replies.map((reply) => json(reply)).join("\n"));
      return join(folder, name);
    };
    const told = async (...files: readonly string[]): Promise<number> => blindSpots(await fromInputs(files)).length;
    const [first, empty] = [{ value: [disk], nextLink: ARM }, { value: [] }];
    expect(await told(write("whole.json", first, empty))).toBe(0);
    expect(await told(write("first.json", first), write("empty.json", empty))).toBe(1);
  });

  it("are told of once, however many there are", async () => {
    expect(await messages({ value: [storageAccount()], nextLink: ARM }, { value: [disk], nextLink: ARM })).toEqual([
      "2 saved pages name a further page of arm, and no last page of the same listing is here",
    ]);
  });

  const volume = (resourceId: string): string => json(item({ resourceId }));
  const instance = (resourceId: string): string => json(item({ resourceId, resourceType: "AWS::EC2::Instance" }));

  it("of a query for one type are not ended by the last page of a query for another", async () => {
    const volumes = { Results: [volume("v1"), volume("v2")], NextToken: "t" };
    const instances = [{ Results: [instance("i1")], NextToken: "t" }, { Results: [instance("i2")] }];
    expect(await messages(...instances, volumes)).toEqual(missing("config:SelectResourceConfig"));
    expect(await messages(...instances, volumes, { Results: [volume("v3")] })).toEqual([]);
  });

  it("of a query for all types may end with another type", async () => {
    const mixed = { Results: [volume("v1"), instance("i1")], NextToken: "t" };
    const volumes = { Results: [volume("v2")], NextToken: "u" };
    const last = { Results: [json(item({ resourceId: "eni-1", resourceType: "AWS::EC2::NetworkInterface" }))] };
    expect(await messages(mixed, volumes, last)).toEqual([]);
  });

  it("of a query are not ended by the last page of one that chose other fields", async () => {
    const chosen = (...names: readonly string[]): object => ({
      QueryInfo: { SelectFields: names.map((Name) => ({ Name })) },
    });
    const first = { Results: [volume("v1")], NextToken: "t", ...chosen("resourceId", "configuration") };
    const last = { Results: [volume("v2")] };
    expect(await messages(first, { ...last, ...chosen("resourceId", "tags") })).toEqual(
      missing("config:SelectResourceConfig"),
    );
    expect(await messages(first, { ...last, ...chosen("resourceId", "configuration") })).toEqual([]);
  });

  const group = (name: string): string => `/subscriptions/${SUBSCRIPTION}/resourceGroups/${name}`;
  const accountOf = (name: string): object =>
    storageAccount({ id: `${group(name)}/providers/Microsoft.Storage/storageAccounts/a` });

  it("of one group are not ended by the list of another group", async () => {
    const nextLink = `https://management.azure.com${group("Books")}/providers/Microsoft.Storage/storageAccounts?api-version=2023-01-01&$skiptoken=t`;
    const first = { value: [accountOf("Books")], nextLink };
    expect(await messages(first, { value: [accountOf("Other")] })).toEqual(missing("arm"));
    expect(await messages(first, { value: [accountOf("books")] })).toEqual([]);
  });

  it("may be linked by an address that says nothing of what they list", async () => {
    const nextLink = `https://management.azure.com${group("elsewhere")}/resources?$skiptoken=t`;
    expect(await messages({ value: [accountOf("Books")], nextLink }, { value: [accountOf("Other")] })).toEqual([]);
  });
});

describe("answers of Resource Graph", () => {
  const STORAGE = "Microsoft.Storage/storageAccounts";
  const DISK = "Microsoft.Compute/disks";
  const row = (type: string, name: string): object =>
    storageAccount({ id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/books/providers/${type}/${name}`, name, type });
  const rows = (type: string, from: number, to: number): object[] =>
    Array.from({ length: to - from }, (_, at) => row(type, `n${from + at}`));
  const answer = (data: readonly object[], total_records: number, skip_token: string | null): object => ({
    count: data.length,
    data,
    skip_token,
    total_records,
  });
  const holds = (here: number, all: number): string[] => [
    `the saved answers to a query hold ${here} of the ${all} records that it found`,
  ];
  const notAll = (here: number, all: number): string[] => [
    `saved answers to queries that found ${all} records each hold ${here} in all: pages of one of them are missing`,
  ];

  it("are not ended by the last page of another query", async () => {
    expect(await messages(answer(rows(DISK, 0, 4), 9, "t"), answer(rows(DISK, 20, 23), 3, null))).toEqual(holds(4, 9));
  });

  it("that hold less than was found are not whole, also where they name no further page", async () => {
    expect(await messages(answer(rows(DISK, 0, 4), 9, null))).toEqual(holds(4, 9));
    const { skip_token: _, ...said } = answer(rows(DISK, 0, 4), 9, null) as Record<string, unknown>;
    expect(await messages({ ...said, resultTruncated: "true" })).toEqual(holds(4, 9));
  });

  it("that hold less than they say are not whole", async () => {
    expect(await messages({ ...answer(rows(DISK, 0, 2), 9, null), count: 9 })).toEqual(holds(2, 9));
  });

  it("are whole where all that was found is there, and the last page", async () => {
    const [first, last] = [answer(rows(DISK, 0, 4), 6, "t"), answer(rows(DISK, 4, 6), 6, null)];
    expect(await messages(first, last)).toEqual([]);
    expect(await messages(first, answer(rows(DISK, 4, 6), 6, "u"))).toEqual(notAll(6, 6));
  });

  it("are one page where one was saved twice", async () => {
    const [first, last] = [answer(rows(DISK, 0, 4), 6, "t"), answer(rows(DISK, 4, 6), 6, null)];
    expect(await messages(first, first, last)).toEqual([]);
    expect(await messages(answer(rows(DISK, 0, 2), 6, "t"), answer(rows(DISK, 0, 2), 6, "t"), last)).toEqual(
      holds(4, 6),
    );
  });

  it("to two queries that found the same number are held apart by their number", async () => {
    const all = [answer([...rows(DISK, 0, 2), ...rows(STORAGE, 0, 2)], 6, "t"), answer(rows(DISK, 4, 6), 6, null)];
    const other = [answer([...rows(DISK, 10, 13), row(STORAGE, "z")], 6, "t"), answer(rows(DISK, 14, 16), 6, null)];
    expect(await messages(...all, other[0])).toEqual(notAll(10, 6));
    expect(await messages(...all, other[1])).toEqual(notAll(8, 6));
    expect(await messages(...all, ...other)).toEqual([]);
  });

  it("to queries for one type each are held apart by the type", async () => {
    const first = answer(rows(DISK, 0, 4), 6, "t");
    const last = answer(rows(STORAGE, 4, 6), 6, null);
    expect(await messages(first, last)).toEqual([...holds(4, 6), ...holds(2, 6)]);
    expect(await messages(first, last, answer(rows(DISK, 4, 6), 6, null))).toEqual(holds(2, 6));
  });

  it("are not whole where a record stands on two pages", async () => {
    expect(await messages(answer(rows(DISK, 0, 4), 6, "t"), answer(rows(DISK, 3, 5), 6, null))).toEqual([
      "the saved pages of a query that found 6 records repeat 1 of them, so as many others may be missing",
    ]);
  });
});
