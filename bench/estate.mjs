// Estates of any size out of the sample estate's documents, each copy in an account of its own: the same bytes each time.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";

const RULES_A_TYPE = 3;

/** Of the documents those of one provider whose type at least three rules judge. */
export function documentsOf(documents, provider, rules) {
  const asked =
    Map.groupBy?.(
      rules.flatMap(({ resource }) => resource),
      (type) => type,
    ) ?? countedBy(rules);
  const isAsked = (type) => (asked.get(type)?.length ?? 0) >= RULES_A_TYPE;
  return documents.filter((one) => one.provider === provider && isAsked(one.type));
}

/** `Map.groupBy` comes with Node 21. */
function countedBy(rules) {
  const byType = new Map();
  for (const type of rules.flatMap(({ resource }) => resource)) byType.set(type, [...(byType.get(type) ?? []), type]);
  return byType;
}

/** Writes `count` resources as a demarc snapshot. */
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
    const { type, account, region, id, name, provider, ...rest } = documents[index % documents.length];
    const copy = Math.floor(index / documents.length);
    const place = { account: accountOf(provider, copy), region, id: idOf(provider, id, account, copy) };
    await write({ resource: { type, ...place, name, provider, ...rest } });
  }
  const counts = { resources: count, blind_spots: 0, reads: 0 };
  out.end(`${JSON.stringify({ end: { ...counts, digest: `sha256:${digest.digest("hex")}` } })}\n`);
  await once(out, "close");
}

function accountOf(provider, copy) {
  const number = String(100_000_000_000 + copy);
  return provider === "azure" ? `00000000-0000-4000-8000-${number}` : number;
}

/** An Azure id begins with its subscription; an ARN gets an end of its own. */
function idOf(provider, id, account, copy) {
  return provider === "azure" ? id.replace(account, accountOf(provider, copy)) : `${id}/${copy}`;
}
