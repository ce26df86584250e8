import { NetworkFirewallClient, DescribeLoggingConfigurationCommand } from "@aws-sdk/client-network-firewall";
import type { Commands } from "../command.ts";

export const Client = NetworkFirewallClient;

export const commands = {
  DescribeLoggingConfiguration: DescribeLoggingConfigurationCommand,
} satisfies Commands;
