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

/** One call of Resource Graph answers for every region. */
const ASKED_OF_ALL_REGIONS = new Set(["azure"]);

/** That every type a rule judges was read in each account of the documents, as collecting says of what it asked. */
export function readsOf(documents, { rules, fields }) {
  const [{ provider }] = documents;
  const types = [...new Set(rules.flatMap(({ resource }) => resource))].filter((type) => fields[type]).toSorted();
  const ofProvider = new Set(
    rules.filter(({ id }) => id.startsWith(`${provider}-`)).flatMap(({ resource }) => resource),
  );
  return accountsOf(documents).flatMap((account) => {
    const own = new Set(documents.filter((one) => one.account === account).map(({ region }) => region));
    const regions = ASKED_OF_ALL_REGIONS.has(provider) ? ["*"] : [...own].filter((one) => one !== "global").toSorted();
    return types
      .filter((type) => ofProvider.has(type))
      .flatMap((type) =>
        (fields[type].scope === "global" ? ["global"] : regions).map((region) => ({
          read: { provider, account, region, type, call: "bench:List", at: "2026-11-20T06:10:00Z" },
        })),
      );
  });
}

const accountsOf = (documents) => [...new Set(documents.map(({ account }) => account))].toSorted();

/** One of each in an account: the account itself, a region of it, a subscription, a tenant. */
const ONCE = new Set(["AWS::::Account", "microsoft.resources/subscriptions", "microsoft.resources/tenants"]);
/** No two in the whole cloud have the same name, and others name them by it. */
const NAMED_ONCE = new Set(["AWS::S3::Bucket"]);
/** How often an account has all else of the sample: it comes to some hundred resources. */
const COPIES = 8;
/** What AWS calls a thing by and others name it by, such as `sg-0a81c2d3e4f500103`: no two things have the same. */
const MADE_BY_AWS = /\b([a-z]{1,8}-[0-9a-f]{3})[0-9a-f]([0-9a-f]{4}|[0-9a-f]{13})\b/g;

/**
 * Writes `count` resources as a demarc snapshot. The sample's accounts come again and again under other numbers, which
 * stand wherever the sample's own stood; what relates to each other does so in each of them. What was read of an account and
 * that it is at its end is said, as in whatever demarc collects.
 */
export async function writeEstate(file, { documents, reads }, count) {
  const out = createWriteStream(file);
  const digest = createHash("sha256");
  const write = async (line) => {
    digest.update(line);
    if (!out.write(line)) await once(out, "drain");
  };
  const tool = { name: "demarc", version: "0.0.0" };
  const header = { format: "demarc-snapshot", version: 1, scope: { name: "bench" }, tool };
  await write(`${JSON.stringify({ header })}\n`);
  const counts = { resources: 0, blind_spots: 0, reads: 0 };
  for (const { line, counted } of linesOf(documents, reads)) {
    if (counts.resources === count) break;
    if (counted) counts[counted] += 1;
    await write(line);
  }
  out.end(`${JSON.stringify({ end: { ...counts, digest: `sha256:${digest.digest("hex")}` } })}\n`);
  await once(out, "close");
}

/** Without end. */
function* linesOf(documents, reads) {
  const accounts = accountsOf(documents);
  const names = documents.filter(({ type }) => NAMED_ONCE.has(type)).map(({ name }) => name);
  // The longest first: a name may begin with another.
  const known = new RegExp([...accounts, ...names].toSorted((a, b) => b.length - a.length).join("|"), "g");
  const lines = documents.map((document) => ({ once: ONCE.has(document.type), copies: copiesOf(document) }));
  for (let block = 0; ; block++) {
    const others = new Map([
      ...accounts.map((account, index) => [account, accountOf(account, block * accounts.length + index)]),
      ...names.map((name) => [name, `${name}-${block}`]),
    ]);
    const inBlock = (text) => (block === 0 ? text : text.replace(known, (word) => others.get(word)));
    for (const read of reads) yield { line: inBlock(`${JSON.stringify(read)}\n`), counted: "reads" };
    for (let copy = 0; copy < COPIES; copy++)
      for (const { once: single, copies } of lines)
        if (!single || copy === 0) yield { line: inBlock(copies(copy)), counted: "resources" };
    for (const account of accounts) {
      const end = { provider: documents[0].provider, account };
      yield { line: inBlock(`${JSON.stringify({ account_end: end })}\n`) };
    }
  }
}

/**
 * The line of a document in the order of every snapshot; each copy has an id and a name of its own, the first the sample's, and
 * relates to what came with it.
 */
function copiesOf({ type, account, region, id, name, provider, ...rest }) {
  const end = JSON.stringify({ provider, ...rest }).slice(1);
  return (copy) => {
    const own = copy === 0 ? { id, name } : { id: `${id}-${copy}`, name: `${name}-${copy}` };
    const line = `{"resource":${JSON.stringify({ type, account, region, ...own }).slice(0, -1)},${end}}\n`;
    return copy === 0 ? line : line.replace(MADE_BY_AWS, `$1${(copy + 8).toString(16)}$2`);
  };
}

/** Twelve digits, or a subscription. */
function accountOf(account, number) {
  const digits = String(100_000_000_000 + number);
  return account.includes("-") ? `00000000-0000-4000-8000-${digits}` : digits;
}
