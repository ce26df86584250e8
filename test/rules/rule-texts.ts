import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadLibrary } from "../../src/rules/load-library.ts";

const fixture = (path: string): string => fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));
export const { library } = await loadLibrary(fixture("rules-base"));
export const VALID = readFileSync(fixture("rules-shipped/aws/ec2/volume-encrypted.yaml"), "utf8");
export const FILE = "aws/ec2/volume-encrypted.yaml";

/** The valid rule with another `expect`, and with more keys. */
export function withExpect(expectText: string, more = "", from = VALID): string {
  const bare = from.replace(/^examples:[^]*$/m, "");
  return bare.replace(/^expect: .*$/m, () => `${more}${more && "\n"}expect: ${expectText}`);
}

export const about = (type: string, id: string): string =>
  VALID.replace(/^resource: .*$/m, `resource: ${type}`).replace(/^id: .*$/m, `id: ${id}`);
export const SERVER = about("microsoft.sql/servers", "azure-sql-server-a");
export const GROUP = about("AWS::EC2::SecurityGroup", "aws-ec2-security-group-a");
export const ROLE = about("AWS::IAM::Role", "aws-iam-role-a");
export const BUCKET = about("AWS::S3::Bucket", "aws-s3-bucket-a");
export const ACCOUNT = about("AWS::::Account", "aws-account-a");
