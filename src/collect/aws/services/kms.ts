import {
  KMSClient,
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  ListAliasesCommand,
  ListKeysCommand,
  ListResourceTagsCommand,
} from "@aws-sdk/client-kms";
import type { Commands } from "../command.ts";

export const Client = KMSClient;

export const commands = {
  DescribeKey: DescribeKeyCommand,
  GetKeyPolicy: GetKeyPolicyCommand,
  GetKeyRotationStatus: GetKeyRotationStatusCommand,
  ListAliases: ListAliasesCommand,
  ListKeys: ListKeysCommand,
  ListResourceTags: ListResourceTagsCommand,
} satisfies Commands;
