import {
  SNSClient,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
} from "@aws-sdk/client-sns";
import type { Commands } from "../command.ts";

export const Client = SNSClient;

export const commands = {
  GetTopicAttributes: GetTopicAttributesCommand,
  ListSubscriptionsByTopic: ListSubscriptionsByTopicCommand,
  ListTagsForResource: ListTagsForResourceCommand,
  ListTopics: ListTopicsCommand,
} satisfies Commands;
