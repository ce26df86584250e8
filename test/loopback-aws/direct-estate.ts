import type { ResourceDocument } from "../../src/model/resource.ts";
import { ACCOUNT, BUCKET_POLICY, TRUST } from "./sample-estate.ts";
import { DIRECT_DATABASES } from "./direct-databases.ts";
import { REGION, item } from "./direct-item.ts";

const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/0d2c2a25-2af8-4fde-a068-c7f65f6389f5`;

/** Things with the fields that rules read and that the sample estate has nothing of. */
export const DIRECT_ESTATE: readonly ResourceDocument[] = [
  item({
    type: "CloudFront::Distribution",
    arn: "cloudfront distribution/E2QWRUHEXAMPLE",
    resourceId: "E2QWRUHEXAMPLE",
    configuration: {
      id: "E2QWRUHEXAMPLE",
      domainName: "d111111abcdef8.cloudfront.net",
      distributionConfig: {
        aliases: { quantity: 0 },
        defaultRootObject: "index.html",
        origins: {
          quantity: 3,
          items: [
            { id: "pages", domainName: "pages.s3.amazonaws.com", s3OriginConfig: { originAccessIdentity: "oai/1" } },
            { id: "app", domainName: "app.example", customOriginConfig: { originProtocolPolicy: "http-only" } },
            {
              id: "old",
              domainName: "old.example",
              customOriginConfig: {
                originProtocolPolicy: "https-only",
                originSslProtocols: { quantity: 2, items: ["TLSv1", "TLSv1.2"] },
              },
            },
          ],
        },
        originGroups: { quantity: 0 },
        defaultCacheBehavior: { targetOriginId: "pages", viewerProtocolPolicy: "redirect-to-https" },
        cacheBehaviors: { quantity: 1, items: [{ targetOriginId: "app", viewerProtocolPolicy: "allow-all" }] },
        logging: { enabled: false, includeCookies: false, bucket: "", prefix: "" },
        viewerCertificate: {
          acmCertificateArn: `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/1`,
          iamCertificateId: "ASCA000000000EXAMPLE",
          minimumProtocolVersion: "TLSv1.2_2021",
        },
        webACLId: `arn:aws:wafv2:us-east-1:${ACCOUNT}:global/webacl/pages/1`,
        enabled: true,
      },
    },
  }),
  item({
    type: "CloudTrail::Trail",
    arn: "cloudtrail trail/watch",
    resourceId: "watch",
    configuration: {
      name: "watch",
      s3BucketName: "hf-trails",
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      homeRegion: REGION,
      logFileValidationEnabled: true,
      cloudWatchLogsLogGroupArn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:trails:*`,
      kmsKeyId: KEY,
      hasCustomEventSelectors: false,
    },
  }),
  item({
    type: "EC2::Instance",
    arn: "ec2 instance/i-0123",
    resourceId: "i-0123",
    configuration: {
      instanceId: "i-0123",
      iamInstanceProfile: { arn: `arn:aws:iam::${ACCOUNT}:instance-profile/node`, id: "AIPA0NODE" },
      operator: { managed: true, principal: "eks.amazonaws.com" },
      metadataOptions: { httpTokens: "optional", httpEndpoint: "enabled" },
      networkInterfaces: [{ groups: [{ groupId: "sg-1" }], ipv6Addresses: [{ ipv6Address: "2001:db8::1" }] }],
      securityGroups: [{ groupId: "sg-1", groupName: "nodes" }],
      state: { code: 16, name: "running" },
      vpcId: "vpc-1",
    },
  }),
  item({
    type: "EC2::RouteTable",
    arn: "ec2 route-table/rtb-1",
    resourceId: "rtb-1",
    configuration: {
      routeTableId: "rtb-1",
      vpcId: "vpc-1",
      associations: [{ main: true, routeTableAssociationId: "rtbassoc-1" }],
      routes: [{ destinationCidrBlock: "0.0.0.0/0", vpcPeeringConnectionId: "pcx-1", state: "active" }],
      propagatingVgws: [],
    },
  }),
  item({
    type: "EC2::RouteTable",
    arn: "ec2 route-table/rtb-2",
    resourceId: "rtb-2",
    configuration: {
      routeTableId: "rtb-2",
      vpcId: "vpc-1",
      associations: [{ main: false, routeTableAssociationId: "rtbassoc-2", subnetId: "subnet-2" }],
      routes: [{ destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1", origin: "CreateRoute", state: "active" }],
      propagatingVgws: [],
    },
  }),
  item({
    type: "EC2::VPCEndpoint",
    arn: "ec2 vpc-endpoint/vpce-1",
    resourceId: "vpce-1",
    configuration: {
      vpcEndpointId: "vpce-1",
      vpcId: "vpc-1",
      serviceName: `com.amazonaws.${REGION}.ec2`,
      state: "available",
    },
  }),
  item({
    type: "ECR::Repository",
    arn: "ecr repository/tools",
    resourceId: "tools",
    configuration: {
      RepositoryName: "tools",
      ImageScanningConfiguration: { ScanOnPush: false },
      ImageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
      ImageTagMutabilityExclusionFilters: [
        { ImageTagMutabilityExclusionFilterType: "WILDCARD", ImageTagMutabilityExclusionFilterValue: "dev-*" },
      ],
      LifecyclePolicy: { LifecyclePolicyText: { rules: [{ rulePriority: 1, action: { type: "expire" } }] } },
      RepositoryPolicyText: { ...TRUST, Version: "2008-10-17" },
    },
  }),
  item({
    type: "ECS::Cluster",
    arn: "ecs cluster/tools",
    resourceId: "tools",
    configuration: {
      ClusterName: "tools",
      CapacityProviders: ["FARGATE"],
      ClusterSettings: [{ Name: "containerInsights", Value: "enabled" }],
      Configuration: { ExecuteCommandConfiguration: { Logging: "NONE" } },
    },
  }),
  item({
    type: "ECS::TaskDefinition",
    arn: "ecs task-definition/tools:1",
    resourceId: `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/tools:1`,
    name: "tools:1",
    configuration: {
      TaskDefinitionArn: `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/tools:1`,
      Family: "tools",
      PidMode: "host",
      NetworkMode: "host",
      RequiresCompatibilities: [],
      RuntimePlatform: { OperatingSystemFamily: "LINUX" },
      Volumes: [],
      ContainerDefinitions: [
        {
          Name: "tool",
          Image: "tool:1",
          Privileged: true,
          User: "root",
          LinuxParameters: { Capabilities: { Add: ["SYS_PTRACE"], Drop: [] } },
          ReadonlyRootFilesystem: false,
          Environment: [{ Name: "MODE", Value: "all" }],
          EnvironmentFiles: [{ Value: "arn:aws:s3:::hf-settings/tool.env", Type: "s3" }],
          LogConfiguration: { LogDriver: "awslogs", Options: { "awslogs-group": "/ecs/tool" } },
        },
      ],
    },
  }),
  item({
    type: "EKS::Cluster",
    arn: "eks cluster/tools",
    resourceId: "tools",
    configuration: {
      Name: "tools",
      Version: "1.34",
      ComputeConfig: { Enabled: true },
      EncryptionConfig: [{ Resources: ["secrets"], Provider: { KeyArn: KEY } }],
      Logging: { ClusterLogging: { EnabledTypes: [{ Type: "api" }, { Type: "audit" }] } },
      ResourcesVpcConfig: { EndpointPublicAccess: true, PublicAccessCidrs: ["192.0.2.0/24"] },
    },
  }),
  item({
    type: "IAM::Group",
    arn: "iam group/keepers",
    resourceId: "AGPA0KEEPERS",
    name: "keepers",
    configuration: {
      groupName: "keepers",
      groupId: "AGPA0KEEPERS",
      path: "/",
      groupPolicyList: [{ policyName: "all", policyDocument: BUCKET_POLICY }],
      attachedManagedPolicies: [],
    },
  }),
  item({
    type: "IAM::User",
    arn: "iam user/keeper",
    resourceId: "AIDA0KEEPER",
    name: "keeper",
    configuration: {
      userName: "keeper",
      userId: "AIDA0KEEPER",
      path: "/",
      groupList: [],
      userPolicyList: [{ policyName: "own", policyDocument: BUCKET_POLICY }],
      attachedManagedPolicies: [{ policyName: "ReadOnlyAccess", policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }],
    },
  }),
  ...DIRECT_DATABASES,
  item({
    type: "S3::Bucket",
    arn: "s3 hf-trails",
    resourceId: "hf-trails",
    configuration: { name: "hf-trails", creationDate: "2025-03-14T08:00:00.000Z" },
    supplementary: {
      AccessControlList: { grantSet: null, grantList: [{ grantee: { group: "AllUsers" }, permission: "ReadAcp" }] },
      BucketLifecycleConfiguration: { rules: [{ id: "old", status: "Enabled", expirationInDays: 400 }] },
      BucketLoggingConfiguration: { destinationBucketName: "hf-logs", logFilePrefix: "trails/" },
      BucketPolicy: { policyText: BUCKET_POLICY },
      BucketVersioningConfiguration: { status: "Suspended", isMfaDeleteEnabled: true },
      PublicAccessBlockConfiguration: null,
      ServerSideEncryptionConfiguration: null,
    },
  }),
  item({
    type: "SNS::Topic",
    arn: "sns keeper",
    resourceId: `arn:aws:sns:${REGION}:${ACCOUNT}:keeper`,
    name: "keeper",
    configuration: {
      TopicArn: `arn:aws:sns:${REGION}:${ACCOUNT}:keeper`,
      Owner: ACCOUNT,
      Policy: BUCKET_POLICY,
      KmsMasterKeyId: KEY,
    },
  }),
  item({
    type: "SQS::Queue",
    arn: "sqs keeper",
    resourceId: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/keeper`,
    name: "keeper",
    configuration: {
      QueueName: "keeper",
      QueueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/keeper`,
      KmsMasterKeyId: KEY,
      SqsManagedSseEnabled: "false",
    },
  }),
];
