import type { ResourceDocument } from "../../src/model/resource.ts";
import { withConfiguration } from "./facts-configuration.ts";
import { recordersIn } from "./recorder-facts.ts";
import { ACCOUNT } from "./sample-estate.ts";

/** Where the facts below are. */
export const REGION = "eu-west-1";

type Facts = Readonly<Record<string, unknown>>;

const arn = (service: string, rest: string, region = REGION): string =>
  `arn:aws:${service}:${region}:${ACCOUNT}:${rest}`;

function document(type: string, id: string, facts: Facts, more: Partial<ResourceDocument> = {}): ResourceDocument {
  const name = id.split(/[:/]/).at(-1)!;
  const place = { provider: "aws", account: ACCOUNT, region: REGION, type: `AWS::${type}` };
  return { ...place, id, name, resourceId: name, tags: {}, configuration: { arn: id }, ...facts, ...more };
}

const POLICY = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "*", Resource: "*" }],
};
const CREDENTIALS = {
  user_created_at: "2025-01-02T08:00:00.000Z",
  password_enabled: true,
  password_last_used: "2026-11-18T08:00:00.000Z",
  password_last_changed: "2026-09-01T08:00:00.000Z",
  password_next_rotation: null,
  mfa_active: true,
  access_keys: [{ slot: 2, active: true, last_rotated: "2026-10-01T08:00:00.000Z", last_used: null }],
  certificates: [],
  reported_at: "2026-11-20T06:00:00.000Z",
};
const BACKUP = {
  ResourceArn: arn("ec2", "volume/vol-books"),
  LastBackupTime: "2026-11-19T03:00:00.000Z",
  LastBackupVaultArn: arn("backup", "backup-vault:main"),
  LastRecoveryPointArn: arn("backup", "recovery-point:1"),
};

export const ACCOUNT_DOCUMENT: ResourceDocument = {
  provider: "aws",
  account: ACCOUNT,
  region: "global",
  type: "AWS::::Account",
  id: ACCOUNT,
  name: ACCOUNT,
  tags: null,
  "@iam": {
    summary: { AccountMFAEnabled: 1, AccountAccessKeysPresent: 0, AccountSigningCertificatesPresent: 0, Users: 2 },
    virtual_mfa_devices: [
      {
        SerialNumber: `arn:aws:iam::${ACCOUNT}:mfa/root-account-mfa-device`,
        EnableDate: "2025-01-01T00:00:00.000Z",
        User: { Arn: `arn:aws:iam::${ACCOUNT}:root` },
      },
    ],
    password_policy: { MinimumPasswordLength: 14, PasswordReusePrevention: 24, ExpirePasswords: false },
    root_credentials: { ...CREDENTIALS, password_enabled: null, access_keys: [] },
    support_policy_entities: { PolicyGroups: [], PolicyUsers: [], PolicyRoles: [{ RoleName: "support" }] },
    organizations_features: ["RootCredentialsManagement"],
  },
  "@organizations": {
    organization: {
      Id: "o-harbour",
      Arn: "arn:aws:organizations::111122223333:organization/o-harbour",
      FeatureSet: "ALL",
      MasterAccountId: ACCOUNT,
    },
    policies: [
      {
        Id: "p-deny",
        Name: "deny",
        Type: "SERVICE_CONTROL_POLICY",
        AwsManaged: false,
        Targets: [{ TargetId: "r-root", Name: "Root", Type: "ROOT" }],
      },
    ],
  },
  "@account": {
    security_contact: { EmailAddress: "sec@example.org", Name: "Security", PhoneNumber: "+1", Title: "CISO" },
  },
  "@s3control": {
    public_access_block: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
  },
};

