import { S3Client, GetBucketOwnershipControlsCommand } from "@aws-sdk/client-s3";
import type { Commands } from "../command.ts";

export const Client = S3Client;

export const commands = {
  GetBucketOwnershipControls: GetBucketOwnershipControlsCommand,
} satisfies Commands;
