import { AccessAnalyzerClient, ListAnalyzersCommand } from "@aws-sdk/client-accessanalyzer";
import type { Commands } from "../command.ts";

export const Client = AccessAnalyzerClient;

export const commands = {
  ListAnalyzers: ListAnalyzersCommand,
} satisfies Commands;
