import { AccountClient, GetAlternateContactCommand } from "@aws-sdk/client-account";
import type { Commands } from "../command.ts";

export const Client = AccountClient;

export const commands = {
  GetAlternateContact: GetAlternateContactCommand,
} satisfies Commands;
