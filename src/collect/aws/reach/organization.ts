import { isObject, own, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { RegionApi } from "../region-api.ts";
import { isStrangeNext, STRANGE_NEXT } from "../../next-page.ts";
import type { Failure } from "../config/api.ts";
import { foreignAnswer } from "../config/api.ts";
import type { OrganizationOperation } from "../own-calls.ts";
import { compareKeys } from "../../../model/compare-text.ts";

export interface Member {
  readonly account: string;
  /** False for an account that is suspended or about to be closed: nothing can be read there. */
  readonly isActive: boolean;
}

export interface Organization {
  /** `o-abc123`; undefined if no account names it. */
  readonly id: string | undefined;
  /** Sorted by account number. */
  readonly members: readonly Member[];
}

/** A listing longer than this many pages is taken to be endless. */
const MOST_PAGES = 10_000;

/** The ids each list must have: an element left out would look as if it did not exist. */
const IDS = { Accounts: /^\d{12}$/, OrganizationalUnits: /./ } as const;

/** Lists the accounts of the organization, or of the organizational units named and all units below them. */
export async function listOrganization(
  home: RegionApi,
  units: readonly string[],
): Promise<Organization | { readonly failure: Failure }> {
  const found = units.length === 0 ? await all(home, "ListAccounts", "Accounts", {}) : await below(home, units);
  if (!Array.isArray(found)) return found;
  const members = new Map(found.map(memberOf));
  const id = found.map((one) => /:account\/(o-[^/]+)\//.exec(ownText(one, "Arn") ?? "")?.[1]).find(Boolean);
  const sorted = [...members].toSorted(compareKeys);
  return { id, members: sorted.map(([account, isActive]) => ({ account, isActive })) };
}

async function below(home: RegionApi, units: readonly string[]): Promise<JsonObject[] | { failure: Failure }> {
  const found: JsonObject[] = [];
  const waiting = [...units];
  const seen = new Set<string>();
  for (let unit = waiting.pop(); unit !== undefined; unit = waiting.pop()) {
    if (seen.size === seen.add(unit).size) continue;
    const parent = { ParentId: unit };
    const accounts = await all(home, "ListAccountsForParent", "Accounts", parent);
    if (!Array.isArray(accounts)) return accounts;
    const inner = await all(home, "ListOrganizationalUnitsForParent", "OrganizationalUnits", parent);
    if (!Array.isArray(inner)) return inner;
    found.push(...accounts);
    waiting.push(...inner.flatMap((one) => ownText(one, "Id") ?? []));
  }
  return found;
}

async function all(
  home: RegionApi,
  operation: OrganizationOperation,
  elements: keyof typeof IDS,
  input: JsonObject,
): Promise<JsonObject[] | { failure: Failure }> {
  const foreign = (message: string): { failure: Failure } => ({
    failure: foreignAnswer(`organizations:${operation}`, message),
  });
  const found: JsonObject[] = [];
  let token: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await home.ask(
      { service: "organizations", operation },
      token === undefined ? input : { ...input, NextToken: token },
    );
    if ("failure" in answer) return answer;
    const listed = own(answer.value, elements);
    if (!Array.isArray(listed) || !listed.every(isObject))
      return foreign(`the answer has no list "${elements}" of objects`);
    if (!listed.every((one) => IDS[elements].test(ownText(one, "Id") ?? "")))
      return foreign(`one of the list "${elements}" has no id`);
    if (isStrangeNext(answer.value, "NextToken")) return foreign(STRANGE_NEXT);
    found.push(...listed);
    const next = ownText(answer.value, "NextToken");
    if (next === undefined) return found;
    if (next === token) break;
    token = next;
  }
  return foreign("the listing does not end");
}

/** `State` is the newer name for `Status`. */
function memberOf(one: JsonObject): [string, boolean] {
  return [ownText(one, "Id")!, (ownText(one, "State") ?? ownText(one, "Status")) === "ACTIVE"];
}
