import {
  DynamoDBClient,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  ListTablesCommand,
} from "@aws-sdk/client-dynamodb";
import type { Commands } from "../command.ts";

export const Client = DynamoDBClient;

export const commands = {
  DescribeContinuousBackups: DescribeContinuousBackupsCommand,
  DescribeTable: DescribeTableCommand,
  ListTables: ListTablesCommand,
} satisfies Commands;
