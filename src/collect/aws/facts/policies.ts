import { own, ownText } from "../../../inventory/json-text.ts";
import type { ResourceDocument } from "../../../model/resource.ts";
import type { Aws } from "./aws.ts";
import { foreign, noneOn } from "./aws.ts";
import type { AccountFact, JoinedFact } from "./fact.ts";
import { policyIn } from "./policy-text.ts";
import { resourceIdOf } from "./resource-id.ts";

/** Policies that are kept apart from the resource they protect and are in no item. */
export const POLICY_FACTS: readonly JoinedFact[] = [
  { types: ["AWS::SQS::Queue"], path: "@policy", read: queuePolicy },
  { types: ["AWS::Events::EventBus"], path: "@policy", read: eventBusPolicy },
  { types: ["AWS::ApiGateway::RestApi"], path: "@policy", read: restApiPolicy },
  { types: ["AWS::SecretsManager::Secret"], path: "@resource_policy", read: secretPolicy },
  { types: ["AWS::EFS::FileSystem"], path: "@file_system_policy", read: fileSystemPolicy },
  { types: ["AWS::Glacier::Vault"], path: "@access_policy", read: vaultPolicy },
];

/** Policies of which an account has one in each region. */
export const ACCOUNT_POLICY_FACTS: readonly AccountFact[] = [
  {
    path: "@ecr.registry_policy",
    per: "region",
    read: async (aws) => {
      const answer = await noneOn(["RegistryPolicyNotFoundException"], aws.ask("ecr", "GetRegistryPolicy"));
      return answer && policyOrNothing(answer, "policyText");
    },
  },
  {
    path: "@glue.resource_policy",
    per: "region",
    read: async (aws) => {
      const answer = await noneOn(["EntityNotFoundException"], aws.ask("glue", "GetResourcePolicy"));
      return answer && policyOrNothing(answer, "PolicyInJson");
    },
  },
];

/** The policy in an answer. A service that refuses if there is none must not answer without one: then undefined. */
function policyOrNothing(answer: unknown, key: string): unknown {
  return ownText(answer, key) === undefined ? undefined : policyIn(own(answer, key));
}

/** Asks for the ARN too: it is always there, so a missing ARN means a foreign answer rather than no policy. */
async function queuePolicy(aws: Aws, queue: ResourceDocument): Promise<unknown> {
  const QueueUrl = ownText(queue["configuration"], "QueueUrl") ?? queueUrl(aws, queue);
  const answer = await aws.ask("sqs", "GetQueueAttributes", { QueueUrl, AttributeNames: ["Policy", "QueueArn"] });
  const attributes = own(answer, "Attributes");
  return ownText(attributes, "QueueArn") === undefined ? undefined : policyIn(own(attributes, "Policy"));
}

function queueUrl({ account, region, partition }: Aws, { id }: ResourceDocument): string {
  const domain = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  return `https://sqs.${region}.${domain}/${account}/${id.slice(id.lastIndexOf(":") + 1)}`;
}

async function eventBusPolicy(aws: Aws, { id }: ResourceDocument): Promise<unknown> {
  const bus = await aws.ask("events", "DescribeEventBus", { Name: id });
  return ownText(bus, "Name") === undefined ? undefined : policyIn(own(bus, "Policy"));
}

async function restApiPolicy(aws: Aws, api: ResourceDocument): Promise<unknown> {
  const answer = await aws.ask("api-gateway", "GetRestApi", { restApiId: resourceIdOf(api) });
  if (ownText(answer, "id") === undefined) return undefined;
  const text = ownText(answer, "policy");
  // API Gateway writes the policy as it would appear inside a JSON string, with every quote escaped.
  return policyIn(text?.startsWith('{\\"') ? `"${text}"` : text);
}

async function secretPolicy(aws: Aws, { id }: ResourceDocument): Promise<unknown> {
  const answer = await aws.ask("secrets-manager", "GetResourcePolicy", { SecretId: id });
  return ownText(answer, "ARN") === undefined ? undefined : policyIn(own(answer, "ResourcePolicy"));
}

async function fileSystemPolicy(aws: Aws, fileSystem: ResourceDocument): Promise<unknown> {
  const asked = aws.ask("efs", "DescribeFileSystemPolicy", { FileSystemId: resourceIdOf(fileSystem) });
  const answer = await noneOn(["PolicyNotFound"], asked);
  return answer && policyOrNothing(answer, "Policy");
}

async function vaultPolicy(aws: Aws, vault: ResourceDocument): Promise<unknown> {
  const vaultName = ownText(vault["configuration"], "VaultName");
  if (vaultName === undefined) throw foreign("glacier", "ListVaults", "the vault has no name");
  const asked = aws.ask("glacier", "GetVaultAccessPolicy", { accountId: "-", vaultName });
  const answer = await noneOn(["ResourceNotFoundException"], asked);
  return answer && policyOrNothing(own(answer, "policy"), "Policy");
}
