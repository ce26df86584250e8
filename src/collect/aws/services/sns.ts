import { SNSClient, ListSubscriptionsByTopicCommand } from "@aws-sdk/client-sns";
import type { Commands } from "../command.ts";

export const Client = SNSClient;

export const commands = {
  ListSubscriptionsByTopic: ListSubscriptionsByTopicCommand,
} satisfies Commands;
