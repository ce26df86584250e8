import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import type { Scope } from "../../../model/resource.ts";
import { diagnosticOf, UNKNOWN_CLIENT, unknownClientDiagnostic } from "../failure.ts";
import type { Region } from "./region.ts";
import { isOpen } from "./region.ts";

/**
 * Whose regions these are: the account that a recorder names; where none does, what the user says. Undefined where
 * nobody says it and nothing can be read anyway.
 *
 * @throws {DiagnosticError} where the credentials are for another account than the user says, are nobody's, or
 * where the account of what would be read is not known.
 */
export function accountOf(regions: readonly Region[], said: string | undefined): string | undefined {
  if (regions.every(({ blind }) => blind?.code !== undefined && UNKNOWN_CLIENT.has(blind.code)))
    throw new DiagnosticError([unknownClientDiagnostic(regions.map(({ api }) => api.region))]);
  const found = regions.find(({ account }) => account !== undefined)?.account;
  if (found !== undefined && said !== undefined && found !== said)
    throw refused(
      "aws-other-account",
      `the credentials are for account ${found}, not for ${said}`,
      "use the credentials of that account, or leave out --account",
    );
  if (found === undefined && said === undefined && regions.some(isOpen))
    throw refused("aws-no-account", "AWS Config does not say which account this is", "say it with --account");
  return found ?? said;
}

/** What was set out to be read: the regions asked for, whether or not they answered. */
export function scopeOf(account: string | undefined, regions: readonly Region[]): Scope {
  const names = regions.map(({ api }) => api.region).toSorted();
  if (account === undefined) return { name: `AWS in ${names.join(", ")}` };
  return {
    name: `AWS account ${account} in ${names.join(", ")}`,
    expected: [{ provider: "aws", account, regions: names }],
  };
}

function refused(code: string, message: string, help: string): DiagnosticError {
  return new DiagnosticError([diagnosticOf(code, message, help)]);
}
