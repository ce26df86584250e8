import { normalizeAws } from "../../../inventory/normalize-aws.ts";
import type { SnapshotEntry } from "../../../model/resource.ts";
import { merge } from "../../merge.ts";
import { because, blindSpot } from "../config/blind-spot.ts";
import type { Entries } from "../config/reading.ts";
import { ACCOUNT_FACTS_SOURCE, accountDocument } from "./account-document.ts";
import type { Aws } from "./aws.ts";
import { Refused } from "./aws.ts";
import type { ListedResource, ListedType } from "./fact.ts";
import { joinFacts } from "./join-facts.ts";
import type { NeededFacts } from "./needed-facts.ts";
import { ACCOUNT_TYPE } from "./needed-facts.ts";

/** How many listings and documents are read at once. */
const AT_ONCE = 8;

export interface FactsTask {
  /** The account in each region to read; the first is asked for what has no region. */
  readonly regions: readonly Aws[];
  readonly needed: NeededFacts;
  /** The current time, ISO 8601 UTC. */
  readonly now: () => string;
}

/** Collects everything about one account that the rules need and AWS Config does not hold. */
export function collectFacts(task: FactsTask): AsyncGenerator<Entries> {
  return merge(readings(task), AT_ONCE);
}

function* readings({ regions, needed, now }: FactsTask): Generator<AsyncIterable<Entries>> {
  const [first] = regions;
  if (first === undefined) return;
  if (needed.account) {
    yield documentOf(first, "account", needed, now);
    for (const aws of regions) yield documentOf(aws, "region", needed, now);
  }
  for (const aws of regions) for (const type of needed.listed) yield listType(type, aws, needed, now);
}

async function* documentOf(
  aws: Aws,
  per: "account" | "region",
  { accountFacts }: NeededFacts,
  now: () => string,
): AsyncGenerator<Entries> {
  const resource = await accountDocument(aws, per, accountFacts, now);
  const { account, region } = resource;
  yield [
    { resource },
    { read: { provider: "aws", account, region, type: ACCOUNT_TYPE, call: ACCOUNT_FACTS_SOURCE, at: now() } },
  ];
}

async function* listType(
  { type, call, list }: ListedType,
  aws: Aws,
  { joined }: NeededFacts,
  now: () => string,
): AsyncGenerator<Entries> {
  const { account, region } = aws;
  try {
    for await (const page of list(aws))
      yield await joinFacts(
        page.flatMap((one) => entryOf(type, call, one, aws, now()) ?? []),
        joined,
        () => aws,
      );
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const cause = because(`not all ${type} in ${region} were read`, error.failure);
    return yield [{ blind_spot: blindSpot({ account, region, types: [type] }, cause) }];
  }
  yield [{ read: { provider: "aws", account, region, type, call, at: now() } }];
}

/** The resource as an entry, normalised like items, so that policies are decoded and secrets are masked. */
function entryOf(
  resourceType: string,
  source: string,
  { id, name, tags, configuration }: ListedResource,
  { account, region }: Aws,
  confirmed_at: string,
): SnapshotEntry | undefined {
  const item = {
    resourceType,
    accountId: account,
    awsRegion: region,
    arn: id,
    resourceId: name,
    resourceName: name,
    configuration: JSON.parse(JSON.stringify(configuration)),
    ...(tags !== undefined && { tags }),
  };
  return normalizeAws(item, { source, confirmed_at });
}
