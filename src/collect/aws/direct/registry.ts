import { CLOUDFRONT_TYPES } from "./cloudfront.ts";
import { CLOUDTRAIL_TYPES } from "./cloudtrail.ts";
import { ECR_TYPES, EKS_TYPES } from "./containers.ts";
import type { DirectType } from "./direct-type.ts";
import { DYNAMODB_TYPES } from "./dynamodb.ts";
import { EC2_TYPES } from "./ec2.ts";
import { ECS_TYPES } from "./ecs.ts";
import { IAM_TYPES } from "./iam.ts";
import { KMS_TYPES } from "./kms.ts";
import { LAMBDA_TYPES } from "./lambda.ts";
import { LOAD_BALANCING_TYPES } from "./load-balancing.ts";
import { SNS_TYPES, SQS_TYPES } from "./messaging.ts";
import { RDS_TYPES } from "./rds.ts";
import { S3_TYPES } from "./s3.ts";
import { SECRET_TYPES } from "./secrets-manager.ts";

/** Every type that can be read without AWS Config, by its name. */
export const DIRECT_TYPES: ReadonlyMap<string, DirectType> = new Map(
  [
    ...CLOUDFRONT_TYPES,
    ...CLOUDTRAIL_TYPES,
    ...DYNAMODB_TYPES,
    ...EC2_TYPES,
    ...ECR_TYPES,
    ...ECS_TYPES,
    ...EKS_TYPES,
    ...IAM_TYPES,
    ...KMS_TYPES,
    ...LAMBDA_TYPES,
    ...LOAD_BALANCING_TYPES,
    ...RDS_TYPES,
    ...S3_TYPES,
    ...SECRET_TYPES,
    ...SNS_TYPES,
    ...SQS_TYPES,
  ].map((type) => [type.type, type]),
);
