import { isObject, own } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { Aws } from "../facts/aws.ts";
import { foreign } from "../facts/aws.ts";
import { actionOf } from "../service.ts";
import type { Call } from "../service.ts";
import type { DirectResource, DirectType } from "./direct-type.ts";
import { described, textIn } from "./listing.ts";
import { respell } from "./spelling.ts";
import { DISTRIBUTION_TAGS } from "./tags.ts";

const LIST: Call = { service: "cloudfront", operation: "ListDistributions" };
/** An empty list is left out of the answer. */
const LISTING = {
  within: "DistributionList",
  elements: "Items",
  token: ["Marker", "NextMarker"] as const,
  mayLack: true as const,
};
const ONE: Call = { service: "cloudfront", operation: "GetDistribution" };

export const CLOUDFRONT_TYPES: readonly DirectType[] = [
  {
    type: "AWS::CloudFront::Distribution",
    call: actionOf(ONE),
    // The list has less than each distribution's own description: nothing about logs, for example.
    list: (aws) =>
      described(aws, LIST, LISTING, {
        named: (item) => {
          const id = textIn(item, "Id", LIST);
          return { arn: textIn(item, "ARN", LIST), resourceId: id, name: id };
        },
        describe: (item) => describe(aws, textIn(item, "Id", LIST)),
      }),
    parts: [DISTRIBUTION_TAGS],
  },
];

/** The way AWS Config writes names that begin with several capitals. */
const NAMES = {
  ARN: "arn",
  ACMCertificateArn: "acmCertificateArn",
  IAMCertificateId: "iamCertificateId",
  SSLSupportMethod: "sslSupportMethod",
};

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
