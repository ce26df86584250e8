import type { ResourceDocument } from "../../../src/model/resource.ts";
import { onWire, same } from "./on-wire.ts";
import type { Handler } from "./service.ts";

/** What stands in an answer of EC2, and what its members are called there, where that is not as in AWS Config. */
interface Described {
  readonly type: string;
  readonly list: string;
  readonly names?: Readonly<Record<string, string>>;
}

const GROUPS = { userIdGroupPairs: "groups" };

const DESCRIBED: Readonly<Record<string, Described>> = {
  DescribeFlowLogs: { type: "AWS::EC2::FlowLog", list: "flowLogSet" },
  DescribeNetworkAcls: {
    type: "AWS::EC2::NetworkAcl",
    list: "networkAclSet",
    names: { entries: "entrySet", associations: "associationSet", isDefault: "default" },
  },
  DescribeNetworkInterfaces: {
    type: "AWS::EC2::NetworkInterface",
    list: "networkInterfaceSet",
    names: { groups: "groupSet" },
  },
  DescribeRouteTables: {
    type: "AWS::EC2::RouteTable",
    list: "routeTableSet",
    names: { routes: "routeSet", associations: "associationSet", propagatingVgws: "propagatingVgwSet" },
  },
  DescribeSecurityGroups: {
    type: "AWS::EC2::SecurityGroup",
    list: "securityGroupInfo",
    names: { description: "groupDescription", ...GROUPS },
  },
  DescribeSubnets: { type: "AWS::EC2::Subnet", list: "subnetSet" },
  DescribeVolumes: {
    type: "AWS::EC2::Volume",
    list: "volumeSet",
    names: { attachments: "attachmentSet", state: "status" },
  },
  DescribeVpcEndpoints: { type: "AWS::EC2::VPCEndpoint", list: "vpcEndpointSet" },
  DescribeVpcs: { type: "AWS::EC2::VPC", list: "vpcSet" },
};

const INSTANCE_NAMES = {
  state: "instanceState",
  networkInterfaces: "networkInterfaceSet",
  securityGroups: "groupSet",
  groups: "groupSet",
  ipv6Addresses: "ipv6AddressesSet",
  privateIpAddresses: "privateIpAddressesSet",
  publicIpAddress: "ipAddress",
  publicDnsName: "dnsName",
  blockDeviceMappings: "blockDeviceMapping",
};

/** Descriptions of what AWS Config records, with the service's words on the wire. */
export const EC2_DESCRIBED: Readonly<Record<string, Handler>> = {
  ...Object.fromEntries(
    Object.entries(DESCRIBED).map(([operation, { type, list, names }]) => [
      operation,
      ((place) => ({ [list]: { item: place.of(type).map((one) => described(one, names)) } })) satisfies Handler,
    ]),
  ),
  DescribeInstances: (place) => ({
    reservationSet: {
      item: place.of("AWS::EC2::Instance").map((one) => ({ instancesSet: { item: [described(one, INSTANCE_NAMES)] } })),
    },
  }),
};

function described(document: ResourceDocument, names: Readonly<Record<string, string>> = {}): unknown {
  const tags = Object.entries(document.tags ?? {}).map(([key, value]) => ({ key, value }));
  const wire = { spell: same, names: { tags: "tagSet", ...names }, element: () => "item" };
  const { ...configuration } = document["configuration"] as Record<string, unknown>;
  return onWire({ ...oneRange(configuration), tags }, wire);
}

/** The API knows ranges of IPv4 once, under the name that AWS Config has for their texts. */
function oneRange(configuration: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const lists = ["ipPermissions", "ipPermissionsEgress"].filter((key) => Array.isArray(configuration[key]));
  const once = lists.map((key) => [
    key,
    (configuration[key] as Record<string, unknown>[]).map(({ ipv4Ranges, ipRanges, ...rest }) => ({
      ...rest,
      // Old items have the texts alone.
      ipRanges: ipv4Ranges ?? ((ipRanges ?? []) as unknown[]).map((cidrIp) => ({ cidrIp })),
    })),
  ]);
  return { ...configuration, ...Object.fromEntries(once) };
}
