import { isObject, own, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { ServiceName } from "../service.ts";
import { actionOf } from "../service.ts";
import type { Aws, Listing } from "./aws.ts";
import { foreign } from "./aws.ts";
import { EC2_LISTED_TYPES } from "./ec2.ts";
import type { ListedResource, ListedType } from "./fact.ts";

/** A type for which one call returns everything. */
interface Listed {
  readonly type: string;
  readonly service: ServiceName;
  readonly operation: string;
  readonly listing: Listing;
  readonly id: (element: JsonObject, aws: Aws) => string | undefined;
  /** The member that holds the name. */
  readonly name: string;
}

const MARKER = ["Marker", "Marker"] as const;
const NEXT = ["nextToken", "nextToken"] as const;

const LISTED: readonly Listed[] = [
  {
    type: "AWS::DAX::Cluster",
    service: "dax",
    operation: "DescribeClusters",
    listing: { elements: "Clusters", token: ["NextToken", "NextToken"] },
    id: (cluster) => ownText(cluster, "ClusterArn"),
    name: "ClusterName",
  },
  {
    type: "AWS::ElastiCache::CacheCluster",
    service: "elasticache",
    operation: "DescribeCacheClusters",
    listing: { elements: "CacheClusters", token: MARKER },
    id: (cluster) => ownText(cluster, "ARN"),
    name: "CacheClusterId",
  },
  {
    type: "AWS::ElastiCache::ReplicationGroup",
    service: "elasticache",
    operation: "DescribeReplicationGroups",
    listing: { elements: "ReplicationGroups", token: MARKER },
    id: (group) => ownText(group, "ARN"),
    name: "ReplicationGroupId",
  },
  {
    type: "AWS::Glacier::Vault",
    service: "glacier",
    operation: "ListVaults",
    listing: { input: { accountId: "-" }, elements: "VaultList", token: ["marker", "Marker"] },
    id: (vault) => ownText(vault, "VaultARN"),
    name: "VaultName",
  },
  {
    type: "AWS::Logs::LogGroup",
    service: "logs",
    operation: "DescribeLogGroups",
    listing: { input: { limit: 50 }, elements: "logGroups", token: NEXT },
    id: (group) => ownText(group, "logGroupArn") ?? ownText(group, "arn")?.replace(/:\*$/, ""),
    name: "logGroupName",
  },
  {
    type: "AWS::Logs::ResourcePolicy",
    service: "logs",
    operation: "DescribeResourcePolicies",
    listing: { elements: "resourcePolicies", token: NEXT },
    id: (policy, { partition, region, account }) =>
      `arn:${partition}:logs:${region}:${account}:resource-policy:${String(own(policy, "policyName"))}`,
    name: "policyName",
  },
  {
    type: "AWS::RDS::DBProxy",
    service: "rds",
    operation: "DescribeDBProxies",
    listing: { elements: "DBProxies", token: MARKER },
    id: (proxy) => ownText(proxy, "DBProxyArn"),
    name: "DBProxyName",
  },
  {
    type: "AWS::RedshiftServerless::Namespace",
    service: "redshift-serverless",
    operation: "ListNamespaces",
    listing: { elements: "namespaces", token: NEXT },
    id: (namespace) => ownText(namespace, "namespaceArn"),
    name: "namespaceName",
  },
  {
    type: "AWS::RedshiftServerless::Workgroup",
    service: "redshift-serverless",
    operation: "ListWorkgroups",
    listing: { elements: "workgroups", token: NEXT },
    id: (workgroup) => ownText(workgroup, "workgroupArn"),
    name: "workgroupName",
  },
];

export const LISTED_TYPES: readonly ListedType[] = [
  ...LISTED.map((listed) => ({
    type: listed.type,
    call: actionOf(listed),
    list: (aws: Aws) => all(aws, listed),
  })),
  ...EC2_LISTED_TYPES,
  { type: "AWS::EMR::Cluster", call: "elasticmapreduce:DescribeCluster", list: emrClusters },
];

async function* all(aws: Aws, listed: Listed): AsyncGenerator<ListedResource[]> {
  const { service, operation, listing } = listed;
  for await (const page of aws.pages(service, operation, listing)) {
    yield page.map((element) => {
      const id = isObject(element) ? listed.id(element, aws) : undefined;
      const name = ownText(element, listed.name);
      if (id === undefined || name === undefined) throw foreign(service, operation, "an element has no name");
      return { id, name, configuration: element as JsonObject };
    });
  }
}

/** Terminated clusters stay in the list for two months and are left out. */
const ALIVE = ["STARTING", "BOOTSTRAPPING", "RUNNING", "WAITING", "TERMINATING"];

async function* emrClusters(aws: Aws): AsyncGenerator<ListedResource[]> {
  const listing = { input: { ClusterStates: ALIVE }, elements: "Clusters", token: MARKER };
  for await (const page of aws.pages("emr", "ListClusters", listing)) {
    const found: ListedResource[] = [];
    for (const one of page) {
      const cluster = own(await aws.ask("emr", "DescribeCluster", { ClusterId: own(one, "Id") }), "Cluster");
      const id = ownText(cluster, "ClusterArn");
      if (id === undefined) throw foreign("emr", "DescribeCluster", "the answer is not a cluster");
      const { Tags: tags, ...configuration } = cluster as JsonObject;
      found.push({ id, name: ownText(cluster, "Name") ?? id, tags: tags ?? [], configuration });
    }
    yield found;
  }
}
