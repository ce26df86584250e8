import { BackupClient, ListProtectedResourcesCommand } from "@aws-sdk/client-backup";
import type { Commands } from "../command.ts";

export const Client = BackupClient;

export const commands = {
  ListProtectedResources: ListProtectedResourcesCommand,
} satisfies Commands;
