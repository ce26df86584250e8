import { SQSClient, GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import type { Commands } from "../command.ts";

export const Client = SQSClient;

export const commands = {
  GetQueueAttributes: GetQueueAttributesCommand,
} satisfies Commands;
