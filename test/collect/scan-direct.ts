import { vi } from "vitest";
import type { AwsOptions } from "../../src/collect/aws/options.ts";
import { DIRECT_TYPES } from "../../src/collect/aws/direct/registry.ts";
import { neededTypes } from "../../src/commands/sources/needed-types.ts";
import type { ResourceDocument } from "../../src/model/resource.ts";
import type { Rule } from "../../src/model/rule.ts";
import { DIRECT_ESTATE } from "../loopback-aws/direct-estate.ts";
import type { LoopbackAws, LoopbackOptions } from "../loopback-aws/start-aws.ts";
import { byName } from "./below-localhost.ts";
import { completeEstate } from "./complete-estate.ts";
import { ACCOUNT, awsEnvironment, collectFor, estateDocuments, judge, REGIONS, startEstate } from "./scan-aws.ts";
import type { Scanned } from "./scan-aws.ts";
import { library } from "../shipped.ts";

export const rules: readonly Rule[] = library.rules.filter((rule) => rule.id.startsWith("aws-"));
/** What the rules read of each type. */
export const { paths } = neededTypes(rules, library, "aws");

/** Items of a recorder of 2018, which lack what AWS has come to write since. */
const OLD = ["sg-1c9e44b2", "hf-timetable-2018"];

/** One estate with every field that a rule reads on a type that the services tell of themselves. */
export async function directDocuments(): Promise<ResourceDocument[]> {
  const sample = (await estateDocuments()).filter(
    ({ account, id }) => account === ACCOUNT && !OLD.some((one) => id.endsWith(one)),
  );
  const documents = [...sample.map(withoutRegion), ...DIRECT_ESTATE];
  return completeEstate(documents, { paths, regions: REGIONS, account: ACCOUNT }).map(withTags);
}

/** What can be tagged bears tags or none, by turns. */
function withTags(document: ResourceDocument, index: number): ResourceDocument {
  if (!DIRECT_TYPES.has(document.type) || UNTAGGED.test(document.type)) return document;
  if (document.id.startsWith("arn:aws:iam::aws:")) return { ...document, tags: {} };
  return { ...document, tags: index % 3 === 0 ? {} : { team: `team-${index % 2}`, "cost center": "<a & b>" } };
}

const UNTAGGED = /IAM::Group$|KMS::Alias$|AccountPublicAccessBlock$/;

/** The account's block has no region, though its item names that of its recorder. */
function withoutRegion(document: ResourceDocument): ResourceDocument {
  return document.type === "AWS::S3::AccountPublicAccessBlock" ? { ...document, region: "global" } : document;
}

export interface DirectScan extends Pick<AwsOptions, "source"> {
  readonly estate: Partial<LoopbackOptions> & Pick<LoopbackOptions, "documents">;
  readonly only?: readonly Rule[];
  readonly options?: Partial<Pick<AwsOptions, "limits" | "regions" | "reach" | "clock">>;
}

/** Collects with the real SDK and judges; nothing waits for its turn, where no other clock is given. */
export async function scanEstate({
  source = "direct",
  only = rules,
  estate,
  options = {},
}: DirectScan): Promise<Scanned & { readonly aws: LoopbackAws }> {
  const aws = await startEstate(estate);
  try {
    for (const [name, value] of Object.entries(awsEnvironment({ endpoint: byName(aws.endpoint) })))
      vi.stubEnv(name, value || undefined);
    const { limits, ...others } = options;
    const entries = await collectFor(only, library, {
      source,
      clock: hurried(),
      ...others,
      limits: { failedAttempts: 1, ...limits },
    });
    return { ...(await judge(only, library, entries)), aws };
  } finally {
    await aws.close();
  }
}

/** Scans of one estate. Listings come in pages of three, so that each leads to another. */
export function scanInPages(
  documents: readonly ResourceDocument[],
): (
  chosen: Pick<DirectScan, "only" | "source"> & Pick<LoopbackOptions, "faults" | "recorders">,
) => Promise<Scanned & { readonly aws: LoopbackAws }> {
  return ({ source, only = rules, ...estate }) =>
    scanEstate({ ...(source !== undefined && { source }), only, estate: { documents, pageSize: 3, ...estate } });
}

/** A second goes by whenever it is looked at. */
function hurried(): AwsOptions["clock"] {
  let now = 0;
  return { now: () => (now += 1000), sleep: async () => {} };
}
