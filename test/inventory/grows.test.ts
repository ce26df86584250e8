import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { entriesOf } from "./entries-of.ts";
import { GrowsTooLarge, textBytes } from "../../src/inventory/open-bytes.ts";

/** Files that grow where nobody thinks of it. */

async function unpacked(bytes: Uint8Array): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of textBytes(
    (async function* () {
      yield bytes;
    })(),
  ))
    parts.push(part);
  return Buffer.concat(parts);
}

describe("a packed file", () => {
  it("that grows a thousandfold is refused before it fills anything", async () => {
    await expect(unpacked(gzipSync(Buffer.alloc(80 * 1024 * 1024, " ")))).rejects.toThrow(GrowsTooLarge);
  });

  it("that is small may be as regular as it likes", async () => {
    expect(await unpacked(gzipSync(Buffer.alloc(1_000_000, " ")))).toHaveLength(1_000_000);
  });

  it("of several members is read whole", async () => {
    const several = Buffer.concat([gzipSync('{"a":'), gzipSync(""), gzipSync("1}\n")]);
    expect((await unpacked(several)).toString()).toBe('{"a":1}\n');
  });
});

describe("one object", () => {
  it("with very many members before its list takes no square of them", async () => {
    const members = Array.from({ length: 60_000 }, (_, i) => `"k${i}":1`).join(",");
    const items = `"{}",`.repeat(60_000);
    expect(await entriesOf(`{${members},"Results":[${items}"{}"]}`)).toContainEqual(
      expect.objectContaining({ blind_spot: expect.objectContaining({ reason: "not_recognized" }) }),
    );
  });

  it("whose members are too long together is not judged by the first of them", async () => {
    const members = Array.from({ length: 3000 }, (_, i) => `"k${i}":"${"x".repeat(7000)}"`).join(",");
    const entries = await entriesOf(`{${members},"resourceType":"AWS::EC2::Volume"}`);
    expect(entries).toEqual([
      expect.objectContaining({ blind_spot: expect.objectContaining({ provider: "aws", reason: "limit" }) }),
      expect.objectContaining({ blind_spot: expect.objectContaining({ provider: "azure", reason: "limit" }) }),
    ]);
  });
});
