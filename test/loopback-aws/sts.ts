import { escapeXml, ServiceError, xmlAnswer } from "./answer.ts";
import type { Answer } from "./answer.ts";
import type { Identities, Identity } from "./identities.ts";

const NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

export interface StsRequest {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly caller: Identity;
  readonly identities: Identities;
  /** Undefined: every role there could be. */
  readonly roles: readonly LoopbackRole[] | undefined;
  /** Milliseconds since 1970: when credentials given out now end. */
  readonly expires: number;
}

/** A role that may be assumed. */
export interface LoopbackRole {
  readonly name: string;
  /** Missing: in every account. */
  readonly accounts?: readonly string[];
  /** Missing: it asks for none. */
  readonly externalId?: string;
}

/** GetCallerIdentity and AssumeRole. */
export function answerSts(request: StsRequest): Answer {
  if (request.operation === "GetCallerIdentity") return callerIdentity(request.caller);
  if (request.operation === "AssumeRole") return assumeRole(request);
  throw new ServiceError("InvalidAction", `Could not find operation ${request.operation} for version 2011-06-15`);
}

function callerIdentity({ account, arn }: Identity): Answer {
  return result(
    "GetCallerIdentity",
    element("Arn", arn) + element("UserId", "AIDALOOPBACK") + element("Account", account),
  );
}

function assumeRole({ input, caller, identities, roles, expires }: StsRequest): Answer {
  const [, account, name] = /^arn:[a-z-]+:iam::(\d{12}):role\/(.+)$/.exec(String(input["RoleArn"])) ?? [];
  const role = roles?.find((one) => one.name === name && (one.accounts?.includes(account!) ?? true));
  if (roles !== undefined && (role === undefined || role.externalId !== input["ExternalId"])) {
    const message = `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${String(input["RoleArn"])}`;
    throw new ServiceError("AccessDenied", message, 403);
  }
  const session = identities.assume(String(input["RoleArn"]), String(input["RoleSessionName"]), expires);
  if (session === undefined) throw new ServiceError("ValidationError", `${String(input["RoleArn"])} is invalid`);
  const { accessKeyId, identity } = session;
  const credentials = [
    element("AccessKeyId", accessKeyId),
    element("SecretAccessKey", "loopback-secret"),
    element("SessionToken", "loopback-session"),
    element("Expiration", new Date(expires).toISOString()),
  ].join("");
  const user =
    element("AssumedRoleId", `AROALOOPBACK:${String(input["RoleSessionName"])}`) + element("Arn", identity.arn);
  return result("AssumeRole", `<Credentials>${credentials}</Credentials><AssumedRoleUser>${user}</AssumedRoleUser>`);
}

function result(operation: string, content: string): Answer {
  const metadata = "<ResponseMetadata><RequestId>loopback</RequestId></ResponseMetadata>";
  return xmlAnswer(
    `<${operation}Response xmlns="${NAMESPACE}"><${operation}Result>${content}</${operation}Result>${metadata}</${operation}Response>`,
  );
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}
