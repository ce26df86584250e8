import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { own, ownText } from "../../inventory/json-text.ts";
import type { BlindSpotReason } from "../../model/resource.ts";
import { saidIn } from "../said.ts";
import { foreignAnswer, type Failure } from "./config/api.ts";

/** What is to be done about an error that the SDK threw. */
export type Verdict =
  /** Nothing more can be collected. */
  | { readonly kind: "fatal"; readonly diagnostic: Diagnostic }
  /** The credentials have expired; new ones may be available. */
  | { readonly kind: "expired" }
  /** Too many calls: wait and try again. */
  | { readonly kind: "throttled"; readonly failure: Failure }
  /** May work on another try. */
  | { readonly kind: "transient"; readonly failure: Failure }
  /** Will be refused again. */
  | { readonly kind: "refused"; readonly failure: Failure };

/** The last one is EC2's code for expired credentials. EC2 uses it for a wrong clock too, but STS says so first. */
const EXPIRED = new Set(["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "RequestExpired"]);
const THROTTLED = new Set([
  "BandwidthLimitExceeded",
  "EC2ThrottledException",
  "LimitExceededException",
  "PriorRequestNotComplete",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestThrottled",
  "RequestThrottledException",
  "SlowDown",
  "ThrottledException",
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
]);
const DENIED = new Set([
  "AccessDenied",
  "AccessDeniedException",
  "AuthorizationError",
  "NotAuthorized",
  "OptInRequired",
  "UnauthorizedOperation",
]);
const PROVIDER = new Set(["CredentialsProviderError", "TokenProviderError"]);
const SKEWED = new Set(["RequestInTheFuture", "RequestTimeTooSkewed"]);
/** The region is not enabled, or the keys do not exist. */
export const UNKNOWN_CLIENT = new Set([
  "AuthFailure",
  "InvalidClientTokenId",
  "InvalidAccessKeyId",
  "UnrecognizedClientException",
]);
const NETWORK =
  /^(?:TimeoutError|AbortError|ECONN\w+|E(?:HOST|NET)UNREACH|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|ERR_TLS\w*|CERT_\w+|\w*CERT\w*|UND_ERR\w*)$/;

const HELP = {
  no_credentials: "log in (aws sso login), set AWS_PROFILE or --profile, or give AWS_ACCESS_KEY_ID and its secret",
  sso: "aws sso login, with --profile NAME where it is not the default one",
  mfa: "run demarc on a terminal, where it asks for the code, or hand it the credentials of a session that has one",
  clock: "set the clock of this machine: AWS takes no request that is more than five minutes off",
  region: "name one with --region, AWS_REGION or the profile's region",
  tls: "begin the endpoint with https://: a session token goes with every call",
  network: "check the network, the proxy and AWS_ENDPOINT_URL, and collect again",
  named:
    "let AWS_ENDPOINT_URL name its host, not number it: some calls put the account in front (localhost, not 127.0.0.1)",
  throttled: "collect again when less is calling AWS in this account",
  service: "collect again later; AWS names its troubles on its health dashboard",
} as const;

/** Says what an error thrown by the SDK means. `call`: the name AWS policies use; `region`: where the call went. */
export function verdictOn(error: unknown, call: string, region: string): Verdict {
  const name = ownText(error, "name") ?? (error instanceof Error ? error.name : "Error");
  const code = codeOf(error, name);
  const said = error instanceof Error ? saidIn(error.message) : "";
  const blind = (reason: BlindSpotReason, message: string, help: string): { failure: Failure } => ({
    failure: { reason, call, code, message, help },
  });

  if (/^Region is missing/i.test(said)) return fatal("aws-no-region", "no AWS region is known", HELP.region);
  const named = /^Region not accepted: region="([^"]*)"/.exec(said)?.[1];
  if (named !== undefined)
    return fatal("aws-no-region", `the configured AWS region "${named}" does not exist`, HELP.region);
  if (name === "PlainHttpError") return fatal("aws-plain-http", said, HELP.tls);
  if (PROVIDER.has(name) && /\bSSO\b|sso login|token is expired/i.test(said))
    return fatal("aws-sso-expired", "the AWS SSO session has ended, or never began", HELP.sso);
  if (PROVIDER.has(name) && /multi-factor/i.test(said)) return fatal("aws-mfa", `no code was given: ${said}`, HELP.mfa);
  if (PROVIDER.has(name))
    return fatal("aws-no-credentials", `no AWS credentials could be obtained: ${said}`, HELP.no_credentials);
  if (EXPIRED.has(name)) return { kind: "expired" };
  if (isSkewed(error, name, said)) {
    if (own(own(error, "$metadata"), "clockSkewCorrected") === true)
      return { kind: "transient", ...blind("service_error", said, HELP.clock) };
    return fatal("aws-clock-skew", `AWS says that the time of this machine is wrong: ${said}`, HELP.clock);
  }
  if (THROTTLED.has(name) || statusOf(error) === 429)
    return { kind: "throttled", ...blind("throttled", `${region} still refused for too many calls`, HELP.throttled) };
  if (code === "ERR_INVALID_URL") {
    const message = "no address can be made from the endpoint for this call: its host must be a name, not a number";
    const { failure } = blind("network", message, HELP.named);
    return { kind: "refused", failure: { ...failure, code: "EndpointNeedsName" } };
  }
  if (DENIED.has(name)) return { kind: "refused", ...blind("access_denied", said || code, deniedHelp(said, call)) };
  if (UNKNOWN_CLIENT.has(name)) {
    const message = `${region} does not know these credentials`;
    return { kind: "refused", ...blind("access_denied", message, `enable ${region} for the account, or leave it out`) };
  }
  if (name === "NoAvailableConfigurationRecorderException") {
    const help = "set up a configuration recorder there, or leave the region out of the scope";
    return { kind: "refused", ...blind("not_recorded", `AWS Config has no recorder in ${region}`, help) };
  }
  if (NETWORK.test(code) || NETWORK.test(name) || /socket hang up|aborted/.test(said))
    return { kind: "transient", ...blind("network", `${region} could not be reached: ${said || code}`, HELP.network) };
  if (isUnreadable(error, said))
    return { kind: "transient", failure: foreignAnswer(call, "the answer was not one of AWS") };
  const status = statusOf(error) ?? 0;
  const failed = blind("service_error", said || code, HELP.service);
  return { kind: status >= 500 || status === 0 ? "transient" : "refused", ...failed };
}

