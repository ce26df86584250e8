/** The services that are called, each with its own client, which is loaded on first use. */
const SERVICES = {
  "access-analyzer": () => import("./services/access-analyzer.ts"),
  account: () => import("./services/account.ts"),
  "api-gateway": () => import("./services/api-gateway.ts"),
  "api-gateway-v2": () => import("./services/api-gateway-v2.ts"),
  backup: () => import("./services/backup.ts"),
  cloudfront: () => import("./services/cloudfront.ts"),
  cloudtrail: () => import("./services/cloudtrail.ts"),
  config: () => import("./services/config.ts"),
  dax: () => import("./services/dax.ts"),
  dynamodb: () => import("./services/dynamodb.ts"),
  ec2: () => import("./services/ec2.ts"),
  ecr: () => import("./services/ecr.ts"),
  ecs: () => import("./services/ecs.ts"),
  efs: () => import("./services/efs.ts"),
  eks: () => import("./services/eks.ts"),
  "elastic-beanstalk": () => import("./services/elastic-beanstalk.ts"),
  "elastic-load-balancing-v2": () => import("./services/elastic-load-balancing-v2.ts"),
  elasticache: () => import("./services/elasticache.ts"),
  emr: () => import("./services/emr.ts"),
  events: () => import("./services/events.ts"),
  glacier: () => import("./services/glacier.ts"),
  glue: () => import("./services/glue.ts"),
  guardduty: () => import("./services/guardduty.ts"),
  iam: () => import("./services/iam.ts"),
  inspector2: () => import("./services/inspector2.ts"),
  kms: () => import("./services/kms.ts"),
  lambda: () => import("./services/lambda.ts"),
  logs: () => import("./services/logs.ts"),
  macie2: () => import("./services/macie2.ts"),
  "network-firewall": () => import("./services/network-firewall.ts"),
  organizations: () => import("./services/organizations.ts"),
  rds: () => import("./services/rds.ts"),
  "redshift-serverless": () => import("./services/redshift-serverless.ts"),
  route53: () => import("./services/route53.ts"),
  s3: () => import("./services/s3.ts"),
  "s3-control": () => import("./services/s3-control.ts"),
  "secrets-manager": () => import("./services/secrets-manager.ts"),
  securityhub: () => import("./services/securityhub.ts"),
  "service-catalog": () => import("./services/service-catalog.ts"),
  sns: () => import("./services/sns.ts"),
  sqs: () => import("./services/sqs.ts"),
  ssm: () => import("./services/ssm.ts"),
  sts: () => import("./services/sts.ts"),
  wafv2: () => import("./services/wafv2.ts"),
} as const;

export type ServiceName = keyof typeof SERVICES;

/** One operation of one service. */
export interface Call {
  readonly service: ServiceName;
  readonly operation: string;
}

export function loadService(name: ServiceName): ReturnType<(typeof SERVICES)[ServiceName]> {
  return SERVICES[name]();
}

/** The names that AWS policies use for services, where they differ from ours. */
const PREFIXES: Readonly<Partial<Record<ServiceName, string>>> = {
  "api-gateway": "apigateway",
  "api-gateway-v2": "apigateway",
  efs: "elasticfilesystem",
  "elastic-beanstalk": "elasticbeanstalk",
  "elastic-load-balancing-v2": "elasticloadbalancing",
  emr: "elasticmapreduce",
  "s3-control": "s3",
  "secrets-manager": "secretsmanager",
  "service-catalog": "servicecatalog",
};

/** Actions that are not named after their operation. */
const ACTIONS: Readonly<Record<string, string>> = {
  "s3:GetBucketEncryption": "s3:GetEncryptionConfiguration",
  "s3:GetBucketLifecycleConfiguration": "s3:GetLifecycleConfiguration",
  "s3:GetPublicAccessBlock": "s3:GetBucketPublicAccessBlock",
  "s3:ListBuckets": "s3:ListAllMyBuckets",
  "s3-control:GetPublicAccessBlock": "s3:GetAccountPublicAccessBlock",
};

/** The name of a call in AWS policies: `iam:GetAccountSummary`. */
export function actionOf({ service, operation }: Call): string {
  const prefix = PREFIXES[service] ?? service;
  // API Gateway names its actions after the HTTP method.
  if (prefix === "apigateway") return "apigateway:GET";
  return ACTIONS[`${service}:${operation}`] ?? `${prefix}:${operation}`;
}
