import {
  EMRClient,
  DescribeClusterCommand,
  GetBlockPublicAccessConfigurationCommand,
  ListClustersCommand,
  ListInstancesCommand,
} from "@aws-sdk/client-emr";
import type { Commands } from "../command.ts";

export const Client = EMRClient;

export const commands = {
  DescribeCluster: DescribeClusterCommand,
  GetBlockPublicAccessConfiguration: GetBlockPublicAccessConfigurationCommand,
  ListClusters: ListClustersCommand,
  ListInstances: ListInstancesCommand,
} satisfies Commands;
