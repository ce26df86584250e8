// A large estate made of the sample estate's AWS documents, in as many accounts as it takes: the same bytes each time.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";

/** Writes `count` resources as a demarc snapshot. `documents` are resource documents; each copy gets an account of its own. */
export async function writeEstate(file, documents, count) {
  const out = createWriteStream(file);
  const digest = createHash("sha256");
  const write = async (record) => {
    const line = `${JSON.stringify(record)}\n`;
    digest.update(line);
    if (!out.write(line)) await once(out, "drain");
  };
  const tool = { name: "demarc", version: "0.0.0" };
  await write({ header: { format: "demarc-snapshot", version: 1, scope: { name: "bench" }, tool } });
  for (let index = 0; index < count; index++) {
    const { type, account: _account, region, id, name, provider, ...rest } = documents[index % documents.length];
    const copy = Math.floor(index / documents.length);
    const account = String(100_000_000_000 + copy);
    await write({ resource: { type, account, region, id: `${id}/${copy}`, name, provider, ...rest } });
  }
  const counts = { resources: count, blind_spots: 0, reads: 0 };
  out.end(`${JSON.stringify({ end: { ...counts, digest: `sha256:${digest.digest("hex")}` } })}\n`);
  await once(out, "close");
}
