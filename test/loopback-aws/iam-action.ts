import type { Call } from "./call.ts";

/** Services whose actions are named by the method of HTTP. */
const BY_METHOD = "apigateway";
const RENAMED: Readonly<Record<string, string>> = {
  "s3:GetBucketEncryption": "s3:GetEncryptionConfiguration",
  "s3:GetBucketLifecycleConfiguration": "s3:GetLifecycleConfiguration",
  "s3:GetPublicAccessBlock": "s3:GetAccountPublicAccessBlock",
  "s3:ListBuckets": "s3:ListAllMyBuckets",
};

/** The action that AWS holds a call against, by the name that requests are signed for. */
export function iamAction({ service, operation }: Pick<Call, "service" | "operation">): string {
  if (service === BY_METHOD) return "apigateway:GET";
  return RENAMED[`${service}:${operation}`] ?? `${service}:${operation}`;
}

/** Everybody may ask who they are: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html (by the API reference) */
export const NEEDS_NO_LEAVE = "sts:GetCallerIdentity";
