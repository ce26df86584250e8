import {
  ElastiCacheClient,
  DescribeCacheClustersCommand,
  DescribeReplicationGroupsCommand,
} from "@aws-sdk/client-elasticache";
import type { Commands } from "../command.ts";

export const Client = ElastiCacheClient;

export const commands = {
  DescribeCacheClusters: DescribeCacheClustersCommand,
  DescribeReplicationGroups: DescribeReplicationGroupsCommand,
} satisfies Commands;
