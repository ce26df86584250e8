import { S3ControlClient, GetPublicAccessBlockCommand } from "@aws-sdk/client-s3-control";
import type { Commands } from "../command.ts";

export const Client = S3ControlClient;

export const commands = {
  GetPublicAccessBlock: GetPublicAccessBlockCommand,
} satisfies Commands;
