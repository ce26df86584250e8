import { SQSClient, GetQueueAttributesCommand, ListQueueTagsCommand, ListQueuesCommand } from "@aws-sdk/client-sqs";
import type { Commands } from "../command.ts";

export const Client = SQSClient;

export const commands = {
  GetQueueAttributes: GetQueueAttributesCommand,
  ListQueueTags: ListQueueTagsCommand,
  ListQueues: ListQueuesCommand,
} satisfies Commands;

/** A queue's address comes from an item: signed requests must go to AWS, not to any host that an item names. */
export const settings = { useQueueUrlAsEndpoint: false };
