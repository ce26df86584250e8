import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newTally } from "../../src/inventory/intake.ts";
import type { ResourceDocument, SnapshotEntry } from "../../src/model/resource.ts";
import { ACCOUNT, blindSpots, entriesOf, resources } from "./entries-of.ts";

const HEADER_LINE = '{"header":{"format":"demarc-snapshot","version":1}}';
const DOCUMENT = { type: "AWS::X", account: ACCOUNT, region: "eu-west-1", id: "i", name: "n", provider: "aws" };

/** In the order in which snapshots are written. */
function lineOf(document: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ resource: document });
}

function signed(lines: readonly string[]): string {
  const text = lines.map((line) => `${line}\n`).join("");
  const counts = { resources: lines.filter((line) => line.startsWith('{"resource"')).length, blind_spots: 0, reads: 0 };
  return `${text}${JSON.stringify({ end: { ...counts, digest: `sha256:${createHash("sha256").update(text).digest("hex")}` } })}\n`;
}

describe("the type filter of a snapshot", () => {
  const wanted = new Set(["AWS::EC2::VPC"]);
  it("passes over lines of other types and counts them", async () => {
    const tally = newTally();
    const [volume, vpc] = ["AWS::EC2::Volume", "AWS::EC2::VPC"].map((type) => lineOf({ ...DOCUMENT, type }));
    const entries = await entriesOf(signed([HEADER_LINE, volume!, vpc!]), { types: wanted, tally });
    expect(resources(entries).map(({ type }) => type)).toEqual(["AWS::EC2::VPC"]);
    expect(tally).toMatchObject({ resources: 2, passed_over: 1 });
    expect(blindSpots(entries)).toEqual([]);
  });

  it("tells what it passed over of an account before the account's end", async () => {
    const end = JSON.stringify({ account_end: { provider: "aws", account: ACCOUNT } });
    const lines = [HEADER_LINE, lineOf(DOCUMENT), end, lineOf({ ...DOCUMENT, account: "444455556666" })];
    const entries = await entriesOf(signed(lines), { types: wanted });
    expect(entries.map((entry) => Object.keys(entry)[0])).toEqual([
      "header",
      "passed_over",
      "account_end",
      "passed_over",
    ]);
  });

  it("says of the lines that it passes over where they lie, as parsing them would", async () => {
    const text = fc.constantFrom("a", "b", "A::B", "ä", "", 'say "a"', 'ends in \\"', "back\\", "\t", '","name":"x');
    const line = fc.record({ type: text, account: text, region: text, id: text, name: text, provider: text });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 30 }), async (documents) => {
        const bytes = signed([HEADER_LINE, ...documents.map((one) => lineOf({ ...one, type: `Not::${one.type}` }))]);
        const passed = await entriesOf(bytes, { types: wanted });
        expect(blindSpots(passed)).toEqual([]);
        expect(placesPassed(passed)).toEqual(placesOf(resources(await entriesOf(bytes))));
      }),
    );
  });

  it("keeps all of the types wanted and nothing else, however types look", async () => {
    const types = ["A::B", "A::C", "BA::B", "A::BB", "ä", "", 'say "a"', 'A::B\\"', "A::B\\", '","account":"A::B'];
    const [type, text] = [fc.constantFrom(...types), fc.constantFrom("a", "A::B", 'ends in \\"')];
    const line = fc.record({ type, account: text, region: text, id: text, name: text, provider: text });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 30 }), fc.subarray(types), async (documents, some) => {
        const [bytes, tally] = [signed([HEADER_LINE, ...documents.map(lineOf)]), newTally()];
        const kept = resources(await entriesOf(bytes, { types: new Set(some), tally }));
        expect(kept).toEqual(documents.filter((one) => some.includes(one.type)));
        expect(tally).toMatchObject({ resources: documents.length, passed_over: documents.length - kept.length });
      }),
    );
  });

  function placesPassed(entries: readonly SnapshotEntry[]): string[] {
    const passed = entries.flatMap((entry) => ("passed_over" in entry ? [entry.passed_over] : []));
    return placesOf(passed.flatMap(({ count, ...place }) => Array.from({ length: count }, () => place)));
  }

  function placesOf(
    documents: readonly Pick<ResourceDocument, "provider" | "account" | "region" | "type">[],
  ): string[] {
    return documents
      .map(({ provider, account, region, type }) => JSON.stringify([provider, account, region, type]))
      .toSorted();
  }

  it.each([
    ["another provider", '"id":"i","name":"n","provider":"q"}}', 1],
    ["no provider", '"id":"i","name":"n"}}', 0],
    ["no name", '"id":"i","provider":"p","kind":"n"}}', 0],
    ["a name that the line ends in", '"id":"i","name":"n', 0],
    ["an id that the line ends in", '"id":"', 0],
  ])("takes nothing for granted of a line that begins like others and has %s", async (_, end, counted) => {
    const head = '{"resource":{"type":"AWS::X","account":"a","region":"r",';
    const whole = `${head}"id":"i","name":"n","provider":"p"}}`;
    const tally = newTally();
    const entries = await entriesOf(signed([HEADER_LINE, whole, whole, head + end, whole]), { types: wanted, tally });
    expect(tally.resources).toBe(3 + counted);
    expect(blindSpots(entries).some(({ reason }) => reason === "not_recognized")).toBe(counted === 0);
    expect(placesPassed(entries).filter((place) => place.includes('"q"'))).toHaveLength(counted);
  });

  it("counts no line that is cut off", async () => {
    const tally = newTally();
    const whole =
      '{"resource":{"type":"AWS::X","account":"a","region":"r","id":"i","name":"n","provider":"p","configuration":{';
    await entriesOf(`${HEADER_LINE}\n${whole}`, { types: wanted, tally });
    expect(tally.resources).toBe(0);
  });

  it.each([
    [
      "a type further back",
      '{"resource":{"account":"a","type":"AWS::EC2::VPC","region":"r","id":"i","name":"n","provider":"p"}}',
      1,
    ],
    [
      "a type with escapes",
      '{"resource":{"type":"AWS::EC2::\\u0056PC","account":"a","region":"r","id":"i","name":"n","provider":"p"}}',
      1,
    ],
    [
      "a nested type",
      '{"resource":{"configuration":{"type":"AWS::EC2::VPC"},"type":"AWS::X","account":"a","region":"r","id":"i","name":"n","provider":"p"}}',
      0,
    ],
    [
      "a type inside a text",
      '{"resource":{"name":"\\"type\\":\\"AWS::EC2::VPC\\"","type":"AWS::X","account":"a","region":"r","id":"i","provider":"p"}}',
      0,
    ],
  ])("is not fooled by %s", async (_, line, expected) => {
    const tally = newTally();
    const entries = await entriesOf(signed([HEADER_LINE, line]), { types: wanted, tally });
    expect(resources(entries)).toHaveLength(expected);
    expect(blindSpots(entries)).toEqual([]);
    expect(tally.resources).toBe(1);
  });
});
