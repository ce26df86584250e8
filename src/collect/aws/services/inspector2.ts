import { Inspector2Client, BatchGetAccountStatusCommand, ListFindingsCommand } from "@aws-sdk/client-inspector2";
import type { Commands } from "../command.ts";

export const Client = Inspector2Client;

export const commands = {
  BatchGetAccountStatus: BatchGetAccountStatusCommand,
  ListFindings: ListFindingsCommand,
} satisfies Commands;
