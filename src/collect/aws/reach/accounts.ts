import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import type { RegionApi } from "../region-api.ts";
import type { Cause } from "../config/blind-spot.ts";
import { because } from "../config/blind-spot.ts";
import { diagnosticOf } from "../failure.ts";
import type { AccountChoice } from "../options.ts";
import type { Caller } from "./caller.ts";
import { listOrganization } from "./organization.ts";

/** The accounts that should be there. */
export interface Accounts {
  /** For the head of a report: `AWS account 111122223333`. */
  readonly name: string;
  /** Sorted. */
  readonly ids: readonly string[];
  /** Why there may be other accounts. */
  readonly hole?: Cause;
}

/**
 * Finds which accounts to read: those of the organization, those named, those an aggregator holds, or the one of the
 * credentials.
 *
 * @throws {DiagnosticError} if accounts are named that these credentials cannot be for, or if none is left.
 */
export async function accountsOf(
  home: RegionApi,
  caller: Caller,
  choice: AccountChoice,
  aggregated?: readonly string[],
): Promise<Accounts> {
  const found = choice.organization
    ? await ofOrganization(home, caller, choice)
    : (ofAggregator(choice, aggregated) ?? named(caller, choice));
  const excluded = new Set(choice.excluded);
  const ids = found.ids.filter((id) => !excluded.has(id));
  if (ids.length === 0) throw refused("aws-no-accounts", "no account is left to be read", "exclude fewer");
  return { ...found, ids };
}

async function ofOrganization(home: RegionApi, caller: Caller, choice: AccountChoice): Promise<Accounts> {
  const { accounts, units } = choice;
  const listed = await listOrganization(home, units);
  if ("failure" in listed) {
    const hole = because("the accounts of the organization were not listed", listed.failure);
    return { name: "AWS organization", ids: accounts.length > 0 ? unique(accounts) : [caller.account], hole };
  }
  const strange = accounts.filter((id) => !listed.members.some(({ account }) => account === id));
  if (strange.length > 0)
    throw refused(
      "aws-strange-account",
      `not in the organization${units.length > 0 ? " below these units" : ""}: ${strange.join(", ")}`,
      "leave them out, or leave out --organization",
    );
  const members = listed.members.filter(({ account }) => accounts.length === 0 || accounts.includes(account));
  const ids = members.filter(({ isActive }) => isActive).map(({ account }) => account);
  const closed = members.filter(({ isActive }) => !isActive).map(({ account }) => account);
  const below = units.length > 0 ? ` below ${units.join(", ")}` : "";
  const left = closed.length > 0 ? `, without ${closed.length} suspended (${closed.join(", ")})` : "";
  return { name: `AWS organization ${listed.id ?? ""}${below}: ${counted(ids.length)}${left}`, ids };
}

function ofAggregator({ accounts }: AccountChoice, aggregated: readonly string[] | undefined): Accounts | undefined {
  if (aggregated === undefined) return undefined;
  const ids = accounts.length > 0 ? unique(accounts) : unique(aggregated);
  return { name: `AWS aggregator: ${counted(ids.length)}`, ids };
}

function named(caller: Caller, { accounts, role }: AccountChoice): Accounts {
  if (role !== undefined) {
    const own = /^arn:[^:]+:iam::(\d{12}):role\//.exec(role.name)?.[1];
    const ids = accounts.length > 0 ? unique(accounts) : own === undefined ? [] : [own];
    if (ids.length === 0)
      throw refused(
        "aws-no-accounts",
        `the role ${role.name} is to be assumed, but no account is given`,
        "give --organization, --account, --account-file, or the role's ARN",
      );
    return { name: ids.length === 1 ? `AWS account ${ids[0]}` : `AWS: ${counted(ids.length)}`, ids };
  }
  const other = accounts.find((id) => id !== caller.account);
  if (other !== undefined)
    throw refused(
      "aws-other-account",
      `the credentials are for account ${caller.account}, not for ${other}`,
      "use the credentials of that account, or use --assume-role to say how others are reached",
    );
  return { name: `AWS account ${caller.account}`, ids: [caller.account] };
}

function unique(accounts: readonly string[]): string[] {
  return [...new Set(accounts)].toSorted();
}

function counted(accounts: number): string {
  return accounts === 1 ? "1 account" : `${accounts} accounts`;
}

function refused(code: string, message: string, help: string): DiagnosticError {
  return new DiagnosticError([diagnosticOf(code, message, help)]);
}
