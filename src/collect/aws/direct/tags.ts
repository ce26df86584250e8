import { isObject, own } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { Aws, Listing } from "../facts/aws.ts";
import { foreign, noneOn } from "../facts/aws.ts";
import type { Call } from "../service.ts";
import type { DirectPart, DirectResource } from "./direct-type.ts";

/**
 * Tags by the services' own calls. One call of the tagging API for a whole region would be fewer, but it leaves out what
 * was never tagged, what of a service it does not know and what the reader may not see, so that nobody could tell these
 * from things without tags.
 */

interface TagCall extends Call {
  readonly input: (resource: DirectResource, aws: Aws) => JsonObject;
  /** The tags in the answer; undefined where it has none to show. */
  readonly tagsIn: (answer: JsonObject) => unknown;
  /** The code by which the service says that there are none. */
  readonly none?: string;
}

/** Read always: owners and rules of one's own go by tags, and items of AWS Config have them. */
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

/** What an answer about several things says of the one that was asked for. */
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

/** Those of AWS itself bear no tags, and are not asked for any. */
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
