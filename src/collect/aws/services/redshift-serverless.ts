import { RedshiftServerlessClient, ListWorkgroupsCommand } from "@aws-sdk/client-redshift-serverless";
import type { Commands } from "../command.ts";

export const Client = RedshiftServerlessClient;

export const commands = {
  ListWorkgroups: ListWorkgroupsCommand,
} satisfies Commands;
