import { own } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { ResourceDocument } from "../../../model/resource.ts";
import type { Aws } from "./aws.ts";
import { foreign, noneOn } from "./aws.ts";
import { listedBy } from "./by-member.ts";
import { credentialsOf, ROOT } from "./credential-report.ts";
import type { AccountFact, JoinedFact } from "./fact.ts";
import { pick } from "./fact.ts";

const MARKER = ["Marker", "Marker"] as const;
const NO_SUCH_ENTITY = ["NoSuchEntity", "NoSuchEntityException"];
const BEDROCK_KEY = ["CreateDate", "ExpirationDate", "ServiceSpecificCredentialId", "Status"];
const ENTITIES = ["PolicyGroups", "PolicyUsers", "PolicyRoles"];

export const IAM_ACCOUNT_FACTS: readonly AccountFact[] = [
  {
    path: "@iam.summary",
    per: "account",
    read: async (aws) => own(await aws.ask("iam", "GetAccountSummary"), "SummaryMap"),
  },
  { path: "@iam.virtual_mfa_devices", per: "account", read: virtualMfaDevices },
  {
    path: "@iam.password_policy",
    per: "account",
    read: async (aws) => {
      const answer = await noneOn(NO_SUCH_ENTITY, aws.ask("iam", "GetAccountPasswordPolicy"));
      return answer && own(answer, "PasswordPolicy");
    },
  },
  { path: "@iam.root_credentials", per: "account", read: (aws) => credentialsOf(aws, ROOT) },
  { path: "@iam.support_policy_entities", per: "account", read: supportPolicyEntities },
  {
    path: "@iam.organizations_features",
    per: "account",
    read: async (aws) => {
      const codes = ["OrganizationNotFoundException", "OrganizationNotFound"];
      const answer = await noneOn(codes, aws.ask("iam", "ListOrganizationsFeatures"));
      return answer && own(answer, "EnabledFeatures");
    },
  },
];

export const IAM_JOINED_FACTS: readonly JoinedFact[] = [
  { types: ["AWS::IAM::User"], path: "@credentials", read: (aws, { id }) => credentialsOf(aws, id) },
  { types: ["AWS::IAM::User"], path: "@bedrock_keys", read: bedrockKeys },
  { types: ["AWS::IAM::ServerCertificate"], path: "@metadata", read: (aws, { id }) => certificateMetadata(aws, id) },
];

/** Keeps only what says whose they are: the answer could contain seeds too. */
async function virtualMfaDevices(aws: Aws): Promise<JsonObject[]> {
  const listing = { input: { AssignmentStatus: "Assigned" }, elements: "VirtualMFADevices", token: MARKER };
  const devices = await aws.list("iam", "ListVirtualMFADevices", listing);
  return devices.map((device) => ({
    ...pick(device, ["SerialNumber", "EnableDate"]),
    User: pick(own(device, "User"), ["Arn"]),
  }));
}

/** Who has the AWS managed policy for opening support cases. */
async function supportPolicyEntities(aws: Aws): Promise<JsonObject> {
  const PolicyArn = `arn:${aws.partition}:iam::aws:policy/AWSSupportAccess`;
  const found: Record<string, unknown[]> = Object.fromEntries(ENTITIES.map((key) => [key, []]));
  let Marker: unknown;
  const seen = new Set<unknown>();
  do {
    const page = await aws.ask(
      "iam",
      "ListEntitiesForPolicy",
      Marker === undefined ? { PolicyArn } : { PolicyArn, Marker },
    );
    for (const key of ENTITIES) {
      const entities = own(page, key);
      if (!Array.isArray(entities)) throw foreign("iam", "ListEntitiesForPolicy", `the answer has no list "${key}"`);
      found[key]!.push(...entities);
    }
    Marker = own(page, "Marker");
    if (seen.has(Marker)) throw foreign("iam", "ListEntitiesForPolicy", "the same next page was named twice");
    seen.add(Marker);
  } while (Marker !== undefined);
  return found;
}

/** One listing for a given service returns those of all users; the keys themselves are never kept. */
async function bedrockKeys(aws: Aws, { name }: ResourceDocument): Promise<unknown> {
  const listing = {
    input: { AllUsers: true, ServiceName: "bedrock.amazonaws.com" },
    elements: "ServiceSpecificCredentials",
    token: MARKER,
  };
  const all = await aws.once("Bedrock keys", () => aws.list("iam", "ListServiceSpecificCredentials", listing));
  return all.filter((one) => own(one, "UserName") === name).map((one) => pick(one, BEDROCK_KEY));
}

async function certificateMetadata(aws: Aws, arn: string): Promise<JsonObject | null> {
  const asked = { service: "iam", operation: "ListServerCertificates", by: "Arn" } as const;
  const listing = { elements: "ServerCertificateMetadataList", token: MARKER };
  const byArn = await aws.once("server certificates", () => listedBy(aws, { ...asked, ...listing }));
  return byArn.get(arn) ?? null;
}