export const REGION_DOCUMENT: ResourceDocument = {
  provider: "aws",
  account: ACCOUNT,
  type: "AWS::::Account",
  tags: null,
  region: REGION,
  id: `${ACCOUNT}/${REGION}`,
  name: REGION,
  "@ec2": {
    ebs_encryption_by_default: true,
    snapshot_block_public_access_state: "block-all-sharing",
    image_block_public_access_state: "block-new-sharing",
  },
  "@emr": {
    block_public_access: {
      BlockPublicSecurityGroupRules: true,
      PermittedPublicSecurityGroupRuleRanges: [{ MinRange: 22, MaxRange: 22 }],
    },
  },
  "@securityhub": { hub: { HubArn: arn("securityhub", "hub/default"), AutoEnableControls: true } },
  "@guardduty": {
    detectors: [
      {
        DetectorId: "d1",
        Status: "ENABLED",
        FindingPublishingFrequency: "SIX_HOURS",
        Features: [{ Name: "S3_DATA_EVENTS", Status: "ENABLED" }],
      },
    ],
  },
  "@macie": { session: { status: "ENABLED", findingPublishingFrequency: "SIX_HOURS" } },
  "@inspector": {
    account_status: {
      accountId: ACCOUNT,
      state: { status: "ENABLED" },
      resourceState: { ec2: { status: "ENABLED" }, ecr: { status: "DISABLED" }, lambda: { status: "ENABLED" } },
    },
    critical_findings: [
      {
        id: arn("inspector2", "finding/1"),
        title: "old library",
        finding_type: "PACKAGE_VULNERABILITY",
        resource_id: "i-1",
        resource_type: "AWS_EC2_INSTANCE",
        fix_available: "YES",
        first_observed_at: "2026-10-01T00:00:00.000Z",
        last_observed_at: "2026-11-01T00:00:00.000Z",
      },
    ],
  },
  "@access_analyzer": {
    analyzers: [{ arn: arn("access-analyzer", "analyzer/a"), name: "a", status: "ACTIVE", type: "ACCOUNT" }],
  },
  "@config": {
    recorders: recordersIn(ACCOUNT, REGION),
    delivery_channels: [{ name: "default", s3BucketName: "config-books" }],
  },
  "@ssm": { public_sharing_permission: "Disable" },
  "@glue": { resource_policy: POLICY },
};

const LOG_GROUP = arn("logs", "log-group:trail-logs:*");
const ACL = arn("wafv2", "regional/webacl/front/11aa");
const group = { dBParameterGroupName: "books-pg", parameterApplyStatus: "in-sync" };
const PARAMETERS = [{ ParameterName: "rds.force_ssl", ParameterValue: "1", ApplyMethod: "immediate", Source: "user" }];

