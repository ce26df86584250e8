import type { ResourceDocument } from "../../../src/model/resource.ts";
import { ServiceError } from "../answer.ts";
import { find } from "./service.ts";
import type { FactPlace, Handler, Input } from "./service.ts";

type Members = Readonly<Record<string, unknown>>;

/** The tags of one thing, found by what the request calls it. */
function tagsOf(place: FactPlace, types: readonly string[], id: unknown): readonly (readonly [string, string])[] {
  const found = types.flatMap((type): ResourceDocument[] => [find(place, type, id) ?? []].flat());
  if (found.length === 0) throw new ServiceError("ResourceNotFoundException", `no such thing: ${String(id)}`, 404);
  return Object.entries(found[0]!.tags ?? {});
}

/** Answers with the tags of the thing that a member of the request names. */
function handler(
  types: readonly string[],
  idIn: (input: Input) => unknown,
  answer: (tags: readonly Members[], all: Members, id: unknown) => unknown,
  [key, value]: readonly [string, string] = ["Key", "Value"],
): Handler {
  return (place, input) => {
    const id = idIn(input);
    const tags = tagsOf(place, types, id);
    return answer(
      tags.map(([name, text]) => ({ [key]: name, [value]: text })),
      Object.fromEntries(tags),
      id,
    );
  };
}

/** By service. */
export const TAGS = {
  cloudfront: {
    ListTagsForResource: handler(
      ["AWS::CloudFront::Distribution"],
      ({ Resource }) => Resource,
      (tags) => ({ Tags: { Items: { Tag: tags } } }),
    ),
  },
  cloudtrail: {
    ListTags: handler(
      ["AWS::CloudTrail::Trail"],
      ({ ResourceIdList }) => (ResourceIdList as unknown[])[0],
      (TagsList, _, ResourceId) => ({ ResourceTagList: [{ ResourceId, TagsList }] }),
    ),
  },
  dynamodb: {
    ListTagsOfResource: handler(
      ["AWS::DynamoDB::Table"],
      ({ ResourceArn }) => ResourceArn,
      (Tags) => ({ Tags }),
    ),
  },
  ecr: {
    ListTagsForResource: handler(
      ["AWS::ECR::Repository"],
      ({ resourceArn }) => resourceArn,
      (tags) => ({ tags }),
    ),
  },
  elasticloadbalancing: {
    DescribeTags: handler(
      ["AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::ElasticLoadBalancingV2::Listener"],
      (input) => input["ResourceArns.member.1"],
      (tags, _, ResourceArn) => ({ TagDescriptions: { member: [{ ResourceArn, Tags: { member: tags } }] } }),
    ),
  },
  iam: {
    ListPolicyTags: handler(
      ["AWS::IAM::Policy"],
      ({ PolicyArn }) => PolicyArn,
      (tags) => ({ Tags: { member: tags }, IsTruncated: false }),
    ),
  },
  kms: {
    ListResourceTags: handler(
      ["AWS::KMS::Key"],
      ({ KeyId }) => KeyId,
      (Tags) => ({ Tags, Truncated: false }),
      ["TagKey", "TagValue"],
    ),
  },
  lambda: {
    ListTags: handler(
      ["AWS::Lambda::Function"],
      ({ arn }) => arn,
      (_, Tags) => ({ Tags }),
    ),
  },
  s3: {
    GetBucketTagging: handler(
      ["AWS::S3::Bucket"],
      ({ Bucket }) => Bucket,
      (tags) => {
        if (tags.length === 0) throw new ServiceError("NoSuchTagSet", "The TagSet does not exist", 404);
        return { Tagging: { TagSet: { Tag: tags } } };
      },
    ),
  },
  sns: {
    ListTagsForResource: handler(
      ["AWS::SNS::Topic"],
      ({ ResourceArn }) => ResourceArn,
      (tags) => ({ Tags: { member: tags } }),
    ),
  },
  sqs: {
    ListQueueTags: handler(
      ["AWS::SQS::Queue"],
      ({ QueueUrl }) => QueueUrl,
      (tags, Tags) => (tags.length === 0 ? {} : { Tags }),
    ),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Handler>>>>;
