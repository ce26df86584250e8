import { isObject, own } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { Aws } from "../facts/aws.ts";
import { foreign } from "../facts/aws.ts";
import { actionOf } from "../service.ts";
import type { Call } from "../service.ts";
import type { DirectResource, DirectType, NamedResource } from "./direct-type.ts";
import { arnOf, described, textIn } from "./listing.ts";
import { without } from "./spelling.ts";
import { QUEUE_TAGS, TOPIC_TAGS } from "./tags.ts";

const TOPICS: Call = { service: "sns", operation: "ListTopics" };
const TOPIC: Call = { service: "sns", operation: "GetTopicAttributes" };
const QUEUES: Call = { service: "sqs", operation: "ListQueues" };
const QUEUE: Call = { service: "sqs", operation: "GetQueueAttributes" };
const NEXT = ["NextToken", "NextToken"] as const;

/** The part of an ARN after its last colon. */
function nameIn(arn: string): string {
  return arn.slice(arn.lastIndexOf(":") + 1);
}

async function attributesOf(aws: Aws, call: Call, input: JsonObject): Promise<JsonObject> {
  const attributes = own(await aws.ask(call.service, call.operation, input), "Attributes");
  if (!isObject(attributes)) throw foreign(call.service, call.operation, "the answer has no attributes");
  return attributes;
}

function topicIn(topic: unknown): NamedResource & { readonly arn: string } {
  const arn = textIn(topic, "TopicArn", TOPICS);
  return { arn, resourceId: arn, name: nameIn(arn) };
}

export const SNS_TYPES: readonly DirectType[] = [
  {
    type: "AWS::SNS::Topic",
    call: actionOf(TOPIC),
    list: (aws) =>
      described(
        aws,
        TOPICS,
        { elements: "Topics", token: NEXT },
        {
          named: topicIn,
          describe: async (topic) => {
            const named = topicIn(topic);
            return { ...named, configuration: await attributesOf(aws, TOPIC, { TopicArn: named.arn }) };
          },
        },
      ),
    parts: [TOPIC_TAGS],
  },
];

export const SQS_TYPES: readonly DirectType[] = [
  {
    type: "AWS::SQS::Queue",
    call: actionOf(QUEUE),
    list: (aws) => {
      // The service leaves an empty list out of its answer.
      const listing = { input: { MaxResults: 1000 }, elements: "QueueUrls", token: NEXT, mayLack: true } as const;
      return described(aws, QUEUES, listing, {
        named: (url) => {
          const name = String(url).split("/").at(-1)!;
          return { arn: arnOf(aws, "sqs", name), resourceId: String(url), name };
        },
        describe: (url) => queueOf(aws, url),
      });
    },
    parts: [QUEUE_TAGS],
  },
];

/** Leaves the policy out: no item that was seen has it, so it is joined as a fact of its own. */
async function queueOf(aws: Aws, QueueUrl: unknown): Promise<DirectResource> {
  const attributes = await attributesOf(aws, QUEUE, { QueueUrl, AttributeNames: ["All"] });
  const arn = textIn(attributes, "QueueArn", QUEUE);
  const name = nameIn(arn);
  const configuration = { ...without(attributes, "Policy"), QueueName: name, QueueUrl };
  return { arn, resourceId: String(QueueUrl), name, configuration };
}
