import {
  SecretsManagerClient,
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  ListSecretsCommand,
} from "@aws-sdk/client-secrets-manager";
import type { Commands } from "../command.ts";

export const Client = SecretsManagerClient;

export const commands = {
  DescribeSecret: DescribeSecretCommand,
  GetResourcePolicy: GetResourcePolicyCommand,
  ListSecrets: ListSecretsCommand,
} satisfies Commands;
