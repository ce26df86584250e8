import {
  RedshiftServerlessClient,
  ListNamespacesCommand,
  ListWorkgroupsCommand,
} from "@aws-sdk/client-redshift-serverless";
import type { Commands } from "../command.ts";

export const Client = RedshiftServerlessClient;

export const commands = {
  ListNamespaces: ListNamespacesCommand,
  ListWorkgroups: ListWorkgroupsCommand,
} satisfies Commands;
