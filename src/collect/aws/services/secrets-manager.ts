import { SecretsManagerClient, DescribeSecretCommand, GetResourcePolicyCommand } from "@aws-sdk/client-secrets-manager";
import type { Commands } from "../command.ts";

export const Client = SecretsManagerClient;

export const commands = {
  DescribeSecret: DescribeSecretCommand,
  GetResourcePolicy: GetResourcePolicyCommand,
} satisfies Commands;
