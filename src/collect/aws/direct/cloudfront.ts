import { isObject, own } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { Aws } from "../facts/aws.ts";
import { foreign } from "../facts/aws.ts";
import { actionOf } from "../service.ts";
import type { Call } from "../service.ts";
import type { DirectResource, DirectType } from "./direct-type.ts";
import { textIn } from "./listing.ts";
import { respell } from "./spelling.ts";

const LIST: Call = { service: "cloudfront", operation: "ListDistributions" };
const ONE: Call = { service: "cloudfront", operation: "GetDistribution" };

export const CLOUDFRONT_TYPES: readonly DirectType[] = [
  { type: "AWS::CloudFront::Distribution", call: actionOf(ONE), list: distributions },
];

/** As AWS Config writes what begins with several capitals. */
const NAMES = {
  ARN: "arn",
  ACMCertificateArn: "acmCertificateArn",
  IAMCertificateId: "iamCertificateId",
  SSLSupportMethod: "sslSupportMethod",
};

/** The list tells less than each distribution of itself: nothing of logs, say. */
async function* distributions(aws: Aws): AsyncGenerator<DirectResource[]> {
  let Marker: unknown;
  const seen = new Set<unknown>();
  do {
    const page = await aws.ask(LIST.service, LIST.operation, Marker === undefined ? {} : { Marker });
    const list = own(page, "DistributionList");
    if (!isObject(list)) throw foreign(LIST.service, LIST.operation, "the answer has no list of distributions");
    const items = own(list, "Items") ?? [];
    if (!Array.isArray(items)) throw foreign(LIST.service, LIST.operation, "the answer has no list of distributions");
    yield await Promise.all(items.map((item) => describe(aws, textIn(item, "Id", LIST))));
    Marker = own(list, "IsTruncated") === true ? own(list, "NextMarker") : undefined;
    if (seen.has(Marker)) throw foreign(LIST.service, LIST.operation, "the same next page was named twice");
    seen.add(Marker);
  } while (Marker !== undefined);
}

async function describe(aws: Aws, Id: string): Promise<DirectResource> {
  const distribution = own(await aws.ask(ONE.service, ONE.operation, { Id }), "Distribution");
  if (!isObject(distribution)) throw foreign(ONE.service, ONE.operation, "the answer is of no distribution");
  const { ActiveTrustedSigners: _, ActiveTrustedKeyGroups: __, ...rest }: JsonObject = distribution;
  return {
    arn: textIn(distribution, "ARN", ONE),
    resourceId: Id,
    name: Id,
    configuration: respell(rest, { dialect: "lower", renamed: NAMES }),
  };
}
