import { ownText } from "../../../inventory/json-text.ts";
import type { ResourceDocument } from "../../../model/resource.ts";
import type { Aws } from "./aws.ts";
import type { JoinedFact } from "./fact.ts";
import { pick } from "./fact.ts";

const SECRET = [
  "ARN",
  "CreatedDate",
  "DeletedDate",
  "KmsKeyId",
  "LastAccessedDate",
  "LastChangedDate",
  "LastRotatedDate",
  "Name",
  "NextRotationDate",
  "OwningService",
  "RotationEnabled",
  "RotationLambdaARN",
  "RotationRules",
];

export const SECRET_FACTS: readonly JoinedFact[] = [
  { types: ["AWS::SecretsManager::Secret"], path: "@secret", read: secret },
];

/** The secret's description; its value is never asked for. */
async function secret(aws: Aws, { id }: ResourceDocument): Promise<unknown> {
  const answer = await aws.ask("secrets-manager", "DescribeSecret", { SecretId: id });
  return ownText(answer, "ARN") === undefined ? undefined : pick(answer, SECRET);
}
