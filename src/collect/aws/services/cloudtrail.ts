import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  ListTagsCommand,
} from "@aws-sdk/client-cloudtrail";
import type { Commands } from "../command.ts";

export const Client = CloudTrailClient;

export const commands = {
  DescribeTrails: DescribeTrailsCommand,
  GetEventSelectors: GetEventSelectorsCommand,
  GetTrailStatus: GetTrailStatusCommand,
  ListTags: ListTagsCommand,
} satisfies Commands;
