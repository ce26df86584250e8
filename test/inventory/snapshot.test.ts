import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSnapshot } from "../../src/inventory/snapshot-write.ts";
import type { ResourceDocument, SnapshotEntry } from "../../src/model/resource.ts";
import { ACCOUNT, OTHER_ACCOUNT, blindSpots, entriesOf, fromInputs, resources } from "./entries-of.ts";

const HEADER = {
  made: "2026-11-21T09:00:00.000Z",
  scope: { name: "organization o-abc123", expected: [{ provider: "aws", account: ACCOUNT }] },
};

function resource(number: number, changes: Readonly<Record<string, unknown>> = {}): ResourceDocument {
  const id = `arn:aws:ec2:eu-west-1:${ACCOUNT}:volume/vol-${number}`;
  const base = {
    provider: "aws",
    name: `vol-${number}`,
    id,
    region: "eu-west-1",
    account: ACCOUNT,
    type: "AWS::EC2::Volume",
  };
  return {
    ...base,
    tags: { a: "ä" },
    unread: [{ path: "tags", reason: "not_collected" }],
    configuration: { type: "nested", "\u2028": "\ud800" },
    ...changes,
  };
}

const ENTRIES: readonly SnapshotEntry[] = [
  { resource: resource(1) },
  { resource: resource(2, { type: "AWS::EC2::VPC", tags: null }) },
  {
    read: {
      provider: "aws",
      account: ACCOUNT,
      region: "*",
      type: "AWS::EC2::Volume",
      call: "x",
      at: "2026-11-21T09:00:00.000Z",
    },
  },
  { blind_spot: { provider: "aws", types: ["*"], reason: "access_denied", message: "no" } },
  { account_end: { provider: "aws", account: ACCOUNT } },
  { skipped: { reason: "deleted", count: 3 } },
];

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "demarc-snapshot-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(entries: readonly SnapshotEntry[], name: string, header: object = HEADER): Promise<Buffer> {
  const path = join(folder, name);
  const sink = await openSnapshot(path, header, "1.2.3", `${path}.partial`);
  for (const entry of entries) await sink.write(entry);
  await sink.close();
  return readFile(path);
}

const HEADER_LINE = '{"header":{"format":"demarc-snapshot","version":1}}';

