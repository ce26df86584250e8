import {
  DynamoDBClient,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
} from "@aws-sdk/client-dynamodb";
import type { Commands } from "../command.ts";

export const Client = DynamoDBClient;

export const commands = {
  DescribeContinuousBackups: DescribeContinuousBackupsCommand,
  DescribeTable: DescribeTableCommand,
  ListTables: ListTablesCommand,
  ListTagsOfResource: ListTagsOfResourceCommand,
} satisfies Commands;
