import { Macie2Client, GetMacieSessionCommand } from "@aws-sdk/client-macie2";
import type { Commands } from "../command.ts";

export const Client = Macie2Client;

export const commands = {
  GetMacieSession: GetMacieSessionCommand,
} satisfies Commands;
