import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { Commands } from "../command.ts";

export const Client = STSClient;

export const commands = {
  AssumeRole: AssumeRoleCommand,
  GetCallerIdentity: GetCallerIdentityCommand,
} satisfies Commands;
