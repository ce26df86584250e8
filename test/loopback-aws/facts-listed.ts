import type { ResourceDocument } from "../../src/model/resource.ts";
import { arn, document, POLICY } from "./facts-document.ts";
import type { Facts } from "./facts-document.ts";

const NAMESPACE = arn("redshift-serverless", "namespace/n1");

/** One resource of each type that one call lists whole. */
export const LISTED: readonly ResourceDocument[] = [
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
  listed("RDS::DBProxy", arn("rds", "db-proxy:prx-1"), {
    DBProxyName: "prx-1",
    DBProxyArn: arn("rds", "db-proxy:prx-1"),
  }),
  listed("RedshiftServerless::Namespace", NAMESPACE, { namespaceName: "n1", namespaceArn: NAMESPACE }),
  listed("RedshiftServerless::Workgroup", arn("redshift-serverless", "workgroup/w1"), {
    workgroupName: "w1",
    workgroupArn: arn("redshift-serverless", "workgroup/w1"),
    publiclyAccessible: false,
  }),
];

/** Their calls do not carry tags. */
function listed(type: string, id: string, configuration: Facts): ResourceDocument {
  return document(type, id, {}, { configuration });
}
