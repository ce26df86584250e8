import { isObject, own, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { Aws } from "../facts/aws.ts";
import { foreign, noneOn } from "../facts/aws.ts";
import { actionOf } from "../service.ts";
import type { Call } from "../service.ts";
import type { DirectPart, DirectResource, DirectType } from "./direct-type.ts";
import { textIn } from "./listing.ts";
import { aclOf, encryptionOf, lifecycleOf, loggingOf, publicAccessBlockOf, versioningOf } from "./s3-parts.ts";
import { respell } from "./spelling.ts";
import { BUCKET_TAGS } from "./tags.ts";

const BUCKETS: Call = { service: "s3", operation: "ListBuckets" };
const ACCOUNT_BLOCK: Call = { service: "s3-control", operation: "GetPublicAccessBlock" };
const NO_BLOCK = ["NoSuchPublicAccessBlockConfiguration"];

export const S3_TYPES: readonly DirectType[] = [
  { type: "AWS::S3::AccountPublicAccessBlock", call: actionOf(ACCOUNT_BLOCK), list: accountBlock },
  {
    type: "AWS::S3::Bucket",
    call: actionOf(BUCKETS),
    list: buckets,
    parts: [
      BUCKET_TAGS,
      part("AccessControlList", "GetBucketAcl", [], aclOf),
      part(
        "BucketLifecycleConfiguration",
        "GetBucketLifecycleConfiguration",
        ["NoSuchLifecycleConfiguration"],
        lifecycleOf,
      ),
      part("BucketLoggingConfiguration", "GetBucketLogging", [], loggingOf),
      {
        path: "supplementaryConfiguration.BucketPolicy",
        read: async (aws, bucket) => {
          const answer = await noneOn(["NoSuchBucketPolicy"], ask(aws, "GetBucketPolicy", bucket));
          return answer === null ? { policyText: null } : pickText(answer);
        },
      },
      part("BucketVersioningConfiguration", "GetBucketVersioning", [], versioningOf),
      part("PublicAccessBlockConfiguration", "GetPublicAccessBlock", NO_BLOCK, (answer) =>
        publicAccessBlockOf(own(answer, "PublicAccessBlockConfiguration")),
      ),
      part(
        "ServerSideEncryptionConfiguration",
        "GetBucketEncryption",
        ["ServerSideEncryptionConfigurationNotFoundError"],
        encryptionOf,
      ),
    ],
  },
];

/** A member that is null in AWS Config if the service says with one of the codes that there is none. */
function part(
  key: string,
  operation: string,
  none: readonly string[],
  map: (answer: JsonObject) => JsonObject | undefined,
): DirectPart {
  return {
    path: `supplementaryConfiguration.${key}`,
    read: async (aws, bucket) => {
      const answer = await noneOn(none, ask(aws, operation, bucket));
      return answer && map(answer);
    },
  };
}

function ask(aws: Aws, operation: string, { resourceId }: DirectResource): Promise<JsonObject> {
  return aws.ask("s3", operation, { Bucket: resourceId, ExpectedBucketOwner: aws.account });
}

function pickText(answer: JsonObject): JsonObject | undefined {
  const policyText = ownText(answer, "Policy");
  return policyText === undefined ? undefined : { policyText };
}

/** Lists the buckets of one region; each bucket in the answer names its region. */
async function* buckets(aws: Aws): AsyncGenerator<DirectResource[]> {
  const input = { BucketRegion: aws.region, MaxBuckets: 1000 };
  const token = ["ContinuationToken", "ContinuationToken"] as const;
  for await (const page of aws.pages(BUCKETS.service, BUCKETS.operation, { input, elements: "Buckets", token }))
    // A store that does not support asking for one region answers with all buckets.
    yield page
      .filter((bucket) => (ownText(bucket, "BucketRegion") ?? aws.region) === aws.region)
      .map((bucket) => {
        const name = textIn(bucket, "Name", BUCKETS);
        return {
          arn: `arn:${aws.partition}:s3:::${name}`,
          resourceId: name,
          name,
          configuration: { name, creationDate: own(bucket, "CreationDate") },
        };
      });
}

/** A setting of the account, for which AWS Config has an item only if it was ever set. */
async function* accountBlock(aws: Aws): AsyncGenerator<DirectResource[]> {
  const asked = aws.ask(ACCOUNT_BLOCK.service, ACCOUNT_BLOCK.operation, { AccountId: aws.account });
  const answer = await noneOn(NO_BLOCK, asked);
  const block = own(answer, "PublicAccessBlockConfiguration");
  if (answer === null) return;
  if (!isObject(block)) throw foreign(ACCOUNT_BLOCK.service, ACCOUNT_BLOCK.operation, "the answer is of no block");
  yield [{ resourceId: aws.account, tags: [], configuration: respell(block, { dialect: "lower" }) }];
}
