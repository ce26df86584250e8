import { isObject, own } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { Aws, Listing } from "../facts/aws.ts";
import { foreign, noneOn } from "../facts/aws.ts";
import type { Call } from "../service.ts";
import type { DirectPart, DirectResource } from "./direct-type.ts";

/**
 * Tags from the services' own calls. The tagging API would need only one call for a whole region, but it leaves out
 * what was never tagged, what belongs to a service it does not know and what the caller may not see. These would look
 * the same as resources without tags.
 */

interface TagCall extends Call {
  readonly input: (resource: DirectResource, aws: Aws) => JsonObject;
  /** The tags in the answer; undefined or false if it does not have any. */
  readonly tagsIn: (answer: JsonObject) => unknown;
  /** The code with which the service says that there are none. */
  readonly none?: string;
}

/** Always read: owners and custom rules go by tags, and items of AWS Config have them. */
function tagsPart(read: DirectPart["read"]): DirectPart {
  return { path: "tags", read };
}

function byOneCall({ input, tagsIn, none, ...call }: TagCall): DirectPart {
  return tagsPart(async (aws, resource) => {
    const asked = aws.ask(call.service, call.operation, input(resource, aws));
    const answer = none === undefined ? await asked : await noneOn([none], asked);
    if (answer === null) return {};
    const tags = tagsIn(answer);
    if (!isObject(tags) && !Array.isArray(tags)) throw foreign(call.service, call.operation, "the answer has no tags");
    return tags;
  });
}

function byPages(call: Call, listing: Listing, input: TagCall["input"]): DirectPart {
  return tagsPart((aws: Aws, resource) =>
    aws.list(call.service, call.operation, { ...listing, input: input(resource, aws) }),
  );
}

/** The member of the only resource that was asked for, from an answer that can cover several. */
function onlyOne(answer: JsonObject, list: string, key: string): unknown {
  const all = own(answer, list);
  return Array.isArray(all) ? own(all[0], key) : undefined;
}

export const BUCKET_TAGS = byOneCall({
  service: "s3",
  operation: "GetBucketTagging",
  input: ({ resourceId: Bucket }, { account }) => ({ Bucket, ExpectedBucketOwner: account }),
  tagsIn: (answer) => own(answer, "TagSet"),
  none: "NoSuchTagSet",
});

export const DISTRIBUTION_TAGS = byOneCall({
  service: "cloudfront",
  operation: "ListTagsForResource",
  input: ({ arn: Resource }) => ({ Resource }),
  tagsIn: (answer) => isObject(own(answer, "Tags")) && (own(own(answer, "Tags"), "Items") ?? []),
});

export const FUNCTION_TAGS = byOneCall({
  service: "lambda",
  operation: "ListTags",
  input: ({ arn: Resource }) => ({ Resource }),
  tagsIn: (answer) => own(answer, "Tags"),
});

export const KEY_TAGS = byPages(
  { service: "kms", operation: "ListResourceTags" },
  { elements: "Tags", token: ["Marker", "NextMarker"] },
  ({ resourceId: KeyId }) => ({ KeyId }),
);

export const LOAD_BALANCING_TAGS = byOneCall({
  service: "elastic-load-balancing-v2",
  operation: "DescribeTags",
  input: ({ arn }) => ({ ResourceArns: [arn] }),
  tagsIn: (answer) => onlyOne(answer, "TagDescriptions", "Tags"),
});

/** AWS managed policies have no tags and are not asked for any. */
export const POLICY_TAGS = tagsPart((aws, { arn = "" }) =>
  isOfAws(arn)
    ? Promise.resolve([])
    : aws.list("iam", "ListPolicyTags", {
        input: { PolicyArn: arn },
        elements: "Tags",
        token: ["Marker", "Marker"],
      }),
);

export function isOfAws(policyArn: string): boolean {
  return /^arn:[\w-]+:iam::aws:/.test(policyArn);
}

/** The service leaves an empty map out of its answer. */
export const QUEUE_TAGS = byOneCall({
  service: "sqs",
  operation: "ListQueueTags",
  input: ({ resourceId: QueueUrl }) => ({ QueueUrl }),
  tagsIn: (answer) => own(answer, "Tags") ?? {},
});

export const REPOSITORY_TAGS = byOneCall({
  service: "ecr",
  operation: "ListTagsForResource",
  input: ({ arn: resourceArn }) => ({ resourceArn }),
  tagsIn: (answer) => own(answer, "tags"),
});

export const TABLE_TAGS = byPages(
  { service: "dynamodb", operation: "ListTagsOfResource" },
  { elements: "Tags", token: ["NextToken", "NextToken"] },
  ({ arn: ResourceArn }) => ({ ResourceArn }),
);

export const TOPIC_TAGS = byOneCall({
  service: "sns",
  operation: "ListTagsForResource",
  input: ({ arn: ResourceArn }) => ({ ResourceArn }),
  tagsIn: (answer) => own(answer, "Tags"),
});

export const TRAIL_TAGS = byOneCall({
  service: "cloudtrail",
  operation: "ListTags",
  input: ({ arn }) => ({ ResourceIdList: [arn] }),
  tagsIn: (answer) => onlyOne(answer, "ResourceTagList", "TagsList"),
});
