import * as activity from "./activity-services.ts";
import * as application from "./application-services.ts";
import * as accounts from "./account-services.ts";
import { DYNAMODB, ECS, KMS } from "./described-json.ts";
import { LOAD_BALANCING } from "./described-query.ts";
import { CLOUDFRONT, EKS } from "./described-rest.ts";
import * as data from "./data-services.ts";
import * as edge from "./edge-services.ts";
import { EC2 } from "./ec2.ts";
import { IAM } from "./iam.ts";
import type { LoopbackService } from "./service.ts";
import { TAGS } from "./tags.ts";

/** By the name that requests are signed for. */
export const SERVICES: ReadonlyMap<string, LoopbackService> = new Map(
  (
    [
      ["access-analyzer", accounts.ACCESS_ANALYZER],
      ["account", accounts.ACCOUNT_MANAGEMENT],
      ["apigateway", application.API_GATEWAY],
      ["backup", data.BACKUP],
      ["cloudfront", CLOUDFRONT],
      ["cloudtrail", activity.CLOUDTRAIL],
      ["config", accounts.CONFIG_SETTINGS],
      ["dax", data.DAX],
      ["dynamodb", DYNAMODB],
      ["ec2", EC2],
      ["ecr", application.ECR],
      ["ecs", ECS],
      ["eks", EKS],
      ["elasticache", data.ELASTICACHE],
      ["elasticbeanstalk", application.BEANSTALK],
      ["elasticfilesystem", data.EFS],
      ["elasticloadbalancing", LOAD_BALANCING],
      ["elasticmapreduce", accounts.EMR],
      ["events", activity.EVENTS],
      ["glacier", data.GLACIER],
      ["glue", accounts.GLUE],
      ["guardduty", accounts.GUARDDUTY],
      ["iam", IAM],
      ["inspector2", accounts.INSPECTOR],
      ["kms", KMS],
      ["lambda", application.LAMBDA],
      ["logs", activity.LOGS],
      ["macie2", accounts.MACIE],
      ["network-firewall", edge.NETWORK_FIREWALL],
      ["organizations", accounts.ORGANIZATIONS],
      ["rds", data.RDS],
      ["redshift-serverless", data.REDSHIFT_SERVERLESS],
      ["route53", edge.ROUTE53],
      ["s3", data.S3],
      ["secretsmanager", data.SECRETS_MANAGER],
      ["securityhub", accounts.SECURITY_HUB],
      ["servicecatalog", application.SERVICE_CATALOG],
      ["sns", activity.SNS],
      ["sqs", activity.SQS],
      ["ssm", accounts.SSM],
      ["wafv2", edge.WAF],
    ] as const
  ).map(([name, service]) => [name, withTags(name, service)]),
);

function withTags(name: string, { operations, ...service }: LoopbackService): LoopbackService {
  const tags = (TAGS as Readonly<Record<string, LoopbackService["operations"]>>)[name];
  return { ...service, operations: { ...operations, ...tags } };
}
