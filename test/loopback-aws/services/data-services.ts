import { SECRETS_DESCRIBED } from "./described-json.ts";
import { DATABASES_DESCRIBED } from "./described-query.ts";
import { S3_DESCRIBED, S3_ROUTES } from "./described-s3.ts";
import { onWire, upper } from "./on-wire.ts";
import { accountFact, joinedFact, policyText, withSeconds } from "./service.ts";
import type { FactPlace, LoopbackService } from "./service.ts";
import type { Facts } from "./service-facts.ts";
import { configurationsOf } from "./service-facts.ts";

const SECRET = "AWS::SecretsManager::Secret";

export const SECRETS_MANAGER: LoopbackService = {
  protocol: "json",
  operations: {
    ...SECRETS_DESCRIBED,
    DescribeSecret: (place, { SecretId }) => {
      const secret = joinedFact(place, SECRET, SecretId, "@secret") as Facts;
      const dates = Object.keys(secret).filter((key) => key.endsWith("Date"));
      return { ARN: SecretId, ...withSeconds(secret, dates) };
    },
    GetResourcePolicy: (place, { SecretId }) => ({
      ARN: SecretId,
      ResourcePolicy: policyText(joinedFact(place, SECRET, SecretId, "@resource_policy")),
    }),
  },
};

export const S3: LoopbackService = {
  protocol: "rest-xml",
  routes: [
    { operation: "GetPublicAccessBlock", method: "GET", path: /^\/v20180820\/configuration\/publicAccessBlock$/ },
    ...S3_ROUTES,
    { operation: "GetBucketOwnershipControls", method: "GET", path: /^\/(?<Bucket>[^/]*)\/?$/ },
  ],
  operations: {
    ...S3_DESCRIBED,
    GetPublicAccessBlock: (place) => ({ PublicAccessBlockConfiguration: accountBlock(place) }),
    GetBucketOwnershipControls: (place, { Bucket }) => {
      const none = ["OwnershipControlsNotFoundError"] as const;
      const controls = joinedFact(place, "AWS::S3::Bucket", Bucket, "@ownership_controls", none) as Facts;
      return { OwnershipControls: { Rule: controls["Rules"] } };
    },
  },
};

/** As its item has it, else the fact of the account. */
function accountBlock(place: FactPlace): unknown {
  const [item] = place.of("AWS::S3::AccountPublicAccessBlock");
  if (item !== undefined) return onWire(item["configuration"], { spell: upper });
  return accountFact(place, "@s3control.public_access_block", ["NoSuchPublicAccessBlockConfiguration"]);
}

export const RDS: LoopbackService = {
  protocol: "query",
  operations: {
    DescribeDBParameters: (place, { DBParameterGroupName }) => ({
      Parameters: { Parameter: parametersOf(place, "AWS::RDS::DBInstance", DBParameterGroupName) },
    }),
    DescribeDBClusterParameters: (place, { DBClusterParameterGroupName }) => ({
      Parameters: { Parameter: parametersOf(place, "AWS::RDS::DBCluster", DBClusterParameterGroupName) },
    }),
    DescribeDBProxies: (place) => ({ DBProxies: { member: configurationsOf(place, "AWS::RDS::DBProxy") } }),
    ...DATABASES_DESCRIBED,
  },
};

function parametersOf(place: FactPlace, type: string, group: unknown): unknown {
  const owner = place
    .of(type)
    .find(({ configuration }) => JSON.stringify(configuration).includes(`"${String(group)}"`));
  return joinedFact(place, type, owner?.id, "@parameters");
}

const BACKED_UP = ["AWS::EC2::Volume", "AWS::EFS::FileSystem", "AWS::RDS::DBInstance", "AWS::DynamoDB::Table"];

export const BACKUP: LoopbackService = {
  protocol: "rest-json",
  routes: [{ operation: "ListProtectedResources", method: "GET", path: /^\/resources\/?$/ }],
  operations: {
    ListProtectedResources: (place) => ({
      Results: BACKED_UP.flatMap((type) => place.of(type))
        .filter((one) => Object.hasOwn(one, "@backup"))
        .map((one) => one["@backup"])
        .filter((one) => one !== null)
        .map((one) => withSeconds(one, ["LastBackupTime"])),
    }),
  },
};

export const EFS: LoopbackService = {
  protocol: "rest-json",
  routes: [
    {
      operation: "DescribeFileSystemPolicy",
      method: "GET",
      path: /^\/2015-02-01\/file-systems\/(?<FileSystemId>[^/]+)\/policy$/,
    },
  ],
  operations: {
    DescribeFileSystemPolicy: (place, { FileSystemId }) => ({
      FileSystemId,
      Policy: policyText(
        joinedFact(place, "AWS::EFS::FileSystem", FileSystemId, "@file_system_policy", ["PolicyNotFound"]),
      ),
    }),
  },
};

export const GLACIER: LoopbackService = {
  protocol: "rest-json",
  routes: [
    { operation: "ListVaults", method: "GET", path: /^\/-\/vaults$/ },
    { operation: "GetVaultAccessPolicy", method: "GET", path: /^\/-\/vaults\/(?<name>[^/]+)\/access-policy$/ },
  ],
  operations: {
    ListVaults: (place) => ({ VaultList: configurationsOf(place, "AWS::Glacier::Vault") }),
    GetVaultAccessPolicy: (place, { name }) => ({
      Policy: policyText(
        joinedFact(place, "AWS::Glacier::Vault", name, "@access_policy", ["ResourceNotFoundException"]),
      ),
    }),
  },
};

export const DAX: LoopbackService = {
  protocol: "json",
  operations: { DescribeClusters: (place) => ({ Clusters: configurationsOf(place, "AWS::DAX::Cluster") }) },
};

export const REDSHIFT_SERVERLESS: LoopbackService = {
  protocol: "json",
  operations: {
    ListNamespaces: (place) => ({ namespaces: configurationsOf(place, "AWS::RedshiftServerless::Namespace") }),
    ListWorkgroups: (place) => ({ workgroups: configurationsOf(place, "AWS::RedshiftServerless::Workgroup") }),
  },
};

export const ELASTICACHE: LoopbackService = {
  protocol: "query",
  operations: {
    DescribeCacheClusters: (place) => ({
      CacheClusters: { CacheCluster: configurationsOf(place, "AWS::ElastiCache::CacheCluster").map(membersOf) },
    }),
    DescribeReplicationGroups: (place) => ({
      ReplicationGroups: {
        ReplicationGroup: configurationsOf(place, "AWS::ElastiCache::ReplicationGroup").map((group) => ({
          ...membersOf(group),
          ...(Array.isArray(group["MemberClusters"]) && { MemberClusters: { ClusterId: group["MemberClusters"] } }),
        })),
      },
    }),
  },
};

function membersOf(facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [key, Array.isArray(value) ? { member: value } : value]),
  );
}
