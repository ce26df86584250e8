import type { ResourceDocument } from "../../src/model/resource.ts";
import { arn, document, POLICY, BACKUP } from "./facts-document.ts";

const group = { dBParameterGroupName: "books-pg", parameterApplyStatus: "in-sync" };
const PARAMETERS = [{ ParameterName: "rds.force_ssl", ParameterValue: "1", ApplyMethod: "immediate", Source: "user" }];

/** Of the types that keep data, one resource of each that has a joined fact, with all of them. */
export const DATA_WITH_FACTS: readonly ResourceDocument[] = [
  document("EC2::Volume", BACKUP.ResourceArn, { "@backup": BACKUP }),
  document(
    "RDS::DBInstance",
    arn("rds", "db:books"),
    {
      "@backup": null,
      "@parameters": PARAMETERS,
      "@certificate": { CAIdentifier: "rds-ca-rsa2048-g1", ValidTill: "2061-05-01T00:00:00.000Z" },
    },
    { configuration: { dBParameterGroups: [group] } },
  ),
  document(
    "RDS::DBCluster",
    arn("rds", "cluster:books"),
    { "@parameters": PARAMETERS },
    { configuration: { dbclusterParameterGroup: "books-cluster-pg" } },
  ),
  document("EFS::FileSystem", arn("elasticfilesystem", "file-system/fs-1"), {
    "@file_system_policy": POLICY,
    "@backup": null,
  }),
  document("DynamoDB::Table", arn("dynamodb", "table/books"), {
    "@backup": null,
    "@table": { DeletionProtectionEnabled: true },
  }),
];
