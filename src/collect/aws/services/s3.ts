import {
  S3Client,
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
} from "@aws-sdk/client-s3";
import type { Commands } from "../command.ts";

export const Client = S3Client;

export const commands = {
  GetBucketAcl: GetBucketAclCommand,
  GetBucketEncryption: GetBucketEncryptionCommand,
  GetBucketLifecycleConfiguration: GetBucketLifecycleConfigurationCommand,
  GetBucketLogging: GetBucketLoggingCommand,
  GetBucketOwnershipControls: GetBucketOwnershipControlsCommand,
  GetBucketPolicy: GetBucketPolicyCommand,
  GetBucketTagging: GetBucketTaggingCommand,
  GetBucketVersioning: GetBucketVersioningCommand,
  GetPublicAccessBlock: GetPublicAccessBlockCommand,
  ListBuckets: ListBucketsCommand,
} satisfies Commands;
