import type { ResourceDocument } from "../../src/model/resource.ts";
import { recordersIn } from "./recorder-facts.ts";
import { ACCOUNT } from "./sample-estate.ts";
import { REGION, arn, POLICY, CREDENTIALS } from "./facts-document.ts";

export const ACCOUNT_DOCUMENT: ResourceDocument = {
  provider: "aws",
  account: ACCOUNT,
  region: "global",
  type: "AWS::::Account",
  id: ACCOUNT,
  name: ACCOUNT,
  tags: null,
  "@iam": {
    summary: { AccountMFAEnabled: 1, AccountAccessKeysPresent: 0, AccountSigningCertificatesPresent: 0, Users: 2 },
    virtual_mfa_devices: [
      {
        SerialNumber: `arn:aws:iam::${ACCOUNT}:mfa/root-account-mfa-device`,
        EnableDate: "2025-01-01T00:00:00.000Z",
        User: { Arn: `arn:aws:iam::${ACCOUNT}:root` },
      },
    ],
    password_policy: { MinimumPasswordLength: 14, PasswordReusePrevention: 24, ExpirePasswords: false },
    root_credentials: { ...CREDENTIALS, password_enabled: null, access_keys: [] },
    support_policy_entities: { PolicyGroups: [], PolicyUsers: [], PolicyRoles: [{ RoleName: "support" }] },
    organizations_features: ["RootCredentialsManagement"],
  },
  "@organizations": {
    organization: {
      Id: "o-harbour",
      Arn: "arn:aws:organizations::111122223333:organization/o-harbour",
      FeatureSet: "ALL",
      MasterAccountId: ACCOUNT,
    },
    policies: [
      {
        Id: "p-deny",
        Name: "deny",
        Type: "SERVICE_CONTROL_POLICY",
        AwsManaged: false,
        Targets: [{ TargetId: "r-root", Name: "Root", Type: "ROOT" }],
      },
    ],
  },
  "@account": {
    security_contact: { EmailAddress: "sec@example.org", Name: "Security", PhoneNumber: "+1", Title: "CISO" },
  },
  "@s3control": {
    public_access_block: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
  },
};

export const REGION_DOCUMENT: ResourceDocument = {
  provider: "aws",
  account: ACCOUNT,
  type: "AWS::::Account",
  tags: null,
  region: REGION,
  id: `${ACCOUNT}/${REGION}`,
  name: REGION,
  "@ec2": {
    ebs_encryption_by_default: true,
    snapshot_block_public_access_state: "block-all-sharing",
    image_block_public_access_state: "block-new-sharing",
    instance_metadata_defaults: { HttpEndpoint: "enabled", HttpPutResponseHopLimit: 2, HttpTokens: "required" },
  },
  "@ecr": { registry_policy: POLICY },
  "@emr": {
    block_public_access: {
      BlockPublicSecurityGroupRules: true,
      PermittedPublicSecurityGroupRuleRanges: [{ MinRange: 22, MaxRange: 22 }],
    },
  },
  "@securityhub": { hub: { HubArn: arn("securityhub", "hub/default"), AutoEnableControls: true } },
  "@guardduty": {
    detectors: [
      {
        DetectorId: "d1",
        Status: "ENABLED",
        FindingPublishingFrequency: "SIX_HOURS",
        Features: [{ Name: "S3_DATA_EVENTS", Status: "ENABLED" }],
      },
    ],
  },
  "@macie": { session: { status: "ENABLED", findingPublishingFrequency: "SIX_HOURS" } },
  "@inspector": {
    account_status: {
      accountId: ACCOUNT,
      state: { status: "ENABLED" },
      resourceState: { ec2: { status: "ENABLED" }, ecr: { status: "DISABLED" }, lambda: { status: "ENABLED" } },
    },
    critical_findings: [
      {
        id: arn("inspector2", "finding/1"),
        title: "old library",
        finding_type: "PACKAGE_VULNERABILITY",
        resource_id: "i-1",
        resource_type: "AWS_EC2_INSTANCE",
        fix_available: "YES",
        first_observed_at: "2026-10-01T00:00:00.000Z",
        last_observed_at: "2026-11-01T00:00:00.000Z",
      },
    ],
  },
  "@access_analyzer": {
    analyzers: [{ arn: arn("access-analyzer", "analyzer/a"), name: "a", status: "ACTIVE", type: "ACCOUNT" }],
  },
  "@config": {
    recorders: recordersIn(ACCOUNT, REGION),
    delivery_channels: [{ name: "default", s3BucketName: "config-books" }],
  },
  "@ssm": { public_sharing_permission: "Disable", automation_log_destination: "CloudWatch" },
  "@glue": { resource_policy: POLICY },
};
