import { EKSClient, DescribeClusterCommand, ListClustersCommand } from "@aws-sdk/client-eks";
import type { Commands } from "../command.ts";

export const Client = EKSClient;

export const commands = {
  DescribeCluster: DescribeClusterCommand,
  ListClusters: ListClustersCommand,
} satisfies Commands;
