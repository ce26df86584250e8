import { own } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { ResourceDocument } from "../../../model/resource.ts";
import type { Aws } from "./aws.ts";
import { noneOn } from "./aws.ts";
import { listedBy } from "./by-member.ts";
import type { JoinedFact } from "./fact.ts";
import { pick } from "./fact.ts";
import { resourceIdOf } from "./resource-id.ts";

const BACKED_UP = ["AWS::EC2::Volume", "AWS::EFS::FileSystem", "AWS::RDS::DBInstance", "AWS::DynamoDB::Table"];
const BACKUP = ["LastBackupTime", "LastBackupVaultArn", "LastRecoveryPointArn", "ResourceArn"];

export const STORAGE_FACTS: readonly JoinedFact[] = [
  { types: ["AWS::S3::Bucket"], path: "@ownership_controls", read: ownershipControls },
  { types: BACKED_UP, path: "@backup", read: lastBackup },
  {
    types: ["AWS::DynamoDB::Table"],
    path: "@table",
    read: async (aws, table) => {
      const answer = await aws.ask("dynamodb", "DescribeTable", { TableName: resourceIdOf(table) });
      return pick(own(answer, "Table"), ["DeletionProtectionEnabled"]);
    },
  },
];

async function ownershipControls(aws: Aws, { name }: ResourceDocument): Promise<unknown> {
  const input = { Bucket: name, ExpectedBucketOwner: aws.account };
  const answer = await noneOn(["OwnershipControlsNotFoundError"], aws.ask("s3", "GetBucketOwnershipControls", input));
  return answer && own(answer, "OwnershipControls");
}

async function lastBackup(aws: Aws, { id }: ResourceDocument): Promise<JsonObject | null> {
  const asked = { service: "backup", operation: "ListProtectedResources", by: "ResourceArn" } as const;
  const listing = { elements: "Results", token: ["NextToken", "NextToken"] as const };
  const byArn = await aws.once("backups", () => listedBy(aws, { ...asked, ...listing }));
  return pick(byArn.get(id), BACKUP) ?? null;
}
