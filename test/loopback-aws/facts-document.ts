import type { ResourceDocument } from "../../src/model/resource.ts";
import { ACCOUNT } from "./sample-estate.ts";

/** Where the facts below are. */
export const REGION = "eu-west-1";

export type Facts = Readonly<Record<string, unknown>>;

export const arn = (service: string, rest: string, region = REGION): string =>
  `arn:aws:${service}:${region}:${ACCOUNT}:${rest}`;

export function document(
  type: string,
  id: string,
  facts: Facts,
  more: Partial<ResourceDocument> = {},
): ResourceDocument {
  const name = id.split(/[:/]/).at(-1)!;
  const place = { provider: "aws", account: ACCOUNT, region: REGION, type: `AWS::${type}` };
  return { ...place, id, name, resourceId: name, tags: {}, configuration: { arn: id }, ...facts, ...more };
}

export const POLICY = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "*", Resource: "*" }],
};
export const CREDENTIALS = {
  user_created_at: "2025-01-02T08:00:00.000Z",
  password_enabled: true,
  password_last_used: "2026-11-18T08:00:00.000Z",
  password_last_changed: "2026-09-01T08:00:00.000Z",
  password_next_rotation: null,
  mfa_active: true,
  access_keys: [{ slot: 2, active: true, last_rotated: "2026-10-01T08:00:00.000Z", last_used: null }],
  certificates: [],
  reported_at: "2026-11-20T06:00:00.000Z",
};
export const BACKUP = {
  ResourceArn: arn("ec2", "volume/vol-books"),
  LastBackupTime: "2026-11-19T03:00:00.000Z",
  LastBackupVaultArn: arn("backup", "backup-vault:main"),
  LastRecoveryPointArn: arn("backup", "recovery-point:1"),
};
