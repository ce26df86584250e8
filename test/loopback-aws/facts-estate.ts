import type { ResourceDocument } from "../../src/model/resource.ts";
import { withConfiguration } from "./facts-configuration.ts";
import { ACCOUNT } from "./sample-estate.ts";
import { DATA_WITH_FACTS } from "./facts-data.ts";
import { LISTED } from "./facts-listed.ts";
import { REGION, arn, document, POLICY, CREDENTIALS } from "./facts-document.ts";
import { ACCOUNT_DOCUMENT, REGION_DOCUMENT } from "./place-facts.ts";

const LOG_GROUP = arn("logs", "log-group:trail-logs:*");
const ACL = arn("wafv2", "regional/webacl/front/11aa");

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
          region: "eu-west-1",
          logGroupName: "trail-logs",
          metricTransformations: [{ metricName: "root", metricNamespace: "cis", metricValue: "1" }],
        },
      ],
    },
    { configuration: { cloudWatchLogsLogGroupArn: LOG_GROUP, isMultiRegionTrail: true } },
  ),
  document(
    "IAM::User",
    `arn:aws:iam::${ACCOUNT}:user/ada`,
    {
      "@credentials": CREDENTIALS,
      "@bedrock_keys": [
        {
          ServiceSpecificCredentialId: "ACCAEXAMPLE123EXAMPLE",
          Status: "Active",
          CreateDate: "2026-10-01T08:00:00.000Z",
          ExpirationDate: "2026-12-01T08:00:00.000Z",
        },
      ],
    },
    { region: "global" },
  ),
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
    "@ssm": {
      InstanceId: "i-1",
      PingStatus: "Online",
      LastPingDateTime: "2026-11-20T05:00:00.000Z",
      AssociationStatus: "Success",
      AssociationOverview: { InstanceAssociationStatusAggregatedCount: { Success: 2 } },
    },
    "@patch_state": {
      InstanceId: "i-1",
      BaselineId: "pb-1",
      MissingCount: 2,
      Operation: "Scan",
      OperationEndTime: "2026-11-20T04:00:00.000Z",
    },
    "@user_data": "#!/bin/sh\necho ready",
  }),
  ...DATA_WITH_FACTS,
  document("EC2::VPNConnection", arn("ec2", "vpn-connection/vpn-1"), {
    "@tunnels": [
      { outside_ip_address: "203.0.113.1", logs: true },
      { outside_ip_address: "203.0.113.2", logs: false },
    ],
  }),
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
      CreatedDate: "2026-03-01T00:00:00.000Z",
      LastAccessedDate: "2026-11-19T00:00:00.000Z",
      LastRotatedDate: "2026-11-01T00:00:00.000Z",
    },
  }),
  document("Lambda::Function", arn("lambda", "function:pay"), {
    "@urls": [
      { FunctionArn: arn("lambda", "function:pay"), FunctionUrl: "https://pay.example.org/", AuthType: "AWS_IAM" },
      { FunctionArn: arn("lambda", "function:pay:live"), FunctionUrl: "https://live.example.org/", AuthType: "NONE" },
    ],
    "@qualified_policies": [
      { Qualifier: "live", Policy: POLICY },
      { Qualifier: "7", Policy: POLICY },
    ],
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
      "@origin_access": [{ Id: "site", OriginAccessControlId: "E2QWRUHAPOMQZL" }],
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
    "ECS::Service",
    arn("ecs", "service/shop/till"),
    {
      "@capacity_providers": [
        { name: "hosts", type: "EC2_AUTOSCALING" },
        { name: "managed", type: "MANAGED_INSTANCES" },
      ],
    },
    {
      name: "till",
      configuration: {
        Cluster: arn("ecs", "cluster/shop"),
        CapacityProviderStrategy: [{ CapacityProvider: "managed", Weight: 1 }],
      },
    },
  ),
  document(
    "EMR::Cluster",
    arn("elasticmapreduce", "cluster/j-1"),
    {
      "@master_instances": [{ Id: "ci-1", Ec2InstanceId: "i-1", PublicIpAddress: "203.0.113.9" }],
      "@security_configuration": { EnableAtRestEncryption: true, EnableInTransitEncryption: false },
    },
    {
      name: "etl",
      configuration: {
        Id: "j-1",
        Name: "etl",
        Status: { State: "WAITING" },
        SecurityConfiguration: "encrypted",
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
  ...LISTED,
];

export const RESOURCES: readonly ResourceDocument[] = WITH_FACTS.map(withConfiguration);

export const FACTS_ESTATE: readonly ResourceDocument[] = [ACCOUNT_DOCUMENT, REGION_DOCUMENT, ...RESOURCES];
