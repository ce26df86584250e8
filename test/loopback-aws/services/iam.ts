import { accountAuthorizationDetails } from "./described-iam.ts";
import { accountFact, joinedFact, denied } from "./service.ts";
import type { FactPlace, LoopbackService } from "./service.ts";

type Facts = Readonly<Record<string, unknown>>;

const COLUMNS = `user arn user_creation_time password_enabled password_last_used password_last_changed
  password_next_rotation mfa_active access_key_1_active access_key_1_last_rotated access_key_1_last_used_date
  access_key_1_last_used_region access_key_1_last_used_service access_key_2_active access_key_2_last_rotated
  access_key_2_last_used_date access_key_2_last_used_region access_key_2_last_used_service cert_1_active
  cert_1_last_rotated cert_2_active cert_2_last_rotated`.split(/\s+/);

export const IAM: LoopbackService = {
  protocol: "query",
  operations: {
    GetAccountAuthorizationDetails: accountAuthorizationDetails,
    GetAccountSummary: (place) => {
      const summary = Object.entries(accountFact(place, "@iam.summary") as Facts);
      return { SummaryMap: { entry: summary.map(([key, value]) => ({ key, value })) } };
    },
    ListVirtualMFADevices: (place) => ({
      VirtualMFADevices: { member: accountFact(place, "@iam.virtual_mfa_devices") },
      IsTruncated: false,
    }),
    GetAccountPasswordPolicy: (place) => ({
      PasswordPolicy: accountFact(place, "@iam.password_policy", ["NoSuchEntity"]),
    }),
    GenerateCredentialReport: (place) => {
      linesOf(place);
      return { State: "COMPLETE" };
    },
    GetCredentialReport: (place) => {
      const { lines, reportedAt } = linesOf(place);
      const csv = [COLUMNS.join(","), ...lines].join("\n");
      return { Content: Buffer.from(csv).toString("base64"), ReportFormat: "text/csv", GeneratedTime: reportedAt };
    },
    ListEntitiesForPolicy: (place) => {
      const entities = accountFact(place, "@iam.support_policy_entities") as Facts;
      const lists = Object.entries(entities).map(([key, member]) => [key, { member }]);
      return { ...Object.fromEntries(lists), IsTruncated: false };
    },
    ListOrganizationsFeatures: (place) => ({
      EnabledFeatures: { member: accountFact(place, "@iam.organizations_features", ["OrganizationNotFound"]) },
    }),
    ListServiceSpecificCredentials: (place) => ({
      ServiceSpecificCredentials: {
        member: place.of("AWS::IAM::User").flatMap(({ type, id, name: UserName }) => {
          const facts = joinedFact(place, type, id, "@bedrock_keys") as readonly object[];
          return facts.map((one) => ({ UserName, ServiceName: "bedrock.amazonaws.com", ...one }));
        }),
      },
      IsTruncated: false,
    }),
    ListServerCertificates: (place) => {
      const certificates = place.of("AWS::IAM::ServerCertificate").map((one) => one["@metadata"]);
      if (certificates.includes(undefined)) throw denied("server certificates");
      return {
        ServerCertificateMetadataList: { member: certificates.filter((one) => one !== null) },
        IsTruncated: false,
      };
    },
  },
};

/** The report of all users whose credentials the estate tells. */
function linesOf(place: FactPlace): { lines: string[]; reportedAt: unknown } {
  const users = place.of("AWS::IAM::User").filter((user) => Object.hasOwn(user, "@credentials"));
  const root = place.of("AWS::::Account").map((one) => (one["@iam"] as Facts | undefined)?.["root_credentials"]);
  const known = [
    ...root.filter((facts) => facts !== undefined).map((facts) => ["<root_account>", "arn:aws:iam::root", facts]),
    ...users.map(({ name, id, "@credentials": facts }) => [name, id, facts]),
  ].filter(([, , facts]) => facts !== null) as [string, string, Facts][];
  if (users.length === 0 && known.length === 0) throw denied("the credential report");
  return {
    lines: known.map(([user, arn, facts]) => lineOf({ user, arn, ...facts })),
    reportedAt: known[0]?.[2]["reported_at"] ?? "2026-11-20T06:00:00Z",
  };
}

function lineOf(facts: Facts): string {
  const cells: Record<string, unknown> = { ...facts, user_creation_time: facts["user_created_at"] };
  for (const key of facts["access_keys"] as Facts[]) {
    cells[`access_key_${key["slot"]}_active`] = key["active"];
    cells[`access_key_${key["slot"]}_last_rotated`] = key["last_rotated"];
    cells[`access_key_${key["slot"]}_last_used_date`] = key["last_used"];
  }
  for (const certificate of facts["certificates"] as Facts[]) {
    cells[`cert_${certificate["slot"]}_active`] = certificate["active"];
    cells[`cert_${certificate["slot"]}_last_rotated`] = certificate["last_rotated"];
  }
  return COLUMNS.map((name) => cellOf(cells[name], name)).join(",");
}

function cellOf(value: unknown, column: string): string {
  if (value !== undefined && value !== null) return String(value);
  return column.endsWith("_active") ? "false" : "N/A";
}
