import { isObject, own, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { Aws } from "../facts/aws.ts";
import { foreign } from "../facts/aws.ts";
import { actionOf } from "../service.ts";
import type { Call } from "../service.ts";
import type { DirectResource, DirectType } from "./direct-type.ts";
import { arnOf, listed, objectOf, textIn } from "./listing.ts";
import { respell } from "./spelling.ts";

/** A type that one call describes completely. Its members are spelled with a lower-case first letter. */
interface Described {
  readonly type: string;
  readonly operation: string;
  /** The member that holds a page's elements. */
  readonly elements: string;
  /** The documented maximum per page. */
  readonly page: number;
  readonly id: string;
  /** What comes before the id in the ARN. */
  readonly kind: string;
  /** The member that AWS Config uses as a name. */
  readonly name?: string;
  readonly shape?: (configuration: JsonObject) => JsonObject;
}

const DESCRIBED: readonly Described[] = [
  {
    type: "AWS::EC2::FlowLog",
    operation: "DescribeFlowLogs",
    elements: "FlowLogs",
    page: 1000,
    id: "FlowLogId",
    kind: "vpc-flow-log",
  },
  {
    type: "AWS::EC2::NetworkAcl",
    operation: "DescribeNetworkAcls",
    elements: "NetworkAcls",
    page: 1000,
    id: "NetworkAclId",
    kind: "network-acl",
  },
  {
    type: "AWS::EC2::NetworkInterface",
    operation: "DescribeNetworkInterfaces",
    elements: "NetworkInterfaces",
    page: 1000,
    id: "NetworkInterfaceId",
    kind: "network-interface",
  },
  {
    type: "AWS::EC2::RouteTable",
    operation: "DescribeRouteTables",
    elements: "RouteTables",
    page: 100,
    id: "RouteTableId",
    kind: "route-table",
  },
  {
    type: "AWS::EC2::SecurityGroup",
    operation: "DescribeSecurityGroups",
    elements: "SecurityGroups",
    page: 1000,
    id: "GroupId",
    kind: "security-group",
    name: "GroupName",
    shape: withBothRanges,
  },
  {
    type: "AWS::EC2::Subnet",
    operation: "DescribeSubnets",
    elements: "Subnets",
    page: 1000,
    id: "SubnetId",
    kind: "subnet",
  },
  {
    type: "AWS::EC2::Volume",
    operation: "DescribeVolumes",
    elements: "Volumes",
    page: 500,
    id: "VolumeId",
    kind: "volume",
  },
  { type: "AWS::EC2::VPC", operation: "DescribeVpcs", elements: "Vpcs", page: 1000, id: "VpcId", kind: "vpc" },
  {
    type: "AWS::EC2::VPCEndpoint",
    operation: "DescribeVpcEndpoints",
    elements: "VpcEndpoints",
    page: 1000,
    id: "VpcEndpointId",
    kind: "vpc-endpoint",
  },
];

const INSTANCES: Call = { service: "ec2", operation: "DescribeInstances" };

export const EC2_TYPES: readonly DirectType[] = [
  ...DESCRIBED.map((one) => ({ type: one.type, call: callOf(one), list: (aws: Aws) => all(aws, one) })),
  { type: "AWS::EC2::Instance", call: actionOf(INSTANCES), list: instances },
];

function callOf({ operation }: Described): string {
  return actionOf({ service: "ec2", operation });
}

function listing(elements: string, MaxResults: number): Parameters<typeof listed>[2] {
  return { input: { MaxResults }, elements, token: ["NextToken", "NextToken"] };
}

/**
 * Only what the account owns. Where a subnet is shared, its VPC, route tables and ACLs are told to the accounts that use
 * it, and their interfaces and security groups to the owner; neither may change them (VPC user guide on
 * responsibilities for shared subnets, read 2026-11-23).
 */
async function* all(aws: Aws, described: Described): AsyncGenerator<DirectResource[]> {
  const { operation, elements, page, id, kind, name, shape } = described;
  const call: Call = { service: "ec2", operation };
  const resources = listed(aws, call, listing(elements, page), (element) => {
    const resource = resourceOf(element, textIn(element, id, call), kind, aws);
    const named = name === undefined ? undefined : ownText(element, name);
    return {
      ...resource,
      ...(named !== undefined && { name: named }),
      configuration: shape?.(resource.configuration) ?? resource.configuration,
    };
  });
  for await (const found of resources) yield found.filter((resource) => isOwned(resource, aws));
}

/** Volumes and flow logs name no owner: they are only told to it. */
function isOwned({ configuration }: DirectResource, { account }: Aws): boolean {
  return (ownText(configuration, "ownerId") ?? account) === account;
}

/** Instances come inside reservations. A terminated one stays in the answer for an hour and says that it is. */
async function* instances(aws: Aws): AsyncGenerator<DirectResource[]> {
  for await (const page of aws.pages("ec2", INSTANCES.operation, listing("Reservations", 1000)))
    yield page
      .flatMap((reservation) => instancesIn(reservation))
      .map((one) => resourceOf(objectOf(one, INSTANCES), textIn(one, "InstanceId", INSTANCES), "instance", aws));
}

function instancesIn(reservation: unknown): readonly unknown[] {
  const found = own(reservation, "Instances");
  if (!Array.isArray(found)) throw foreign("ec2", INSTANCES.operation, 'a reservation has no list "Instances"');
  return found;
}

function resourceOf(element: JsonObject, id: string, kind: string, aws: Aws): DirectResource {
  return {
    arn: arnOf(aws, "ec2", `${kind}/${id}`),
    resourceId: id,
    // Only network interfaces have them under the other name.
    tags: own(element, "Tags") ?? own(element, "TagSet") ?? [],
    configuration: respell(element, { dialect: "lower" }),
  };
}

/** AWS Config keeps IPv4 ranges twice: with their descriptions, and as text under the API's name. */
function withBothRanges(group: JsonObject): JsonObject {
  const lists = ["ipPermissions", "ipPermissionsEgress"].flatMap((key) => {
    const permissions = own(group, key);
    return Array.isArray(permissions) ? [[key, permissions.map(rangesTwice)] as const] : [];
  });
  return { ...group, ...Object.fromEntries(lists) };
}

function rangesTwice(permission: unknown): unknown {
  const ranges = own(permission, "ipRanges");
  if (!isObject(permission) || !Array.isArray(ranges)) return permission;
  return { ...permission, ipv4Ranges: ranges, ipRanges: ranges.map((range) => own(range, "cidrIp")) };
}
