import { ACCOUNT_FACTS } from "./account.ts";
import { CLOUDTRAIL_FACTS } from "./cloudtrail.ts";
import { COMPUTE_FACTS, EMR_ACCOUNT_FACTS } from "./compute.ts";
import { CONFIG_FACTS } from "./config.ts";
import { EC2_ACCOUNT_FACTS, EC2_JOINED_FACTS } from "./ec2.ts";
import type { AccountFact, JoinedFact } from "./fact.ts";
import { IAM_ACCOUNT_FACTS, IAM_JOINED_FACTS } from "./iam.ts";
import { LAMBDA_FACTS } from "./lambda.ts";
import { ORGANIZATIONS_FACTS } from "./organizations.ts";
import { ACCOUNT_POLICY_FACTS, POLICY_FACTS } from "./policies.ts";
import { RDS_FACTS } from "./rds.ts";
import { SECRET_FACTS } from "./secrets-manager.ts";
import { GUARDDUTY_JOINED_FACTS, SECURITY_SERVICE_FACTS } from "./security-services.ts";
import { PORTFOLIO_FACTS } from "./service-catalog.ts";
import { SNS_FACTS } from "./sns.ts";
import { SSM_ACCOUNT_FACTS, SSM_JOINED_FACTS } from "./ssm.ts";
import { STORAGE_FACTS } from "./storage.ts";
import { WEB_FACTS } from "./web.ts";

/** Every fact about the account itself that can be read. */
export const ALL_ACCOUNT_FACTS: readonly AccountFact[] = [
  ...ACCOUNT_FACTS,
  ...ACCOUNT_POLICY_FACTS,
  ...CONFIG_FACTS,
  ...EC2_ACCOUNT_FACTS,
  ...EMR_ACCOUNT_FACTS,
  ...IAM_ACCOUNT_FACTS,
  ...ORGANIZATIONS_FACTS,
  ...SECURITY_SERVICE_FACTS,
  ...SSM_ACCOUNT_FACTS,
];

/** Every fact that can be joined to a resource. */
export const ALL_JOINED_FACTS: readonly JoinedFact[] = [
  ...CLOUDTRAIL_FACTS,
  ...COMPUTE_FACTS,
  ...EC2_JOINED_FACTS,
  ...GUARDDUTY_JOINED_FACTS,
  ...IAM_JOINED_FACTS,
  ...LAMBDA_FACTS,
  ...POLICY_FACTS,
  ...PORTFOLIO_FACTS,
  ...RDS_FACTS,
  ...SECRET_FACTS,
  ...SNS_FACTS,
  ...SSM_JOINED_FACTS,
  ...STORAGE_FACTS,
  ...WEB_FACTS,
];
