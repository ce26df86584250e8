import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { ownText } from "../../../inventory/json-text.ts";
import type { RegionApi } from "../region-api.ts";
import { diagnosticOf, UNKNOWN_CLIENT, unknownClientDiagnostic } from "../failure.ts";
import { REACH_CALLS } from "../own-calls.ts";

/** The identity whose credentials the collection starts with. */
export interface Caller {
  readonly account: string;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  /** Undefined if AWS could not be asked. */
  readonly arn?: string;
}

/**
 * Asks AWS whose credentials these are, which needs no permission. If that call fails, the account that the user named
 * is taken as given.
 *
 * @throws {DiagnosticError} if AWS does not know the credentials, or the account is not known.
 */
export async function callerOf(home: RegionApi, said: string | undefined): Promise<Caller> {
  const answer = await home.ask(REACH_CALLS.caller, {});
  if ("failure" in answer) {
    const { failure } = answer;
    if (failure.code !== undefined && UNKNOWN_CLIENT.has(failure.code))
      throw new DiagnosticError([unknownClientDiagnostic([home.region])]);
    if (said !== undefined) return { account: said, partition: partitionOf(home.region) };
    throw noAccount(`AWS did not say which account this is: ${failure.message}`);
  }
  const [account, arn] = [ownText(answer.value, "Account"), ownText(answer.value, "Arn")];
  if (account === undefined || !/^\d{12}$/.test(account)) throw noAccount("AWS did not say which account this is");
  return { account, partition: arn?.split(":")[1] || partitionOf(home.region), ...(arn !== undefined && { arn }) };
}

function noAccount(message: string): DiagnosticError {
  return new DiagnosticError([diagnosticOf("aws-no-account", message, "say it with --account")]);
}

function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
