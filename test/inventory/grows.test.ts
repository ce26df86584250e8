import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { GrowsTooLarge, textBytes } from "../../src/inventory/open-bytes.ts";

/** Packed files: how far one may grow, and what stands behind one another in it. */

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
