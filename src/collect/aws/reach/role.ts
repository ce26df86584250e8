import { own, ownText } from "../../../inventory/json-text.ts";
import type { RegionApi } from "../region-api.ts";
import type { Failure } from "../config/api.ts";
import { foreignAnswer } from "../config/api.ts";
import type { RoleChoice } from "../options.ts";
import { REACH_CALLS } from "../own-calls.ts";
import { openSession } from "../session.ts";
import type { Credentials, CredentialSource, Session } from "../session.ts";

export interface RoleRequest {
  /** Its calls are signed by who assumes the role. */
  readonly home: RegionApi;
  readonly role: RoleChoice;
  readonly account: string;
  readonly partition: string;
  /** The present moment, ISO 8601 UTC. */
  readonly now: () => string;
}

/** Credentials are had anew when they last no longer than this, in milliseconds. */
const MARGIN = 5 * 60_000;

/** Assumes the role in the account, now and again before its credentials run out. */
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

/** `demarc-read`, `path/demarc-read` or an ARN, whose account gives way to the one asked for. */
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
  // No role is assumed for so short: then this machine's clock is wrong, and a refusal tells when they have run out.
  const isTold = expiration instanceof Date && expiration.getTime() - asked > MARGIN;
  const ends = isTold ? { expiration } : {};
  return { credentials: { accessKeyId, secretAccessKey, sessionToken, ...ends } };
}

/** The same for every account, so that a role missing in many is one thing to mend. */
function helpFor({ reason, message }: Failure, { role }: RoleRequest): { help?: string } {
  if (reason !== "access_denied" || /service control policy/i.test(message)) return {};
  return { help: `have the role ${role.name} in each of these accounts, and let this identity assume it` };
}
