import {
  SNSClient,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTopicsCommand,
} from "@aws-sdk/client-sns";
import type { Commands } from "../command.ts";

export const Client = SNSClient;

export const commands = {
  GetTopicAttributes: GetTopicAttributesCommand,
  ListSubscriptionsByTopic: ListSubscriptionsByTopicCommand,
  ListTopics: ListTopicsCommand,
} satisfies Commands;
