import { isObject, own } from "../../../inventory/json-text.ts";
import { foreign } from "../facts/aws.ts";
import { actionOf } from "../service.ts";
import type { Call } from "../service.ts";
import type { DirectResource, DirectType } from "./direct-type.ts";
import { arnOf, described, textIn } from "./listing.ts";
import { respell } from "./spelling.ts";
import { TABLE_TAGS } from "./tags.ts";

const TABLES: Call = { service: "dynamodb", operation: "ListTables" };
const TABLE: Call = { service: "dynamodb", operation: "DescribeTable" };

export const DYNAMODB_TYPES: readonly DirectType[] = [
  {
    type: "AWS::DynamoDB::Table",
    call: actionOf(TABLE),
    list: (aws) => {
      const listing = {
        elements: "TableNames",
        token: ["ExclusiveStartTableName", "LastEvaluatedTableName"] as const,
      };
      return described(aws, TABLES, listing, {
        named: (table) => {
          const name = String(table);
          return { arn: arnOf(aws, "dynamodb", `table/${name}`), resourceId: name, name };
        },
        describe: async (TableName) =>
          tableOf(own(await aws.ask(TABLE.service, TABLE.operation, { TableName }), "Table")),
      });
    },
    parts: [
      TABLE_TAGS,
      {
        path: "supplementaryConfiguration.ContinuousBackupsDescription",
        read: async (aws, { resourceId }) => {
          const answer = await aws.ask("dynamodb", "DescribeContinuousBackups", { TableName: resourceId });
          const description = own(answer, "ContinuousBackupsDescription");
          return isObject(description) ? respell(description, { dialect: "acronym" }) : undefined;
        },
      },
    ],
  },
];

function tableOf(table: unknown): DirectResource {
  if (!isObject(table)) throw foreign(TABLE.service, TABLE.operation, "the answer is of no table");
  const name = textIn(table, "TableName", TABLE);
  const configuration = respell(table, { dialect: "acronym" });
  return { arn: textIn(table, "TableArn", TABLE), resourceId: name, name, configuration };
}
