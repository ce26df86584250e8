import { isObject, own } from "../../../src/inventory/json-text.ts";
import type { Pager, PageRequest } from "../config/pages.ts";
import type { Input } from "./service.ts";

/** How a listing says that there is more. Places are the members of the answer on the wire, one in the other. */
interface Paged {
  readonly list: readonly string[];
  /** In the request. */
  readonly sent: string;
  /** In the answer. */
  readonly next: readonly string[];
  /** True beside the name of the next page, in the services that have such a member. */
  readonly more?: readonly string[];
}

const NEXT_TOKEN = { sent: "NextToken", next: ["NextToken"] };
const SMALL_NEXT_TOKEN = { sent: "nextToken", next: ["nextToken"] };
const NEXT_MARKER = { sent: "Marker", next: ["NextMarker"] };

function ec2(...list: readonly string[]): Paged {
  return { list, sent: "NextToken", next: ["nextToken"] };
}

function rds(kind: string): Paged {
  return { list: [`${kind}s`, kind], sent: "Marker", next: ["Marker"] };
}

function iam(list: string): Paged {
  return { list: [list, "member"], sent: "Marker", next: ["Marker"], more: ["IsTruncated"] };
}

/** By service and operation; of several for one, the one whose list stands in the answer. */
const PAGED: Readonly<Record<string, readonly Paged[]>> = {
  "cloudfront:ListDistributions": [
    {
      list: ["DistributionList", "Items", "DistributionSummary"],
      sent: "Marker",
      next: ["DistributionList", "NextMarker"],
      more: ["DistributionList", "IsTruncated"],
    },
  ],
  "dynamodb:ListTables": [{ list: ["TableNames"], sent: "ExclusiveStartTableName", next: ["LastEvaluatedTableName"] }],
  "ec2:DescribeFlowLogs": [ec2("flowLogSet", "item")],
  "ec2:DescribeInstances": [ec2("reservationSet", "item")],
  "ec2:DescribeNetworkAcls": [ec2("networkAclSet", "item")],
  "ec2:DescribeNetworkInterfaces": [ec2("networkInterfaceSet", "item")],
  "ec2:DescribeRouteTables": [ec2("routeTableSet", "item")],
  "ec2:DescribeSecurityGroups": [ec2("securityGroupInfo", "item")],
  "ec2:DescribeSubnets": [ec2("subnetSet", "item")],
  "ec2:DescribeVolumes": [ec2("volumeSet", "item")],
  "ec2:DescribeVpcEndpoints": [ec2("vpcEndpointSet", "item")],
  "ec2:DescribeVpcs": [ec2("vpcSet", "item")],
  "ecr:DescribeRepositories": [{ list: ["repositories"], ...SMALL_NEXT_TOKEN }],
  "ecs:ListClusters": [{ list: ["clusterArns"], ...SMALL_NEXT_TOKEN }],
  "ecs:ListServices": [{ list: ["serviceArns"], ...SMALL_NEXT_TOKEN }],
  "ecs:ListTaskDefinitions": [{ list: ["taskDefinitionArns"], ...SMALL_NEXT_TOKEN }],
  "eks:ListClusters": [{ list: ["clusters"], ...SMALL_NEXT_TOKEN }],
  "elasticloadbalancing:DescribeListeners": [{ list: ["Listeners", "member"], ...NEXT_MARKER }],
  "elasticloadbalancing:DescribeLoadBalancers": [{ list: ["LoadBalancers", "member"], ...NEXT_MARKER }],
  "iam:GetAccountAuthorizationDetails": ["GroupDetailList", "Policies", "RoleDetailList", "UserDetailList"].map(iam),
  "kms:ListAliases": [{ list: ["Aliases"], ...NEXT_MARKER, more: ["Truncated"] }],
  "kms:ListKeys": [{ list: ["Keys"], ...NEXT_MARKER, more: ["Truncated"] }],
  "lambda:ListAliases": [{ list: ["Aliases"], ...NEXT_MARKER }],
  "lambda:ListFunctions": [{ list: ["Functions"], ...NEXT_MARKER }],
  "rds:DescribeDBClusterSnapshots": [rds("DBClusterSnapshot")],
  "rds:DescribeDBClusters": [rds("DBCluster")],
  "rds:DescribeDBInstances": [rds("DBInstance")],
  "rds:DescribeDBSnapshots": [rds("DBSnapshot")],
  "s3:ListBuckets": [
    {
      list: ["ListAllMyBucketsResult", "Buckets", "Bucket"],
      sent: "continuation-token",
      next: ["ListAllMyBucketsResult", "ContinuationToken"],
    },
  ],
  "secretsmanager:ListSecrets": [{ list: ["SecretList"], ...NEXT_TOKEN }],
  "sns:ListTopics": [{ list: ["Topics", "member"], ...NEXT_TOKEN }],
  "sqs:ListQueues": [{ list: ["QueueUrls"], ...NEXT_TOKEN }],
};

/** One page of what a service lists, with the name of the next one; any other answer as it is. */
export function onePage(
  answer: unknown,
  { service, input, ...request }: PageRequest & { readonly service: string; readonly input: Input },
  { limit, page }: { readonly limit: number; readonly page: Pager },
): unknown {
  const paged = PAGED[`${service}:${request.operation}`]?.find(({ list }) => Array.isArray(at(answer, list)));
  if (paged === undefined) return answer;
  const elements = at(answer, paged.list) as readonly unknown[];
  const found = page(request, { name: paged.list.join("."), elements, limit, token: input[paged.sent] });
  const whole = put(answer, paged.list, found.elements);
  if (found.nextToken === undefined) return whole;
  const named = put(whole, paged.next, found.nextToken);
  return paged.more === undefined ? named : put(named, paged.more, true);
}

function at(value: unknown, [key, ...rest]: readonly string[]): unknown {
  return key === undefined ? value : at(own(value, key), rest);
}

function put(value: unknown, [key, ...rest]: readonly string[], member: unknown): unknown {
  if (key === undefined) return member;
  return { ...(isObject(value) ? value : {}), [key]: put(own(value, key), rest, member) };
}
