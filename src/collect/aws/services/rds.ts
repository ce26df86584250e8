import {
  RDSClient,
  DescribeDBClusterParametersCommand,
  DescribeDBInstancesCommand,
  DescribeDBParametersCommand,
} from "@aws-sdk/client-rds";
import type { Commands } from "../command.ts";

export const Client = RDSClient;

export const commands = {
  DescribeDBClusterParameters: DescribeDBClusterParametersCommand,
  DescribeDBInstances: DescribeDBInstancesCommand,
  DescribeDBParameters: DescribeDBParametersCommand,
} satisfies Commands;
