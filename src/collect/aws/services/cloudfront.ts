import {
  CloudFrontClient,
  GetDistributionCommand,
  ListDistributionsCommand,
  ListTagsForResourceCommand,
} from "@aws-sdk/client-cloudfront";
import type { Commands } from "../command.ts";

export const Client = CloudFrontClient;

export const commands = {
  GetDistribution: GetDistributionCommand,
  ListDistributions: ListDistributionsCommand,
  ListTagsForResource: ListTagsForResourceCommand,
} satisfies Commands;
