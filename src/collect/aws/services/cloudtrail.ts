import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from "@aws-sdk/client-cloudtrail";
import type { Commands } from "../command.ts";

export const Client = CloudTrailClient;

export const commands = {
  DescribeTrails: DescribeTrailsCommand,
  GetEventSelectors: GetEventSelectorsCommand,
  GetTrailStatus: GetTrailStatusCommand,
} satisfies Commands;
