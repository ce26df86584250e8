import {
  EMRClient,
  DescribeClusterCommand,
  DescribeSecurityConfigurationCommand,
  GetBlockPublicAccessConfigurationCommand,
  ListClustersCommand,
  ListInstancesCommand,
} from "@aws-sdk/client-emr";
import type { Commands } from "../command.ts";

export const Client = EMRClient;

export const commands = {
  DescribeCluster: DescribeClusterCommand,
  DescribeSecurityConfiguration: DescribeSecurityConfigurationCommand,
  GetBlockPublicAccessConfiguration: GetBlockPublicAccessConfigurationCommand,
  ListClusters: ListClustersCommand,
  ListInstances: ListInstancesCommand,
} satisfies Commands;