/**
 * Whether the SDK could not read the answer. It throws a SyntaxError where JSON was expected, whatever the status, a TypeError where the
 * shape is another, and a plain error where XML was expected.
 */
function isUnreadable(error: unknown, said: string): boolean {
  return error instanceof SyntaxError || error instanceof TypeError || said.startsWith("@aws-sdk XML parse error");
}

/** The diagnostic for expired credentials that could not be renewed. */
export function expiredDiagnostic(): Diagnostic {
  return diagnosticOf(
    "aws-credentials-expired",
    "the AWS credentials ran out while collecting, and no newer ones could be obtained",
    "log in again and collect again: nothing that was read until now is judged",
  );
}

/** The diagnostic for keys that no region knows. */
export function unknownClientDiagnostic(regions: readonly string[]): Diagnostic {
  return diagnosticOf(
    "aws-credentials-refused",
    `AWS does not know these credentials in ${regions.join(", ")}`,
    "check the access key; a region that is not enabled for the account answers so too",
  );
}

export function diagnosticOf(code: string, message: string, help: string): Diagnostic {
  return { code, severity: "error", file: "aws", line: 0, column: 0, length: 0, message, help };
}

function fatal(code: string, message: string, help: string): Verdict {
  return { kind: "fatal", diagnostic: diagnosticOf(code, message, help) };
}

function isSkewed(error: unknown, name: string, said: string): boolean {
  const isLate = /signature (?:expired|not yet current)/i.test(said);
  return SKEWED.has(name) || isLate || own(own(error, "$metadata"), "clockSkewCorrected") === true;
}

/** AWS's own name for the error, or the system's code for network errors and Node's own errors. */
function codeOf(error: unknown, name: string): string {
  return name === "Error" || name === "TypeError" ? (ownText(error, "code") ?? name) : name;
}

function statusOf(error: unknown): number | undefined {
  const status = own(own(error, "$metadata"), "httpStatusCode");
  return typeof status === "number" ? status : undefined;
}

function deniedHelp(said: string, call: string): string {
  if (/service control policy/i.test(said))
    return "a service control policy of the organization forbids it: ask its owner";
  return `allow ${call} for this identity`;
}