describe("a snapshot", () => {
  it.each(["plain.ndjson", "packed.ndjson.gz"])("comes back as it was written: %s", async (name) => {
    const bytes = await written(ENTRIES, name);
    expect(bytes[0] === 0x1f).toBe(name.endsWith(".gz"));
    expect(await fromInputs([name], { cwd: folder })).toEqual([{ header: HEADER }, ...ENTRIES]);
  });

  it("has the type first in each line, whatever the order it came in", async () => {
    const lines = (await written(ENTRIES, "order.ndjson")).toString().split("\n");
    expect(lines[0]).toBe(
      `{"header":{"format":"demarc-snapshot","version":1,"made":"${HEADER.made}","scope":${JSON.stringify(HEADER.scope)},"tool":{"name":"demarc","version":"1.2.3"}}}`,
    );
    expect(lines[1]).toMatch(
      /^\{"resource":\{"type":"AWS::EC2::Volume","account":"111122223333","region":"eu-west-1","id":"[^"]*","name":"vol-1","provider":"aws",/,
    );
    expect(lines.at(-2)).toMatch(
      /^\{"end":\{"resources":2,"blind_spots":1,"reads":1,"digest":"sha256:[0-9a-f]{64}"\}\}$/,
    );
  });

  it("has the same bytes each time", async () => {
    expect(await written(ENTRIES, "a.ndjson.gz")).toEqual(await written(ENTRIES, "b.ndjson.gz"));
  });

  it("stands under its name only when it is whole", async () => {
    const sink = await openSnapshot(join(folder, "later.ndjson"), {}, "1", join(folder, "later.partial"));
    await sink.write(ENTRIES[0]!);
    expect(await readdir(folder)).not.toContain("later.ndjson");
    await sink.abort();
    expect((await readdir(folder)).filter((name) => name.startsWith("later"))).toEqual([]);
  });

  it("does not hang where the disk refuses", async () => {
    const path = join(folder, "no", "such", "folder.ndjson");
    await expect(openSnapshot(path, {}, "1", `${path}.partial`)).rejects.toThrow("ENOENT");
  });

  it("survives many entries and more text than one batch", async () => {
    const many = Array.from({ length: 3000 }, (_, number) => ({
      resource: resource(number, { text: "x".repeat(500) }),
    }));
    const bytes = await written(many, "many.ndjson.gz");
    expect(gunzipSync(bytes).length).toBeGreaterThan(1_500_000);
    const entries = await fromInputs(["many.ndjson.gz"], { cwd: folder });
    expect(resources(entries)).toHaveLength(3000);
    expect(blindSpots(entries)).toEqual([]);
  });

  it("keeps the document of a resource whose keys are hostile", async () => {
    const hostile = JSON.parse('{"__proto__":{"polluted":1},"constructor":2,"toString":3}') as Record<string, unknown>;
    const entry = { resource: resource(1, { configuration: hostile, ...hostile }) };
    await written([entry], "hostile.ndjson");
    const [found] = resources(await fromInputs(["hostile.ndjson"], { cwd: folder }));
    expect(JSON.stringify(found?.["configuration"])).toBe(JSON.stringify(hostile));
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("says nothing of the end of an account that another file may hold more of", async () => {
    await written(ENTRIES, "one.ndjson");
    await written([], "two.ndjson");
    const entries = await fromInputs(["one.ndjson", "two.ndjson"], { cwd: folder });
    expect(entries.filter((entry) => "account_end" in entry)).toEqual([]);
    expect(resources(entries)).toHaveLength(2);
  });

  it("says of the end of an account that only the last file holds anything of", async () => {
    const ends = async (first: readonly SnapshotEntry[], last: readonly SnapshotEntry[]): Promise<number> => {
      await written(first, "one.ndjson");
      await written(last, "two.ndjson");
      const entries = await fromInputs(["one.ndjson", "two.ndjson"], { cwd: folder });
      return entries.filter((entry) => "account_end" in entry).length;
    };
    expect(await ends([], ENTRIES)).toBe(1);
    expect(await ends([{ resource: resource(1, { account: "999999999999" }) }], ENTRIES)).toBe(1);
    expect(await ends([{ resource: resource(9) }], ENTRIES)).toBe(0);
    expect(await ends(ENTRIES, [])).toBe(0);
  });

  it.each([
    ["the header of another that is cut off", HEADER_LINE.slice(0, 30)],
    ["what is nothing", "\0".repeat(9)],
  ])("is not all of the file where %s stands behind its end", async (_, behind) => {
    const bytes = await written(ENTRIES, "one.ndjson");
    const found = blindSpots(await entriesOf([bytes, behind]));
    expect(found.map(({ message }) => message)).toContain("the file ends within this line");
    expect(blindSpots(await entriesOf([bytes, "\n \n"]))).toHaveLength(1);
  });

  it("may stand behind another", async () => {
    const bytes = await written(ENTRIES, "one.ndjson");
    const other = await written([{ resource: resource(1, { account: OTHER_ACCOUNT }) }], "two.ndjson", {
      scope: { name: "another", expected: [{ provider: "aws", account: OTHER_ACCOUNT }] },
    });
    const both = await entriesOf(Buffer.concat([bytes, other]));
    expect(both.filter((entry) => "header" in entry)).toHaveLength(2);
    expect(resources(both)).toHaveLength(3);
    expect(blindSpots(both)).toHaveLength(1);
  });

  it("is not counted twice where it stands behind one of the same account", async () => {
    const bytes = await written(ENTRIES, "one.ndjson");
    const twice = await entriesOf(Buffer.concat([bytes, bytes]));
    expect(resources(twice)).toHaveLength(2);
    const [, spot] = blindSpots(twice);
    expect(spot).toMatchObject({
      types: ["*"],
      reason: "not_recognized",
      line: ENTRIES.length + 3,
      message: `a second snapshot of aws ${ACCOUNT} begins here; it and what follows were not read`,
      help: expect.stringContaining("a file of its own") as unknown,
    });
  });

  it("is told from one of the same account in the same file where others are read beside it", async () => {
    const bytes = await written(ENTRIES, "one.ndjson");
    await writeFile(join(folder, "both.ndjson"), Buffer.concat([bytes, bytes]));
    const entries = await fromInputs(["both.ndjson", "one.ndjson"], { cwd: folder });
    expect(resources(entries)).toHaveLength(2);
    expect(blindSpots(entries)).toHaveLength(3);
  });
});

describe("a damaged snapshot", () => {
  it("is found out wherever it is cut, and never guessed at", async () => {
    const bytes = await written(ENTRIES.slice(0, 3), "cut.ndjson");
    for (let length = 0; length < bytes.length; length++) {
      const entries = await entriesOf(bytes.subarray(0, length));
      const spots = blindSpots(entries);
      expect(spots.length, `cut at ${length}`).toBeGreaterThan(0);
      expect(spots.every(({ types, reason }) => types.includes("*") && (reason === "truncated" || length === 0))).toBe(
        true,
      );
      for (const found of resources(entries))
        expect([resource(1), resource(2, { type: "AWS::EC2::VPC", tags: null })]).toContainEqual(found);
    }
  });

  it("is found out wherever its packed form is cut", async () => {
    const bytes = gzipSync(await written(ENTRIES.slice(0, 3), "cut-packed.ndjson"));
    for (let length = 0; length < bytes.length; length++) {
      expect(blindSpots(await entriesOf(bytes.subarray(0, length))).length, `cut at ${length}`).toBeGreaterThan(0);
    }
  });

  it("is found out whichever byte is another", async () => {
    const bytes = await written(ENTRIES.slice(0, 3), "bit.ndjson");
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = changed[at]! ^ 1;
      expect(blindSpots(await entriesOf(changed)).length, `changed at ${at}`).toBeGreaterThan(0);
    }
  });

  it.each<[string, (lines: string[]) => string[]]>([
    ["a line is taken out", (lines) => lines.toSpliced(1, 1)],
    ["a line is put in", (lines) => lines.toSpliced(2, 0, lines[1]!)],
    ["two lines change places", (lines) => [lines[0]!, lines[2]!, lines[1]!, ...lines.slice(3)]],
    ["the header is gone", (lines) => lines.slice(1)],
    ["another snapshot begins in it", (lines) => [lines[0]!, lines[1]!, ...lines]],
  ])("is found out where %s", async (_, change) => {
    const lines = (await written(ENTRIES.slice(0, 3), "lines.ndjson")).toString().trimEnd().split("\n");
    expect(blindSpots(await entriesOf(`${change(lines).join("\n")}\n`)).length).toBeGreaterThan(0);
  });

  it.each([
    [
      "another version",
      '{"header":{"format":"demarc-snapshot","version":2}}',
      "the snapshot has version 2, this demarc reads version 1",
    ],
    [
      "a resource without an id",
      `${HEADER_LINE}\n{"resource":{"type":"t","account":"a","region":"r","name":"n","provider":"p"}}`,
      "the line is not something that a snapshot holds",
    ],
    [
      "tags that are no texts",
      `${HEADER_LINE}\n{"resource":{"type":"t","account":"a","region":"r","name":"n","id":"i","provider":"p","tags":{"a":1}}}`,
      "the line is not something that a snapshot holds",
    ],
    [
      "a blind spot of an unknown reason",
      `${HEADER_LINE}\n{"blind_spot":{"provider":"aws","types":["*"],"reason":"x","message":"m"}}`,
      "the line is not something that a snapshot holds",
    ],
    [
      "an entry of an unknown kind",
      `${HEADER_LINE}\n{"__proto__":{}}`,
      "the line is not something that a snapshot holds",
    ],
    ...[
      { expected: [] },
      { name: "s", expected: {} },
      { name: "s", expected: [{ provider: "aws", account: 1 }] },
      { name: "s", expected: [{ provider: "aws", account: "1", regions: "north" }] },
      null,
    ].map((scope): [string, string, string] => [
      `the scope ${JSON.stringify(scope)}`,
      JSON.stringify({ header: { format: "demarc-snapshot", version: 1, scope } }),
      "the scope of the snapshot cannot be read: what should be there is not known",
    ]),
  ])("says of %s what is wrong", async (_, text, message) => {
    expect(blindSpots(await entriesOf(`${text}\n`))[0]?.message).toBe(message);
  });
});

describe("whatever the bytes are", () => {
  const pieces = fc.constantFrom(
    HEADER_LINE,
    "\n",
    "{",
    "}",
    "[",
    "]",
    '"',
    ",",
    "\\",
    '{"configurationItems":[',
    '{"value":[',
    '{"Results":["{}"]}',
    '{"resourceType":"A::B","resourceId":"x"}',
    "\u0000",
    "\ufeff",
    "1",
    '{"__proto__":[]}',
    '{"data":{"columns":[{}],"rows":[[1]]}}',
    '{"invokingEvent":"{}"}',
    '{"end":{}}',
    '{"resource":null}',
  );
  const garbage = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc.array(pieces, { maxLength: 30 }).map((parts) => Buffer.from(parts.join(""))),
    fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value))),
    fc.array(pieces, { maxLength: 30 }).map((parts) => gzipSync(parts.join(""))),
  );
  it("never throws, and tells the same whatever the chunks", async () => {
    const property = fc.asyncProperty(garbage, fc.integer({ min: 1, max: 50 }), async (bytes, size) => {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
      const whole = await entriesOf(bytes);
      expect(await entriesOf(chunks)).toEqual(whole);
    });
    await fc.assert(property, { numRuns: 400 });
  });

  it("reads on where one file of a folder is damaged", async () => {
    await mkdir(join(folder, "mixed"));
    await writeFile(join(folder, "mixed", "a.json"), "[");
    await written(ENTRIES, "mixed/b.ndjson");
    const entries = await fromInputs(["mixed"], { cwd: folder });
    expect(resources(entries)).toHaveLength(2);
    expect(blindSpots(entries)).toContainEqual(expect.objectContaining({ file: "mixed/a.json", reason: "truncated" }));
  });
});
