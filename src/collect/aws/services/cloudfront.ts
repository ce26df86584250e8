import { CloudFrontClient, GetDistributionCommand, ListDistributionsCommand } from "@aws-sdk/client-cloudfront";
import type { Commands } from "../command.ts";

export const Client = CloudFrontClient;

export const commands = {
  GetDistribution: GetDistributionCommand,
  ListDistributions: ListDistributionsCommand,
} satisfies Commands;
