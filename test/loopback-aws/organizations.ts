import { jsonAnswer, ServiceError } from "./answer.ts";
import type { Answer } from "./answer.ts";

/** An organization as its management account sees it. */
export interface LoopbackOrganization {
  /** Default `o-loopback01`. */
  readonly id?: string;
  readonly members: readonly LoopbackMember[];
  /** Organizational units by their parents. */
  readonly units?: Readonly<Record<string, readonly string[]>>;
}

export interface LoopbackMember {
  readonly account: string;
  /** Default: ACTIVE. */
  readonly state?: "ACTIVE" | "SUSPENDED" | "PENDING_CLOSURE";
  /** Id of the unit it is in. */
  readonly unit?: string;
}

const PAGE = 20;
type Input = Readonly<Record<string, unknown>>;

/** ListAccounts, ListAccountsForParent and ListOrganizationalUnitsForParent, twenty a page. */
export function answerOrganizations(
  organization: LoopbackOrganization | undefined,
  operation: string,
  input: Input,
): Answer {
  if (organization === undefined)
    throw new ServiceError("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.");
  const { members, units = {} } = organization;
  const parent = String(input["ParentId"]);
  if (operation === "ListAccounts") return page("Accounts", members.map(accountOf(organization)), input);
  if (operation === "ListAccountsForParent")
    return page("Accounts", members.filter(({ unit }) => unit === parent).map(accountOf(organization)), input);
  if (operation === "ListOrganizationalUnitsForParent")
    return page(
      "OrganizationalUnits",
      (units[parent] ?? []).map((Id) => ({ Id, Name: Id })),
      input,
    );
  throw new ServiceError("UnknownOperationException", `organizations:${operation} is not served`);
}

function accountOf({ id = "o-loopback01" }: LoopbackOrganization): (member: LoopbackMember) => unknown {
  return ({ account, state = "ACTIVE" }) => ({
    Id: account,
    Arn: `arn:aws:organizations::111122223333:account/${id}/${account}`,
    Name: `account ${account}`,
    Status: state,
    State: state,
  });
}

function page(name: string, elements: readonly unknown[], { NextToken }: Input): Answer {
  const start = Number(NextToken ?? 0);
  const next = start + PAGE < elements.length ? { NextToken: String(start + PAGE) } : {};
  return jsonAnswer({ [name]: elements.slice(start, start + PAGE), ...next });
}
