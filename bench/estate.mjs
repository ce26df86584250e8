// Estates of any size out of the sample estate, in accounts of some hundred resources: the same bytes each time.
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

/** One of each in an account: the account itself, a region of it, a subscription, a tenant. */
const ONCE = new Set(["AWS::::Account", "microsoft.resources/subscriptions", "microsoft.resources/tenants"]);
/** How often an account has all else of the sample: it comes to some hundred resources. */
const COPIES = 8;

/**
 * Writes `count` resources as a demarc snapshot. The sample's accounts come again and again under other numbers, which
 * stand wherever the sample's own stood; what relates to each other does so in each of them.
 */
export async function writeEstate(file, documents, count) {
  const out = createWriteStream(file);
  const digest = createHash("sha256");
  const write = async (line) => {
    digest.update(line);
    if (!out.write(line)) await once(out, "drain");
  };
  const tool = { name: "demarc", version: "0.0.0" };
  const header = { format: "demarc-snapshot", version: 1, scope: { name: "bench" }, tool };
  await write(`${JSON.stringify({ header })}\n`);
  let written = 0;
  for (const line of linesOf(documents)) {
    if (written++ === count) break;
    await write(line);
  }
  const counts = { resources: count, blind_spots: 0, reads: 0 };
  out.end(`${JSON.stringify({ end: { ...counts, digest: `sha256:${digest.digest("hex")}` } })}\n`);
  await once(out, "close");
}

/** Without end. */
function* linesOf(documents) {
  const accounts = [...new Set(documents.map(({ account }) => account))].toSorted();
  const lines = documents.map((document) => ({ once: ONCE.has(document.type), copies: copiesOf(document) }));
  for (let block = 0; ; block++) {
    const renamed = accounts.map((account, index) => [account, accountOf(account, block * accounts.length + index)]);
    for (let copy = 0; copy < COPIES; copy++)
      for (const { once: single, copies } of lines) {
        if (single && copy > 0) continue;
        yield block === 0
          ? copies(copy)
          : renamed.reduce((line, [from, to]) => line.replaceAll(from, to), copies(copy));
      }
  }
}

/** The line of a document in the order of every snapshot; each copy has an id of its own, the first the sample's. */
function copiesOf({ type, account, region, id, name, provider, ...rest }) {
  const place = JSON.stringify({ type, account, region, id: "" }).slice(0, -2);
  const end = `",${JSON.stringify({ name, provider, ...rest }).slice(1)}}\n`;
  const own = JSON.stringify(id).slice(1, -1);
  return (copy) => `{"resource":${place}${copy === 0 ? own : `${own}-${copy}`}${end}`;
}

/** Twelve digits, or a subscription. */
function accountOf(account, number) {
  const digits = String(100_000_000_000 + number);
  return account.includes("-") ? `00000000-0000-4000-8000-${digits}` : digits;
}
