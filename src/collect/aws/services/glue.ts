import { GlueClient, GetResourcePolicyCommand } from "@aws-sdk/client-glue";
import type { Commands } from "../command.ts";

export const Client = GlueClient;

export const commands = {
  GetResourcePolicy: GetResourcePolicyCommand,
} satisfies Commands;