/** One resource of each type that has a joined fact, with all of them. */
const WITH_FACTS: readonly ResourceDocument[] = [
  document(
    "CloudTrail::Trail",
    arn("cloudtrail", "trail/all"),
    {
      "@status": { isLogging: true, latestDeliveryTime: "2026-11-20T05:00:00.000Z" },
      "@event_selectors": {
        EventSelectors: [],
        AdvancedEventSelectors: [{ Name: "writes", FieldSelectors: [{ Field: "eventCategory", Equals: ["Data"] }] }],
      },
      "@metric_filters": [
        {
          filterName: "root",
          filterPattern: "{ $.userIdentity.type = Root }",
          logGroupName: "trail-logs",
          metricTransformations: [{ metricName: "root", metricNamespace: "cis", metricValue: "1" }],
        },
      ],
    },
    { configuration: { cloudWatchLogsLogGroupArn: LOG_GROUP, isMultiRegionTrail: true } },
  ),
  document("IAM::User", `arn:aws:iam::${ACCOUNT}:user/ada`, { "@credentials": CREDENTIALS }, { region: "global" }),
  document(
    "IAM::ServerCertificate",
    `arn:aws:iam::${ACCOUNT}:server-certificate/shop`,
    {
      "@metadata": {
        Path: "/",
        ServerCertificateName: "shop",
        ServerCertificateId: "ASCA1",
        Arn: `arn:aws:iam::${ACCOUNT}:server-certificate/shop`,
        Expiration: "2027-01-01T00:00:00.000Z",
      },
    },
    { region: "global" },
  ),
  document("S3::Bucket", "arn:aws:s3:::books", {
    "@ownership_controls": { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
  }),
  document(
    "EC2::Snapshot",
    `arn:aws:ec2:${REGION}::snapshot/snap-1`,
    { "@sharing": { public: true } },
    { configuration: { SnapshotId: "snap-1", Encrypted: false, OwnerId: ACCOUNT, State: "completed", VolumeSize: 8 } },
  ),
  document(
    "EC2::Image",
    `arn:aws:ec2:${REGION}::image/ami-1`,
    {},
    {
      configuration: {
        ImageId: "ami-1",
        Public: false,
        OwnerId: ACCOUNT,
        State: "available",
        BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { Encrypted: true, SnapshotId: "snap-1" } }],
      },
      tags: { team: "ledger" },
    },
  ),
  document("EC2::Instance", arn("ec2", "instance/i-1"), {
    "@ssm": { InstanceId: "i-1", PingStatus: "Online", LastPingDateTime: "2026-11-20T05:00:00.000Z" },
    "@patch_state": {
      InstanceId: "i-1",
      BaselineId: "pb-1",
      MissingCount: 2,
      Operation: "Scan",
      OperationEndTime: "2026-11-20T04:00:00.000Z",
    },
    "@user_data": "#!/bin/sh\necho ready",
  }),
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
  document("DynamoDB::Table", arn("dynamodb", "table/books"), { "@backup": null }),
  document("SNS::Topic", arn("sns", "alerts"), {
    "@subscriptions": [
      { Endpoint: "https://example.org", Owner: ACCOUNT, Protocol: "https", SubscriptionArn: arn("sns", "alerts:1") },
    ],
  }),
  document("SQS::Queue", arn("sqs", "orders"), { "@policy": POLICY }),
  document("Events::EventBus", arn("events", "event-bus/default"), { "@policy": POLICY }),
  document("ApiGateway::RestApi", `arn:aws:apigateway:${REGION}::/restapis/abc`, {
    "@policy": POLICY,
    "@authorizers": [
      { id: "1", name: "pool", type: "COGNITO_USER_POOLS", providerARNs: [arn("cognito-idp", "userpool/1")] },
    ],
    "@methods": [
      { path: "/", http_method: "GET", authorization_type: "NONE", authorizer_id: null, api_key_required: false },
    ],
  }),
  document("ApiGatewayV2::Api", `arn:aws:apigateway:${REGION}::/apis/v2a`, {
    "@routes": [{ RouteId: "r1", RouteKey: "$default", AuthorizationType: "NONE", ApiKeyRequired: false }],
  }),
  document("SecretsManager::Secret", arn("secretsmanager", "secret:db-1"), {
    "@resource_policy": null,
    "@secret": {
      ARN: arn("secretsmanager", "secret:db-1"),
      Name: "db",
      RotationEnabled: true,
      LastRotatedDate: "2026-11-01T00:00:00.000Z",
    },
  }),
  document("Lambda::Function", arn("lambda", "function:pay"), {
    "@url": { FunctionUrl: "https://pay.example.org/", AuthType: "AWS_IAM" },
    "@runtime_management": { UpdateRuntimeOn: "Auto" },
    "@environment": { STAGE: "prod" },
  }),
  document(
    "ElasticLoadBalancingV2::LoadBalancer",
    arn("elasticloadbalancing", "loadbalancer/app/front/1"),
    { "@web_acl": { ARN: ACL, Id: "11aa", Name: "front" } },
    { configuration: { type: "application" } },
  ),
  document("WAFv2::WebACL", ACL, {
    "@logging": { LogDestinationConfigs: [arn("logs", "log-group:aws-waf-logs-1")], ManagedByFirewallManager: false },
    "@rules": [{ Name: "common", Priority: 1, OverrideAction: { None: {} } }],
  }),
  document("NetworkFirewall::Firewall", arn("network-firewall", "firewall/edge"), {
    "@logging": {
      LogDestinationConfigs: [{ LogType: "ALERT", LogDestinationType: "S3", LogDestination: { bucketName: "edge" } }],
    },
  }),
  document(
    "CloudFront::Distribution",
    `arn:aws:cloudfront::${ACCOUNT}:distribution/E1`,
    {
      "@log_deliveries": [
        {
          destination_arn: arn("logs", "delivery-destination:d", "us-east-1"),
          destination_type: "S3",
          log_type: "ACCESS_LOGS",
        },
      ],
    },
    { region: "global" },
  ),
  document(
    "Route53::HostedZone",
    "arn:aws:route53:::hostedzone/Z1",
    {
      "@query_logging": [
        { Id: "q1", HostedZoneId: "Z1", CloudWatchLogsLogGroupArn: arn("logs", "log-group:dns", "us-east-1") },
      ],
    },
    { region: "global" },
  ),
  document("GuardDuty::Detector", arn("guardduty", "detector/d1"), {
    "@findings": [
      {
        id: "f1",
        title: "odd caller",
        finding_type: "Recon:IAMUser/TorIPCaller",
        resource_type: "AccessKey",
        severity: 8,
        created_at: "2026-11-01T00:00:00.000Z",
        updated_at: "2026-11-02T00:00:00.000Z",
      },
    ],
  }),
  document("ECR::Repository", arn("ecr", "repository/shop"), {
    "@scanning": { scanFrequency: "SCAN_ON_PUSH", scanOnPush: true },
    "@latest_image": {
      image_digest: "sha256:1",
      pushed_at: "2026-11-01T00:00:00.000Z",
      scan_status: "COMPLETE",
      scan_completed_at: "2026-11-01T01:00:00.000Z",
      severity_counts: { HIGH: 1 },
    },
  }),
  document(
    "EMR::Cluster",
    arn("elasticmapreduce", "cluster/j-1"),
    { "@master_instances": [{ Id: "ci-1", Ec2InstanceId: "i-1", PublicIpAddress: "203.0.113.9" }] },
    {
      name: "etl",
      configuration: {
        Id: "j-1",
        Name: "etl",
        Status: { State: "WAITING" },
        ClusterArn: arn("elasticmapreduce", "cluster/j-1"),
      },
      tags: { team: "data" },
    },
  ),
  document(
    "ElasticBeanstalk::Environment",
    arn("elasticbeanstalk", "environment/shop/prod"),
    {
      "@option_settings": {
        ManagedActionsEnabled: "true",
        UpdateLevel: "minor",
        StreamLogs: "false",
        RetentionInDays: null,
      },
    },
    { configuration: { ApplicationName: "shop", EnvironmentName: "prod" } },
  ),
  document("SSM::Document", arn("ssm", "document/restart"), {
    "@sharing": { AccountIds: ["444455556666"] },
    "@content": "schemaVersion: '2.2'",
  }),
  document("ServiceCatalog::Portfolio", arn("catalog", "portfolio/port-1"), {
    "@shares": [{ PrincipalId: "444455556666", Type: "ACCOUNT", Accepted: true, SharePrincipals: false }],
  }),
  document(
    "Glacier::Vault",
    arn("glacier", "vaults/old"),
    { "@access_policy": null },
    { configuration: { VaultARN: arn("glacier", "vaults/old"), VaultName: "old", NumberOfArchives: 3 } },
  ),
  listed("Logs::LogGroup", arn("logs", "log-group:trail-logs"), {
    logGroupName: "trail-logs",
    logGroupArn: arn("logs", "log-group:trail-logs"),
    retentionInDays: 365,
  }),
  listed("Logs::ResourcePolicy", arn("logs", "resource-policy:dns"), { policyName: "dns", policyDocument: POLICY }),
  listed("DAX::Cluster", arn("dax", "cache/dax1"), { ClusterName: "dax1", ClusterArn: arn("dax", "cache/dax1") }),
  listed("ElastiCache::CacheCluster", arn("elasticache", "cluster:c1"), {
    CacheClusterId: "c1",
    ARN: arn("elasticache", "cluster:c1"),
    Engine: "redis",
    TransitEncryptionEnabled: true,
    SnapshotRetentionLimit: 7,
    SecurityGroups: [{ SecurityGroupId: "sg-1", Status: "active" }],
  }),
  listed("ElastiCache::ReplicationGroup", arn("elasticache", "replicationgroup:g1"), {
    ReplicationGroupId: "g1",
    ARN: arn("elasticache", "replicationgroup:g1"),
    MemberClusters: ["c1"],
    AtRestEncryptionEnabled: true,
  }),
  listed("RedshiftServerless::Workgroup", arn("redshift-serverless", "workgroup/w1"), {
    workgroupName: "w1",
    workgroupArn: arn("redshift-serverless", "workgroup/w1"),
    publiclyAccessible: false,
  }),
];

export const RESOURCES: readonly ResourceDocument[] = WITH_FACTS.map(withConfiguration);

/** Their calls do not carry tags. */
function listed(type: string, id: string, configuration: Facts): ResourceDocument {
  return document(type, id, {}, { configuration });
}

export const FACTS_ESTATE: readonly ResourceDocument[] = [ACCOUNT_DOCUMENT, REGION_DOCUMENT, ...RESOURCES];
