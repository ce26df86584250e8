import {
  QUEUES_DESCRIBED,
  queueAttributes,
  REPOSITORIES_DESCRIBED,
  SECRETS_DESCRIBED,
  TRAILS_DESCRIBED,
} from "./described-json.ts";
import { DATABASES_DESCRIBED, TOPICS_DESCRIBED } from "./described-query.ts";
import { FUNCTIONS_DESCRIBED, LAMBDA_ROUTES } from "./described-rest.ts";
import { S3_DESCRIBED, S3_ROUTES } from "./described-s3.ts";
import { onWire, upper } from "./on-wire.ts";
import { accountFact, joinedFact, policyText, seconds, withSeconds } from "./service.ts";
import type { FactPlace, LoopbackService } from "./service.ts";

type Facts = Readonly<Record<string, unknown>>;
type Lists = readonly Facts[];

const TRAIL = "AWS::CloudTrail::Trail";

export const CLOUDTRAIL: LoopbackService = {
  protocol: "json",
  operations: {
    ...TRAILS_DESCRIBED,
    GetTrailStatus: (place, { Name }) => {
      const members = Object.entries(joinedFact(place, TRAIL, Name, "@status") as Facts);
      return Object.fromEntries(
        members.map(([key, value]) => [
          `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
          key.endsWith("Time") ? seconds(value) : value,
        ]),
      );
    },
    GetEventSelectors: (place, { TrailName }) => {
      const kinds = joinedFact(place, TRAIL, TrailName, "@event_selectors") as Readonly<Record<string, Lists>>;
      return {
        TrailARN: TrailName,
        ...Object.fromEntries(Object.entries(kinds).filter(([, list]) => list.length > 0)),
      };
    },
  },
};

export const LOGS: LoopbackService = {
  protocol: "json",
  operations: {
    DescribeMetricFilters: (place, { logGroupName }) => {
      const trail = place.of(TRAIL).find(({ configuration }) => {
        const arn = (configuration as Facts)["cloudWatchLogsLogGroupArn"];
        return typeof arn === "string" && arn.split(":")[6] === logGroupName;
      });
      return { metricFilters: joinedFact(place, TRAIL, trail?.id, "@metric_filters") };
    },
    DescribeLogGroups: (place) => ({ logGroups: configurationsOf(place, "AWS::Logs::LogGroup") }),
    DescribeResourcePolicies: (place) => ({
      resourcePolicies: configurationsOf(place, "AWS::Logs::ResourcePolicy").map((one) => ({
        ...one,
        policyDocument: policyText(one["policyDocument"]),
      })),
    }),
    DescribeDeliverySources: (place) => ({
      deliverySources: distributions(place).flatMap(({ id, name, ...one }) =>
        (one["@log_deliveries"] as Lists).map(({ log_type: logType }) => ({ name, logType, resourceArns: [id] })),
      ),
    }),
    DescribeDeliveries: (place) => ({
      deliveries: distributions(place).flatMap(({ name, ...one }) =>
        (one["@log_deliveries"] as Lists).map((delivery, index) => ({
          id: `${name}-${index}`,
          deliverySourceName: name,
          deliveryDestinationArn: delivery["destination_arn"],
          deliveryDestinationType: delivery["destination_type"],
        })),
      ),
    }),
  },
};

function distributions(place: FactPlace): ReturnType<FactPlace["of"]> {
  const all = place.of("AWS::CloudFront::Distribution");
  for (const { type, id } of all) joinedFact(place, type, id, "@log_deliveries");
  return all;
}

export const SNS: LoopbackService = {
  protocol: "query",
  operations: {
    ...TOPICS_DESCRIBED,
    ListSubscriptionsByTopic: (place, { TopicArn }) => ({
      Subscriptions: { member: joinedFact(place, "AWS::SNS::Topic", TopicArn, "@subscriptions") },
    }),
  },
};

export const SQS: LoopbackService = {
  protocol: "json",
  operations: {
    ...QUEUES_DESCRIBED,
    GetQueueAttributes: (place, { QueueUrl, AttributeNames }) => {
      const name = String(QueueUrl).split("/").at(-1);
      const queue = place.of("AWS::SQS::Queue").find(({ id }) => id.endsWith(`:${name}`));
      if ((AttributeNames as string[]).includes("All")) return { Attributes: queueAttributes(queue) };
      const Policy = policyText(joinedFact(place, "AWS::SQS::Queue", queue?.id, "@policy"));
      return { Attributes: { QueueArn: queue?.id, ...(Policy !== undefined && { Policy }) } };
    },
  },
};

export const EVENTS: LoopbackService = {
  protocol: "json",
  operations: {
    DescribeEventBus: (place, { Name }) => ({
      Name,
      Policy: policyText(joinedFact(place, "AWS::Events::EventBus", Name, "@policy")),
    }),
  },
};

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

const REST_API = "AWS::ApiGateway::RestApi";

export const API_GATEWAY: LoopbackService = {
  protocol: "rest-json",
  routes: [
    { operation: "GetRestApi", method: "GET", path: /^\/restapis\/(?<id>[^/]+)$/ },
    { operation: "GetAuthorizers", method: "GET", path: /^\/restapis\/(?<id>[^/]+)\/authorizers$/ },
    { operation: "GetResources", method: "GET", path: /^\/restapis\/(?<id>[^/]+)\/resources$/ },
    { operation: "GetRoutes", method: "GET", path: /^\/v2\/apis\/(?<id>[^/]+)\/routes$/ },
  ],
  operations: {
    GetRestApi: (place, { id }) => {
      const policy = policyText(joinedFact(place, REST_API, id, "@policy"));
      return { id, ...(policy !== undefined && { policy: policy.replaceAll('"', '\\"') }) };
    },
    GetAuthorizers: (place, { id }) => {
      const authorizers = joinedFact(place, REST_API, id, "@authorizers") as Lists;
      return authorizers.length === 0 ? {} : { item: authorizers };
    },
    GetResources: (place, { id }) => ({
      item: (joinedFact(place, REST_API, id, "@methods") as Lists).map((one) => ({
        path: one["path"],
        resourceMethods: {
          [String(one["http_method"])]: {
            authorizationType: one["authorization_type"],
            authorizerId: one["authorizer_id"] ?? undefined,
            apiKeyRequired: one["api_key_required"],
          },
        },
      })),
    }),
    GetRoutes: (place, { id }) => ({
      items: (joinedFact(place, "AWS::ApiGatewayV2::Api", id, "@routes") as Lists).map((route) =>
        Object.fromEntries(
          Object.entries(route).map(([key, value]) => [`${key.charAt(0).toLowerCase()}${key.slice(1)}`, value]),
        ),
      ),
    }),
  },
};

const NO_FUNCTION_URL = ["ResourceNotFoundException"] as const;

export const LAMBDA: LoopbackService = {
  protocol: "rest-json",
  routes: [
    ...LAMBDA_ROUTES,
    { operation: "GetFunctionUrlConfig", method: "GET", path: /^\/2021-10-31\/functions\/(?<id>[^/]+)\/url$/ },
    {
      operation: "GetRuntimeManagementConfig",
      method: "GET",
      path: /^\/2021-07-20\/functions\/(?<id>[^/]+)\/runtime-management-config$/,
    },
    {
      operation: "GetFunctionConfiguration",
      method: "GET",
      path: /^\/2015-03-31\/functions\/(?<id>[^/]+)\/configuration$/,
    },
  ],
  operations: {
    ...FUNCTIONS_DESCRIBED,
    GetFunctionUrlConfig: (place, { id }) => joinedFact(place, "AWS::Lambda::Function", id, "@url", NO_FUNCTION_URL),
    GetRuntimeManagementConfig: (place, { id }) =>
      joinedFact(place, "AWS::Lambda::Function", id, "@runtime_management"),
    GetFunctionConfiguration: (place, { id }) => {
      const Variables = joinedFact(place, "AWS::Lambda::Function", id, "@environment");
      return { FunctionName: id, Environment: { Variables } };
    },
  },
};

export const RDS: LoopbackService = {
  protocol: "query",
  operations: {
    DescribeDBParameters: (place, { DBParameterGroupName }) => ({
      Parameters: { Parameter: parametersOf(place, "AWS::RDS::DBInstance", DBParameterGroupName) },
    }),
    DescribeDBClusterParameters: (place, { DBClusterParameterGroupName }) => ({
      Parameters: { Parameter: parametersOf(place, "AWS::RDS::DBCluster", DBClusterParameterGroupName) },
    }),
    ...DATABASES_DESCRIBED,
  },
};

function parametersOf(place: FactPlace, type: string, group: unknown): unknown {
  const owner = place
    .of(type)
    .find(({ configuration }) => JSON.stringify(configuration).includes(`"${String(group)}"`));
  return joinedFact(place, type, owner?.id, "@parameters");
}

export const WAF: LoopbackService = {
  protocol: "json",
  operations: {
    GetWebACLForResource: (place, { ResourceArn }) => {
      const acl = joinedFact(place, "AWS::ElasticLoadBalancingV2::LoadBalancer", ResourceArn, "@web_acl");
      return acl === null ? {} : { WebACL: acl };
    },
    GetLoggingConfiguration: (place, { ResourceArn }) => ({
      LoggingConfiguration: {
        ResourceArn,
        ...(joinedFact(place, "AWS::WAFv2::WebACL", ResourceArn, "@logging", [
          "WAFNonexistentItemException",
          400,
        ]) as Facts),
      },
    }),
    GetWebACL: (place, { Name, Id }) => {
      const acl = place.of("AWS::WAFv2::WebACL").find(({ id }) => id.endsWith(`/${String(Name)}/${String(Id)}`));
      return { WebACL: { Name, Id, Rules: joinedFact(place, "AWS::WAFv2::WebACL", acl?.id, "@rules") } };
    },
  },
};

export const BEANSTALK: LoopbackService = {
  protocol: "query",
  operations: {
    DescribeConfigurationSettings: (place, { EnvironmentName }) => {
      const type = "AWS::ElasticBeanstalk::Environment";
      const environment = place
        .of(type)
        .find(({ configuration }) => Object.values(configuration as Facts).includes(EnvironmentName));
      const options = joinedFact(place, type, environment?.id, "@option_settings") as Facts;
      const member = Object.entries(options)
        .filter(([, value]) => value !== null)
        .map(([OptionName, Value]) => ({ OptionName, Namespace: NAMESPACES[OptionName], Value }));
      return { ConfigurationSettings: { member: [{ EnvironmentName, OptionSettings: { member } }] } };
    },
  },
};

const NAMESPACES: Readonly<Record<string, string>> = {
  ManagedActionsEnabled: "aws:elasticbeanstalk:managedactions",
  UpdateLevel: "aws:elasticbeanstalk:managedactions:platformupdate",
  StreamLogs: "aws:elasticbeanstalk:cloudwatch:logs",
  RetentionInDays: "aws:elasticbeanstalk:cloudwatch:logs",
};

const REPOSITORY = "AWS::ECR::Repository";

export const ECR: LoopbackService = {
  protocol: "json",
  operations: {
    ...REPOSITORIES_DESCRIBED,
    BatchGetRepositoryScanningConfiguration: (place, { repositoryNames }) => ({
      scanningConfigurations: (repositoryNames as string[]).map((name) =>
        joinedFact(place, REPOSITORY, name, "@scanning"),
      ),
    }),
    DescribeImages: (place, { repositoryName }) => {
      const image = joinedFact(place, REPOSITORY, repositoryName, "@latest_image") as Facts | null;
      const older = { imageDigest: "sha256:0", imagePushedAt: 1 };
      const latest = { imageDigest: image?.["image_digest"], imagePushedAt: seconds(image?.["pushed_at"]) };
      return { imageDetails: image === null ? [] : [older, latest] };
    },
    DescribeImageScanFindings: (place, { repositoryName }) => {
      const none = ["ScanNotFoundException", 400] as const;
      const image = joinedFact(place, REPOSITORY, repositoryName, "@latest_image", none) as Facts;
      return {
        imageScanStatus: { status: image["scan_status"] },
        imageScanFindings: {
          findingSeverityCounts: image["severity_counts"],
          imageScanCompletedAt: seconds(image["scan_completed_at"]),
        },
      };
    },
  },
};

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

export const NETWORK_FIREWALL: LoopbackService = {
  protocol: "json",
  operations: {
    DescribeLoggingConfiguration: (place, { FirewallArn }) => ({
      FirewallArn,
      LoggingConfiguration: joinedFact(place, "AWS::NetworkFirewall::Firewall", FirewallArn, "@logging"),
    }),
  },
};

export const ROUTE53: LoopbackService = {
  protocol: "rest-xml",
  routes: [{ operation: "ListQueryLoggingConfigs", method: "GET", path: /^\/2013-04-01\/queryloggingconfig$/ }],
  operations: {
    ListQueryLoggingConfigs: (place, { hostedzoneid }) => ({
      ListQueryLoggingConfigsResponse: {
        QueryLoggingConfigs: {
          QueryLoggingConfig: joinedFact(place, "AWS::Route53::HostedZone", hostedzoneid, "@query_logging"),
        },
      },
    }),
  },
};

export const SERVICE_CATALOG: LoopbackService = {
  protocol: "json",
  operations: {
    DescribePortfolioShares: (place, { PortfolioId, Type }) => {
      const shares = joinedFact(place, "AWS::ServiceCatalog::Portfolio", PortfolioId, "@shares") as Lists;
      return { PortfolioShareDetails: shares.filter((share) => share["Type"] === Type) };
    },
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

function configurationsOf(place: FactPlace, type: string): Facts[] {
  return place.of(type).map(({ configuration }) => configuration as Facts);
}
