import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { own, ownText, parseJson } from "../../inventory/json-text.ts";
import { saidIn } from "../said.ts";
import type { Failure } from "./api.ts";
import { foreign } from "./api.ts";
import type { RawAnswer } from "./raw-answer.ts";

/** What is to be done about an answer without success, or about none at all. */
export type Verdict =
  /** Nothing more can be collected. */
  | { readonly kind: "fatal"; readonly diagnostic: Diagnostic }
  /** Too many calls: wait and try again. */
  | { readonly kind: "throttled"; readonly failure: Failure }
  /** May work on another try. */
  | { readonly kind: "transient"; readonly failure: Failure }
  /** Will be refused again. */
  | { readonly kind: "refused"; readonly failure: Failure };

/** The token itself is not valid, whatever it is used for. */
const BAD_TOKEN = new Set([
  "expiredauthenticationtoken",
  "invalidauthenticationtoken",
  "invalidauthenticationtokenaudience",
]);
const NO_CREDENTIALS = new Set([
  "AggregateAuthenticationError",
  "AuthenticationError",
  "AuthenticationRequiredError",
  "CredentialUnavailableError",
]);

/** Replaces the error's own text, which lists everything that was tried in nine lines. */
const NONE_FOUND = "nothing that DefaultAzureCredential looks for gave a token";

const HELP = {
  no_credentials:
    "log in (az login), or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or run with a managed identity",
  token: "log in again and collect again: what was read so far is not used; --cloud must be that of the tenant",
  network: "check the network and the proxy (HTTPS_PROXY; NODE_EXTRA_CA_CERTS names the proxy's own authority)",
  throttled: "collect again when less is calling Azure as this identity",
  service: "collect again later; Azure names its troubles on its status page",
  missing: "look whether it was deleted meanwhile, and whether this identity sees its subscription, and collect again",
  busy: "let the change that Azure names come to its end, or fix what it names, and collect again",
  not_taken: "use a newer demarc, or report this one with the code: asked again, Azure refuses such a call again",
} as const;

/** Says what an answer without success means. */
export function verdictOn(answer: RawAnswer, call: string): Verdict {
  const { status } = answer;
  const error = own(parseJson(answer.text), "error");
  const code = ownText(error, "code") ?? `HTTP ${status}`;
  const message = saidIn(ownText(error, "message") ?? `answered with status ${status}`);
  const because = (reason: Failure["reason"], help: string): Failure => {
    return { reason, call, code, status, message, help };
  };
  if (status === 401 && BAD_TOKEN.has(code.toLowerCase()))
    return {
      kind: "fatal",
      diagnostic: diagnosticOf("azure-token-refused", `Azure refuses the token: ${message}`, HELP.token),
    };
  if (status === 401 || status === 403)
    return {
      kind: "refused",
      failure: because("access_denied", `allow this identity ${call}: Reader and Security Reader are enough`),
    };
  if (status === 429) return { kind: "throttled", failure: because("throttled", HELP.throttled) };
  if (status === 408 || status >= 500) return { kind: "transient", failure: because("service_error", HELP.service) };
  if (status >= 300 && status < 400)
    return { kind: "refused", failure: { ...foreign(call, "the answer leads elsewhere", "Redirect"), status } };
  return { kind: "refused", failure: because("service_error", helpFor(status)) };
}

/**
 * The help for refusals that are not about who asks. That a conflict means a resource being changed is from the storage
 * resource provider:
 * https://learn.microsoft.com/en-us/rest/api/storagerp/srp_error_codes_common (read 2026-11-22).
 */
function helpFor(status: number): string {
  return status === 404 ? HELP.missing : status === 409 ? HELP.busy : HELP.not_taken;
}

/** The verdict on a successful answer that is not what Azure Resource Manager writes. */
export function unreadable(call: string): Verdict {
  return { kind: "transient", failure: foreign(call, "the answer is not a JSON document") };
}

/** Says what it means if no answer came. */
export function verdictOnThrown(error: unknown, call: string): Verdict {
  const name = ownText(error, "name") ?? (error instanceof Error ? error.name : "Error");
  const said = error instanceof Error ? saidIn(error.message) : saidIn(String(error));
  if (NO_CREDENTIALS.has(name)) return { kind: "fatal", diagnostic: noCredentials(wordsOnCredentials(error, said)) };
  const code = ownText(error, "code") ?? name;
  const message = `Azure could not be reached: ${said || code}`;
  return { kind: "transient", failure: { reason: "network", call, code, message, help: HELP.network } };
}

/** The diagnostic for missing credentials. `what`: what is wrong with them. */
export function noCredentials(what: string): Diagnostic {
  const message = `no Azure credentials could be obtained: ${what}`;
  return diagnosticOf("azure-no-credentials", message, HELP.no_credentials);
}

/** If one credential was tried, what it says; if several, which all lacked something, that none was found. */
function wordsOnCredentials(error: unknown, said: string): string {
  const tried = own(error, "errors");
  if (Array.isArray(tried))
    return tried.length === 1 ? wordsOnCredentials(tried[0], saidIn(String(own(tried[0], "message")))) : NONE_FOUND;
  const cause = ownText(own(error, "errorResponse"), "errorDescription");
  return cause === undefined ? shortened(said) : `${shortened(said)}: ${shortened(saidIn(cause))}`;
}

export function diagnosticOf(code: string, message: string, help: string): Diagnostic {
  return { code, severity: "error", file: "azure", line: 0, column: 0, length: 0, message, help };
}

const LONGEST = 160;

/** The first sentence says what is wrong; trace ids, times and advice follow. */
function shortened(said: string): string {
  const [first] = said.split(/(?<=\.) | Trace ID:/);
  const text = (first ?? said).trim().replace(/[.:]$/, "");
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
