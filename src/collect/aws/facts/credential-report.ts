import { own, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { Aws } from "./aws.ts";
import { foreign, Refused } from "./aws.ts";
import { csvRows } from "./csv-rows.ts";

/** The name of the root user's line, in place of a user's ARN. */
export const ROOT = "<root_account>";

const NOT_READY = ["CredentialReportNotReadyException", "ReportInProgress"];
const MISSING = [
  "CredentialReportNotPresentException",
  "CredentialReportExpiredException",
  "ReportNotPresent",
  "ReportExpired",
];
const ATTEMPTS = 20;
const BETWEEN_ATTEMPTS = 2_000;

/**
 * One line of the account's credential report, by the user's ARN or `ROOT`, in the shape of the field list. Null if the
 * report has no such line, as for a user who is newer than the report.
 */
export async function credentialsOf(aws: Aws, user: string): Promise<JsonObject | null> {
  const { lines, reportedAt, isWhole } = await aws.once("credential report", () => readReport(aws));
  const line = lines.get(user);
  if (line !== undefined) return { ...shaped(line), reported_at: reportedAt };
  if (!isWhole) throw foreign("iam", "GetCredentialReport", "a line of the report cannot be understood");
  return null;
}

interface Report {
  readonly lines: ReadonlyMap<string, Line>;
  readonly reportedAt: unknown;
  /** False if a line did not fit the table. */
  readonly isWhole: boolean;
}

type Line = ReadonlyMap<string, string>;

async function readReport(aws: Aws): Promise<Report> {
  const answer = await getReport(aws);
  const content = own(answer, "Content");
  const [names, ...rows] = csvRows(content instanceof Uint8Array ? new TextDecoder().decode(content) : "");
  const reportedAt = own(answer, "GeneratedTime");
  if (names === undefined || !names.includes("arn") || !(reportedAt instanceof Date))
    throw foreign("iam", "GetCredentialReport", "the answer is not a credential report");
  const fitting = rows.filter((row) => row.length === names.length);
  const lines = fitting.map((row) => new Map(names.map((name, column) => [name, row[column]!])));
  return {
    lines: new Map(lines.map((line) => [line.get("user") === ROOT ? ROOT : line.get("arn")!, line])),
    reportedAt,
    isWhole: fitting.length === rows.length,
  };
}

/** Uses an existing report if starting a new one is not allowed. */
async function getReport(aws: Aws): Promise<JsonObject> {
  const notStarted = await aws.ask("iam", "GenerateCredentialReport").then(() => undefined, refusal);
  for (let attempt = 1; ; attempt++) {
    const answer = await aws.ask("iam", "GetCredentialReport").catch(refusal);
    if (!(answer instanceof Refused)) return answer;
    const code = answer.failure.code ?? "";
    if (notStarted !== undefined && MISSING.includes(code)) throw notStarted;
    if (!NOT_READY.includes(code) && !MISSING.includes(code)) throw answer;
    if (attempt === ATTEMPTS) throw answer;
    await aws.sleep(BETWEEN_ATTEMPTS);
  }
}

function refusal(error: unknown): Refused {
  if (error instanceof Refused) return error;
  throw error;
}

/** The columns are the API's: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html */
function shaped(line: Line): JsonObject {
  return {
    user_created_at: date(line, "user_creation_time"),
    password_enabled: boolean(line, "password_enabled"),
    password_last_used: date(line, "password_last_used"),
    password_last_changed: date(line, "password_last_changed"),
    password_next_rotation: date(line, "password_next_rotation"),
    mfa_active: boolean(line, "mfa_active"),
    access_keys: slots((slot) => ({
      slot,
      active: boolean(line, `access_key_${slot}_active`),
      last_rotated: date(line, `access_key_${slot}_last_rotated`),
      last_used: date(line, `access_key_${slot}_last_used_date`),
    })),
    certificates: slots((slot) => ({
      slot,
      active: boolean(line, `cert_${slot}_active`),
      last_rotated: date(line, `cert_${slot}_last_rotated`),
    })),
  };
}

/** Leaves out slots that were never used: they are not active and have no date. */
function slots(shape: (slot: number) => { active: boolean | null; last_rotated: string | null }): JsonObject[] {
  return [1, 2].map(shape).filter(({ active, last_rotated: rotated }) => active !== false || rotated !== null);
}

function boolean(line: Line, column: string): boolean | null {
  const text = line.get(column)?.toLowerCase();
  return text === "true" ? true : text === "false" ? false : null;
}

/** `N/A`, `no_information` and `not_supported` are not dates. */
function date(line: Line, column: string): string | null {
  const text = ownText({ text: line.get(column) }, "text");
  const time = text === undefined || !/^\d{4}-\d\d-\d\dT/.test(text) ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
