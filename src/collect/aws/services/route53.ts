import { Route53Client, ListQueryLoggingConfigsCommand } from "@aws-sdk/client-route-53";
import type { Commands } from "../command.ts";

export const Client = Route53Client;

export const commands = {
  ListQueryLoggingConfigs: ListQueryLoggingConfigsCommand,
} satisfies Commands;
