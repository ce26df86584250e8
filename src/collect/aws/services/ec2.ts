import {
  EC2Client,
  DescribeFlowLogsCommand,
  DescribeImagesCommand,
  DescribeInstanceAttributeCommand,
  DescribeInstancesCommand,
  DescribeNetworkAclsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRegionsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSnapshotsCommand,
  DescribeSubnetsCommand,
  DescribeVolumesCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  GetEbsEncryptionByDefaultCommand,
  GetImageBlockPublicAccessStateCommand,
  GetSnapshotBlockPublicAccessStateCommand,
} from "@aws-sdk/client-ec2";
import type { Commands } from "../command.ts";

export const Client = EC2Client;

export const commands = {
  DescribeFlowLogs: DescribeFlowLogsCommand,
  DescribeImages: DescribeImagesCommand,
  DescribeInstanceAttribute: DescribeInstanceAttributeCommand,
  DescribeInstances: DescribeInstancesCommand,
  DescribeNetworkAcls: DescribeNetworkAclsCommand,
  DescribeNetworkInterfaces: DescribeNetworkInterfacesCommand,
  DescribeRegions: DescribeRegionsCommand,
  DescribeRouteTables: DescribeRouteTablesCommand,
  DescribeSecurityGroups: DescribeSecurityGroupsCommand,
  DescribeSnapshots: DescribeSnapshotsCommand,
  DescribeSubnets: DescribeSubnetsCommand,
  DescribeVolumes: DescribeVolumesCommand,
  DescribeVpcEndpoints: DescribeVpcEndpointsCommand,
  DescribeVpcs: DescribeVpcsCommand,
  GetEbsEncryptionByDefault: GetEbsEncryptionByDefaultCommand,
  GetImageBlockPublicAccessState: GetImageBlockPublicAccessStateCommand,
  GetSnapshotBlockPublicAccessState: GetSnapshotBlockPublicAccessStateCommand,
} satisfies Commands;
