import { SecurityHubClient, DescribeHubCommand } from "@aws-sdk/client-securityhub";
import type { Commands } from "../command.ts";

export const Client = SecurityHubClient;

export const commands = {
  DescribeHub: DescribeHubCommand,
} satisfies Commands;
