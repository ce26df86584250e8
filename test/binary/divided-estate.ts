import { createHash } from "node:crypto";
import { join } from "node:path";
import { readSource } from "../../src/inventory/read-source.ts";
import type { ResourceDocument, SnapshotEntry } from "../../src/model/resource.ts";

/** Snapshots of several accounts, of which some ask for things of others. */

const ROOT = join(import.meta.dirname, "../..");
const [FIRST, SECOND] = ["111122223333", "444455556666"] as const;
/** Accounts like the first, which write their trails into a bucket of it. */
const COPIES = ["100000000001", "100000000002", "100000000003", "100000000004", "100000000005"];
export const ACCOUNTS = [FIRST, SECOND, ...COPIES];
const HEADER = { format: "demarc-snapshot", version: 1 };

const documents: ResourceDocument[] = [];
for await (const entry of readSource([join(ROOT, "fixtures/estate/aws")], { cwd: ROOT, stdin: null }))
  if ("resource" in entry) documents.push(entry.resource);

export const TRAILS = "arn:aws:s3:::hf-deck-plans";
const AT = "2026-11-20T06:00:00Z";

function trailOf(account: string): ResourceDocument {
  const place = { type: "AWS::CloudTrail::Trail", account, region: "eu-central-1" };
  const id = `arn:aws:cloudtrail:eu-central-1:${account}:trail/audit`;
  // That of the first lies in the last account.
  const s3BucketName = account === FIRST ? "late-logs" : "hf-deck-plans";
  return { ...place, id, name: "audit", provider: "aws", confirmed_at: AT, configuration: { s3BucketName } };
}
const late: ResourceDocument = {
  type: "AWS::S3::Bucket",
  account: COPIES[4]!,
  region: "eu-central-1",
  id: "arn:aws:s3:::late-logs",
  name: "late-logs",
  provider: "aws",
  confirmed_at: AT,
  configuration: { name: "late-logs" },
  supplementaryConfiguration: {
    PublicAccessBlockConfiguration: {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
  },
};

/** Of a copy as the first account has them. */
function documentsOf(account: string): ResourceDocument[] {
  const like = COPIES.includes(account) ? FIRST : account;
  const own = documents.filter((one) => one.account === like && (like === account || one.id !== TRAILS));
  const text = JSON.stringify(own);
  const more = account === late.account ? [trailOf(account), late] : [trailOf(account)];
  const copy = JSON.parse(text.replaceAll(like, account)) as ResourceDocument[];
  return [...more, ...copy].map(({ type, account: of, region, id, name, provider, ...rest }) => ({
    type,
    account: of,
    region,
    id,
    name,
    provider,
    ...rest,
  }));
}

const types = [...new Set(documents.map(({ type }) => type))].toSorted();
const end = (account: string): SnapshotEntry => ({ account_end: { provider: "aws", account } });
/** Of a copy two types were not read, and of another nobody says what was read. */
function readsOf(account: string): SnapshotEntry[] {
  const read = account === COPIES[0] ? types.slice(2) : account === COPIES[3] ? [] : types;
  return read.map((type) => ({ read: { provider: "aws", account, region: "*", type, call: "config:Select" } }));
}
const refused = (account: string | undefined, type: string): SnapshotEntry => ({
  blind_spot: {
    provider: "aws",
    ...(account !== undefined && { account }),
    types: [type],
    reason: "access_denied",
    call: "config:Select",
    message: `${type} was refused`,
  },
});
function testimoniesOf(account: string): SnapshotEntry[] {
  const buckets = documentsOf(account).filter(({ type }) => type === "AWS::S3::Bucket");
  return buckets.map(({ region, id }, index) => ({
    testimony: {
      provider: "aws",
      account,
      region,
      resource: id,
      check: "S3_BUCKET_SSL_REQUESTS_ONLY",
      source: "AWS Config",
      says: index % 2 ? "COMPLIANT" : "NON_COMPLIANT",
      outcome: index % 2 ? "pass" : "fail",
    },
  }));
}

const resources = (some: readonly ResourceDocument[]): SnapshotEntry[] => some.map((resource) => ({ resource }));

/** Everything of one account after the other, but that the first two stand among each other. */
export const ENTRIES: readonly SnapshotEntry[] = [
  ...readsOf(FIRST),
  ...readsOf(SECOND),
  ...testimoniesOf(FIRST),
  ...resources([...documentsOf(FIRST), ...documentsOf(SECOND)].toSorted((a, b) => (a.id < b.id ? -1 : 1))),
  refused(FIRST, types[3]!),
  end(FIRST),
  end(SECOND),
  ...COPIES.flatMap((account, index) => [
    ...readsOf(account),
    ...testimoniesOf(account),
    ...resources(documentsOf(account)),
    ...(index === 2 ? [refused(undefined, "AWS::KMS::Key"), refused(COPIES[4], types[5]!)] : []),
    // Of the last nobody says that it is at its end.
    ...(index === COPIES.length - 1 ? [] : [end(account)]),
  ]),
  { skipped: { reason: "deleted", count: 3 } },
];

/** The text of a snapshot that expects a further account. */
export function snapshotOf(entries: readonly SnapshotEntry[]): string {
  const expected = [...ACCOUNTS, "999999999999"].map((account) => ({ provider: "aws", account }));
  const lines = [{ header: { ...HEADER, scope: { name: "an organization", expected } } }, ...entries];
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  const count = (kind: string): number => entries.filter((entry) => kind in entry).length;
  const digest = `sha256:${createHash("sha256").update(text).digest("hex")}`;
  const counts = { resources: count("resource"), blind_spots: count("blind_spot"), reads: count("read") };
  return `${text}${JSON.stringify({ end: { ...counts, digest } })}\n`;
}
