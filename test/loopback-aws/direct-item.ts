import type { ResourceDocument } from "../../src/model/resource.ts";
import { ACCOUNT } from "./sample-estate.ts";
type Members = Readonly<Record<string, unknown>>;

export const REGION = "eu-west-1";

interface Item {
  readonly type: string;
  /** Behind region and account in the ARN. */
  readonly arn: string;
  readonly resourceId: string;
  readonly name?: string;
  readonly configuration: Members;
  readonly supplementary?: Members;
}

/** A thing as AWS Config describes it. */
export function item({ type, arn, resourceId, name, configuration, supplementary = {} }: Item): ResourceDocument {
  const isGlobal = /^(?:IAM|CloudFront)::/.test(type);
  const [service, rest] = [arn.slice(0, arn.indexOf(" ")), arn.slice(arn.indexOf(" ") + 1)];
  const owner = service === "s3" ? "" : ACCOUNT;
  return {
    provider: "aws",
    account: ACCOUNT,
    region: isGlobal ? "global" : REGION,
    type: `AWS::${type}`,
    id: `arn:aws:${service}:${isGlobal || service === "s3" ? "" : REGION}:${owner}:${rest}`,
    name: name ?? resourceId,
    resourceId,
    tags: {},
    relationships: [],
    configuration,
    supplementaryConfiguration: supplementary,
  };
}
