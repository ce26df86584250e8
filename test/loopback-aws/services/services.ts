import * as accounts from "./account-services.ts";
import { DYNAMODB, ECS, KMS } from "./described-json.ts";
import { LOAD_BALANCING } from "./described-query.ts";
import { CLOUDFRONT, EKS } from "./described-rest.ts";
import { EC2 } from "./ec2.ts";
import { IAM } from "./iam.ts";
import * as resources from "./resource-services.ts";
import type { LoopbackService } from "./service.ts";
import { TAGS } from "./tags.ts";

/** By the name that requests are signed for. */
export const SERVICES: ReadonlyMap<string, LoopbackService> = new Map(
  (
    [
      ["access-analyzer", accounts.ACCESS_ANALYZER],
      ["account", accounts.ACCOUNT_MANAGEMENT],
      ["apigateway", resources.API_GATEWAY],
      ["backup", resources.BACKUP],
      ["cloudfront", CLOUDFRONT],
      ["cloudtrail", resources.CLOUDTRAIL],
      ["config", accounts.CONFIG_SETTINGS],
      ["dax", resources.DAX],
      ["dynamodb", DYNAMODB],
      ["ec2", EC2],
      ["ecr", resources.ECR],
      ["ecs", ECS],
      ["eks", EKS],
      ["elasticache", resources.ELASTICACHE],
      ["elasticbeanstalk", resources.BEANSTALK],
      ["elasticfilesystem", resources.EFS],
      ["elasticloadbalancing", LOAD_BALANCING],
      ["elasticmapreduce", accounts.EMR],
      ["events", resources.EVENTS],
      ["glacier", resources.GLACIER],
      ["glue", accounts.GLUE],
      ["guardduty", accounts.GUARDDUTY],
      ["iam", IAM],
      ["inspector2", accounts.INSPECTOR],
      ["kms", KMS],
      ["lambda", resources.LAMBDA],
      ["logs", resources.LOGS],
      ["macie2", accounts.MACIE],
      ["network-firewall", resources.NETWORK_FIREWALL],
      ["organizations", accounts.ORGANIZATIONS],
      ["rds", resources.RDS],
      ["redshift-serverless", resources.REDSHIFT_SERVERLESS],
      ["route53", resources.ROUTE53],
      ["s3", resources.S3],
      ["secretsmanager", resources.SECRETS_MANAGER],
      ["securityhub", accounts.SECURITY_HUB],
      ["servicecatalog", resources.SERVICE_CATALOG],
      ["sns", resources.SNS],
      ["sqs", resources.SQS],
      ["ssm", accounts.SSM],
      ["wafv2", resources.WAF],
    ] as const
  ).map(([name, service]) => [name, withTags(name, service)]),
);

function withTags(name: string, { operations, ...service }: LoopbackService): LoopbackService {
  const tags = (TAGS as Readonly<Record<string, LoopbackService["operations"]>>)[name];
  return { ...service, operations: { ...operations, ...tags } };
}
