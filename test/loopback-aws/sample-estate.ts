import type { ResourceDocument } from "../../src/model/resource.ts";

export const ACCOUNT = "111122223333";
export const OTHER_ACCOUNT = "444455556666";

export function volume(number: number, changes: Readonly<Record<string, unknown>> = {}): ResourceDocument {
  const resourceId = `vol-${String(number).padStart(4, "0")}`;
  return {
    provider: "aws",
    account: ACCOUNT,
    region: "eu-west-1",
    type: "AWS::EC2::Volume",
    id: `arn:aws:ec2:eu-west-1:${ACCOUNT}:volume/${resourceId}`,
    name: resourceId,
    resourceId,
    tags: { team: "ledger" },
    captured_at: "2026-11-19T10:00:00.250Z",
    source: "config:SelectResourceConfig",
    relationships: [],
    configuration: { volumeId: resourceId, size: 20, encrypted: number % 2 === 0, kmsKeyId: null, attachments: [] },
    supplementaryConfiguration: {},
    ...changes,
  };
}

export function volumes(count: number): ResourceDocument[] {
  return Array.from({ length: count }, (_, index) => volume(index));
}

export const TRUST = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
};

export const ROLE: ResourceDocument = {
  provider: "aws",
  account: ACCOUNT,
  region: "global",
  type: "AWS::IAM::Role",
  id: `arn:aws:iam::${ACCOUNT}:role/ledger-writer`,
  name: "ledger-writer",
  tags: {},
  captured_at: "2026-10-01T08:00:00.000Z",
  resourceCreationTime: "2025-01-01T08:00:00.000Z",
  relationships: [],
  configuration: { roleName: "ledger-writer", roleId: "AROA0LEDGER", assumeRolePolicyDocument: TRUST },
  supplementaryConfiguration: {},
};

export const BUCKET_POLICY = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*" }] };

export const BUCKET: ResourceDocument = {
  provider: "aws",
  account: ACCOUNT,
  region: "eu-west-1",
  type: "AWS::S3::Bucket",
  id: "arn:aws:s3:::ledger-books",
  name: "ledger-books",
  tags: { team: "ledger" },
  captured_at: "2026-11-01T08:00:00.000Z",
  relationships: [],
  configuration: { name: "ledger-books" },
  supplementaryConfiguration: {
    AccessControlList: { grantSet: null, grantList: [{ grantee: { group: "AllUsers" }, permission: "Read" }] },
    BucketLoggingConfiguration: { destinationBucketName: null },
    BucketPolicy: { policyText: BUCKET_POLICY },
    IsRequesterPaysEnabled: false,
  },
};

export const FOREIGN: ResourceDocument = {
  provider: "aws",
  account: ACCOUNT,
  region: "eu-west-1",
  type: "Acme::Mail::Box",
  id: "box-1",
  name: "box-1",
  configuration: { size: 3 },
};
