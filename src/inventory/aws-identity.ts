import { toInstant } from "./instant.ts";
import type { JsonObject } from "./json-text.ts";
import { ownText } from "./json-text.ts";
import type { SourceContext } from "./source-context.ts";

/** What a configuration item is about. */
export interface AwsIdentity {
  readonly type: string;
  readonly account: string;
  readonly region: string;
  /** Whether account and region are known, from the item or from where it was found. */
  readonly isPlaced: boolean;
  /** The ARN, or the resource id if the item has no ARN. */
  readonly id: string;
  readonly resourceId: string;
  readonly name: string;
  /** ISO 8601 UTC; undefined if the item has none, or one that cannot be parsed. */
  readonly captured_at: string | undefined;
  /** `OK`, `ResourceDiscovered`, `ResourceNotRecorded`, `ResourceDeleted`…; `OK` if the row does not say. */
  readonly status: string;
}

export const UNKNOWN_ACCOUNT = "unknown";
export const GLOBAL = "global";
/** What Config writes if a field has no meaning for the type. */
const NO_REGION = "Not Applicable";

/** Undefined if the item does not say what it is, or its type is not of the form `AWS::S3::Bucket`. */
export function awsIdentity(item: JsonObject, context: SourceContext): AwsIdentity | undefined {
  const type = ownText(item, "resourceType", "ResourceType");
  const arn = ownText(item, "arn", "ARN", "Arn");
  const resourceId = ownText(item, "resourceId", "ResourceId") ?? arn;
  if (type === undefined || !type.includes("::") || resourceId === undefined) return undefined;
  const [, , , arnRegion, arnAccount] = arn?.startsWith("arn:") ? arn.split(":") : [];
  const written = ownText(item, "awsRegion", "AwsRegion", "SourceRegion", "sourceRegion");
  const account =
    ownText(item, "accountId", "awsAccountId", "AccountId", "SourceAccountId", "sourceAccountId") ??
    (arnAccount || context.account);
  const region = written && written !== NO_REGION ? written : arnRegion || context.region;
  return {
    type,
    account: account ?? UNKNOWN_ACCOUNT,
    region: region ?? GLOBAL,
    // An ARN without a region names a thing that has none, or whose name is unique across regions.
    isPlaced: account !== undefined && (region ?? written ?? arnRegion) !== undefined,
    id: arn ?? resourceId,
    resourceId,
    name: ownText(item, "resourceName", "ResourceName") ?? resourceId,
    captured_at: toInstant(item["configurationItemCaptureTime"] ?? item["ConfigurationItemCaptureTime"]),
    status: ownText(item, "configurationItemStatus", "ConfigurationItemStatus") ?? "OK",
  };
}
