import * as accounts from "./account-services.ts";
import { EC2 } from "./ec2.ts";
import { IAM } from "./iam.ts";
import * as resources from "./resource-services.ts";
import type { LoopbackService } from "./service.ts";

/** By the name that requests are signed for. */
export const SERVICES: ReadonlyMap<string, LoopbackService> = new Map([
  ["access-analyzer", accounts.ACCESS_ANALYZER],
  ["account", accounts.ACCOUNT_MANAGEMENT],
  ["apigateway", resources.API_GATEWAY],
  ["backup", resources.BACKUP],
  ["cloudtrail", resources.CLOUDTRAIL],
  ["config", accounts.CONFIG_SETTINGS],
  ["dax", resources.DAX],
  ["ec2", EC2],
  ["ecr", resources.ECR],
  ["elasticache", resources.ELASTICACHE],
  ["elasticbeanstalk", resources.BEANSTALK],
  ["elasticfilesystem", resources.EFS],
  ["elasticmapreduce", accounts.EMR],
  ["events", resources.EVENTS],
  ["glacier", resources.GLACIER],
  ["glue", accounts.GLUE],
  ["guardduty", accounts.GUARDDUTY],
  ["iam", IAM],
  ["inspector2", accounts.INSPECTOR],
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
]);
