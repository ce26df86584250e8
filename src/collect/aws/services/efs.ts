import { EFSClient, DescribeFileSystemPolicyCommand } from "@aws-sdk/client-efs";
import type { Commands } from "../command.ts";

export const Client = EFSClient;

export const commands = {
  DescribeFileSystemPolicy: DescribeFileSystemPolicyCommand,
} satisfies Commands;
