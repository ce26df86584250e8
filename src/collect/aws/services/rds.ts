import {
  RDSClient,
  DescribeDBClusterParametersCommand,
  DescribeDBClusterSnapshotAttributesCommand,
  DescribeDBClusterSnapshotsCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeDBParametersCommand,
  DescribeDBProxiesCommand,
  DescribeDBSnapshotAttributesCommand,
  DescribeDBSnapshotsCommand,
} from "@aws-sdk/client-rds";
import type { Commands } from "../command.ts";

export const Client = RDSClient;

export const commands = {
  DescribeDBClusterParameters: DescribeDBClusterParametersCommand,
  DescribeDBClusterSnapshotAttributes: DescribeDBClusterSnapshotAttributesCommand,
  DescribeDBClusterSnapshots: DescribeDBClusterSnapshotsCommand,
  DescribeDBClusters: DescribeDBClustersCommand,
  DescribeDBInstances: DescribeDBInstancesCommand,
  DescribeDBParameters: DescribeDBParametersCommand,
  DescribeDBProxies: DescribeDBProxiesCommand,
  DescribeDBSnapshotAttributes: DescribeDBSnapshotAttributesCommand,
  DescribeDBSnapshots: DescribeDBSnapshotsCommand,
} satisfies Commands;
