import {
  EC2Client,
  DescribeImagesCommand,
  DescribeInstanceAttributeCommand,
  DescribeRegionsCommand,
  DescribeSnapshotsCommand,
  GetEbsEncryptionByDefaultCommand,
  GetImageBlockPublicAccessStateCommand,
  GetSnapshotBlockPublicAccessStateCommand,
} from "@aws-sdk/client-ec2";
import type { Commands } from "../command.ts";

export const Client = EC2Client;

export const commands = {
  DescribeImages: DescribeImagesCommand,
  DescribeInstanceAttribute: DescribeInstanceAttributeCommand,
  DescribeRegions: DescribeRegionsCommand,
  DescribeSnapshots: DescribeSnapshotsCommand,
  GetEbsEncryptionByDefault: GetEbsEncryptionByDefaultCommand,
  GetImageBlockPublicAccessState: GetImageBlockPublicAccessStateCommand,
  GetSnapshotBlockPublicAccessState: GetSnapshotBlockPublicAccessStateCommand,
} satisfies Commands;
