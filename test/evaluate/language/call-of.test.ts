import { expect, it } from "vitest";
import { callsOfFields } from "../../../src/evaluate/language/call-of.ts";
import type { Step } from "../../../src/evaluate/language/path.ts";
import { NOT_IN_INPUT } from "../../../src/model/not-in-input.ts";
import { library } from "../../shipped.ts";

const callOf = callsOfFields(library.fields);
const QUEUE = "AWS::SQS::Queue";
const ACCOUNT = "AWS::::Account";
const BUCKETS = "microsoft.storage/storageaccounts";

function callAt(type: string, steps: readonly Step[], seen: unknown = null, source = "of the document"): unknown {
  const document = { provider: "x", account: "", region: "", type, id: "", name: "", source };
  return callOf(document, steps, { state: typeof seen === "string" ? "unread" : "value", seen });
}

it.each<[type: string, steps: readonly Step[], call: string]>([
  [QUEUE, ["configuration", "KmsMasterKeyId"], "of the document"],
  [QUEUE, ["tags"], "of the document"],
  [QUEUE, ["@policy", "Statement", 0], "sqs:GetQueueAttributes"],
  [ACCOUNT, ["@iam", "password_policy", "MinimumPasswordLength"], "iam:GetAccountPasswordPolicy"],
  [ACCOUNT, ["@iam", "summary", "AccountMFAEnabled"], "iam:GetAccountSummary"],
  ["AWS::IAM::User", ["@credentials", "access_keys", 1, "active"], "iam:GetCredentialReport"],
  [BUCKETS, ["children", "blobservices/default", "properties"], "GET {id}/blobServices/default"],
  [BUCKETS, ["properties", "minimumTlsVersion"], "of the document"],
  [BUCKETS, ["children"], "of the document"],
  [QUEUE, ["@nobody_knows"], "of the document"],
  ["Custom::Type", ["@policy"], "of the document"],
  ["constructor", ["@policy"], "of the document"],
  [QUEUE, [], "of the document"],
  [QUEUE, [0], "of the document"],
])("of %s at %j is %s", (type, steps, call) => {
  expect(callAt(type, steps)).toBe(call);
});

it.each<[steps: readonly Step[], source: string, call: string]>([
  [["supplementaryConfiguration", "BucketPolicy", "policyText"], "s3:ListAllMyBuckets", "s3:GetBucketPolicy"],
  [
    ["supplementaryConfiguration", "BucketPolicy", "policyText"],
    "config:SelectResourceConfig",
    "config:SelectResourceConfig",
  ],
  [["configuration", "name"], "s3:ListAllMyBuckets", "s3:ListAllMyBuckets"],
  [["tags", "team"], "s3:ListAllMyBuckets", "s3:GetBucketTagging"],
])("of a bucket at %j from %s is %s", (steps, source, call) => {
  expect(callAt("AWS::S3::Bucket", steps, null, source)).toBe(call);
});

it("is that of the document where no such call was made", () => {
  expect(callAt(QUEUE, ["@policy"], NOT_IN_INPUT.fact)).toBe("of the document");
  expect(callAt(BUCKETS, ["children", "keys"], NOT_IN_INPUT.children)).toBe("of the document");
});

it("is that of the part where it was refused or left something out", () => {
  expect(callAt(QUEUE, ["@policy"], "sqs:GetQueueAttributes AccessDenied")).toBe("sqs:GetQueueAttributes");
  expect(callAt("AWS::IAM::User", ["@credentials", "mfa_active"], NOT_IN_INPUT.key)).toBe("iam:GetCredentialReport");
});
