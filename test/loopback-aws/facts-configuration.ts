import type { ResourceDocument } from "../../src/model/resource.ts";

type Facts = Readonly<Record<string, unknown>>;

/** What stands in each item beside the facts, as far as rules need it to be asked at all. */
const CONFIGURATION: Readonly<Record<string, Facts>> = {
  "AWS::ApiGatewayV2::Api": { protocolType: "HTTP" },
  "AWS::CloudFront::Distribution": { distributionConfig: { logging: { enabled: false } } },
  "AWS::EC2::Instance": { state: { name: "running" } },
  "AWS::ElastiCache::CacheCluster": {
    CacheSubnetGroupName: "own",
    EngineVersion: "7.1",
    AutoMinorVersionUpgrade: true,
  },
  "AWS::ElastiCache::ReplicationGroup": { AutomaticFailover: "enabled" },
  "AWS::ElasticLoadBalancingV2::LoadBalancer": { scheme: "internet-facing" },
  "AWS::GuardDuty::Detector": { Enable: true },
  "AWS::IAM::User": { attachedManagedPolicies: [], userPolicyList: [], groupList: [] },
  "AWS::Lambda::Function": { runtime: "nodejs22.x" },
  "AWS::RDS::DBCluster": { engine: "docdb", enabledCloudwatchLogsExports: ["audit"] },
  "AWS::RDS::DBInstance": { engine: "postgres" },
  "AWS::RDS::DBProxy": { RequireTLS: true },
  "AWS::RedshiftServerless::Namespace": { logExports: ["userlog"] },
  "AWS::RedshiftServerless::Workgroup": {
    enhancedVpcRouting: true,
    configParameters: [{ parameterKey: "require_ssl", parameterValue: "true" }],
  },
  "AWS::SecretsManager::Secret": { RotationOccurringAsScheduled: true },
};

const SUPPLEMENTARY: Readonly<Record<string, Facts>> = { "AWS::Lambda::Function": { Policy: null, Tags: {} } };

export function withConfiguration(document: ResourceDocument): ResourceDocument {
  const { type, configuration } = document;
  const supplementaryConfiguration = SUPPLEMENTARY[type];
  return {
    ...document,
    configuration: { ...(configuration as Facts), ...CONFIGURATION[type] },
    ...(supplementaryConfiguration && { supplementaryConfiguration }),
  };
}
