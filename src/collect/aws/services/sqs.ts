import { SQSClient, GetQueueAttributesCommand, ListQueueTagsCommand, ListQueuesCommand } from "@aws-sdk/client-sqs";
import type { Commands } from "../command.ts";

export const Client = SQSClient;

export const commands = {
  GetQueueAttributes: GetQueueAttributesCommand,
  ListQueueTags: ListQueueTagsCommand,
  ListQueues: ListQueuesCommand,
} satisfies Commands;

/** The address of a queue comes out of an item: signed requests are sent to AWS and to nobody whom an item may name. */
export const settings = { useQueueUrlAsEndpoint: false };
