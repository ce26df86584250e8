import { DAXClient, DescribeClustersCommand } from "@aws-sdk/client-dax";
import type { Commands } from "../command.ts";

export const Client = DAXClient;

export const commands = {
  DescribeClusters: DescribeClustersCommand,
} satisfies Commands;
