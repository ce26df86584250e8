import { own, ownText } from "../../../inventory/json-text.ts";
import type { RegionApi } from "../region-api.ts";
import type { Failure } from "../config/api.ts";
import { foreignAnswer } from "../config/api.ts";
import type { RoleChoice } from "../options.ts";
import { REACH_CALLS } from "../own-calls.ts";
import { openSession } from "../session.ts";
import type { Credentials, CredentialSource, Session } from "../session.ts";

export interface RoleRequest {
  /** Signs its calls with the credentials that assume the role. */
  readonly home: RegionApi;
  readonly role: RoleChoice;
  readonly account: string;
  readonly partition: string;
  /** The current time, ISO 8601 UTC. */
  readonly now: () => string;
}

/** Credentials are renewed when they have no more than this many milliseconds left. */
const MARGIN = 5 * 60_000;

/** Assumes the role in the account, now and again each time before its credentials expire. */
export async function assumeRole(request: RoleRequest): Promise<Session | { readonly failure: Failure }> {
  const first = await askFor(request);
  if ("failure" in first) return first;
  let current = first.credentials;
  let underWay: Promise<Credentials> | undefined;
  const renew = async (): Promise<Credentials> => {
    try {
      const next = await askFor(request);
      if ("failure" in next) throw Object.assign(new Error(next.failure.message), { name: "ExpiredToken" });
      return (current = next.credentials);
    } finally {
      underWay = undefined;
    }
  };
  const source: CredentialSource = async (options) => {
    const left = (current.expiration?.getTime() ?? Infinity) - Date.parse(request.now());
    return left > MARGIN && options?.forceRefresh !== true ? current : (underWay ??= renew());
  };
  return openSession(source);
}

/** The ARN for `demarc-read`, `path/demarc-read` or another ARN, whose account is replaced by the one asked for. */
function roleArn({ name }: RoleChoice, partition: string, account: string): string {
  const path = name.startsWith("arn:") ? name.slice(name.indexOf(":role/") + ":role/".length) : name;
  return `arn:${partition}:iam::${account}:role/${path}`;
}

async function askFor(request: RoleRequest): Promise<{ readonly credentials: Credentials } | { failure: Failure }> {
  const { home, role, account, partition } = request;
  const input = {
    RoleArn: roleArn(role, partition, account),
    RoleSessionName: role.sessionName,
    ...(role.externalId !== undefined && { ExternalId: role.externalId }),
  };
  const answer = await home.ask(REACH_CALLS.role, input);
  const asked = Date.parse(request.now());
  if ("failure" in answer) return { failure: { ...answer.failure, ...helpFor(answer.failure, request) } };
  const given = own(answer.value, "Credentials");
  const [accessKeyId, secretAccessKey, sessionToken] = ["AccessKeyId", "SecretAccessKey", "SessionToken"].map((key) =>
    ownText(given, key),
  );
  const expiration = own(given, "Expiration");
  if (accessKeyId === undefined || secretAccessKey === undefined || sessionToken === undefined)
    return { failure: foreignAnswer("sts:AssumeRole", "the answer has no credentials") };
  // No role is assumed for such a short time: the clock here must be wrong, so only a refusal will show they expired.
  const isTold = expiration instanceof Date && expiration.getTime() - asked > MARGIN;
  const ends = isTold ? { expiration } : {};
  return { credentials: { accessKeyId, secretAccessKey, sessionToken, ...ends } };
}

/** The same help for every account, so that a role missing in many of them is one thing to fix. */
function helpFor({ reason, message }: Failure, { role }: RoleRequest): { help?: string } {
  if (reason !== "access_denied" || /service control policy/i.test(message)) return {};
  return { help: `have the role ${role.name} in each of these accounts, and let this identity assume it` };
}
