import { own } from "../../inventory/json-text.ts";
import { matchesWildcard } from "../../inventory/wildcard.ts";
import type { ArmApi, Failure } from "./api.ts";
import { addressOf, callName, OWN_CALLS } from "./own-calls.ts";
import { listAll } from "./pages.ts";

/** What the identity may see of all that is to be read of a subscription. Azure leaves out of lists, in silence, what it may not. */
export interface Sight {
  readonly sees: (type: string) => boolean;
  /** Why nobody can tell; nothing is then taken for seen. */
  readonly failure?: Failure;
}

/** Asks for the identity's own permissions at the scopes; what it sees must be seen in each of them. */
export async function openSight(api: ArmApi, scopes: readonly string[]): Promise<Sight> {
  const seen = await Promise.all(scopes.map((scope) => sightAt(api, scope)));
  const failure = seen.find((sight) => sight.failure !== undefined)?.failure;
  return { sees: (type) => seen.every((sight) => sight.sees(type)), ...(failure !== undefined && { failure }) };
}

async function sightAt(api: ArmApi, scope: string): Promise<Sight> {
  const request = { address: addressOf(OWN_CALLS.permissions, { scope }), call: callName(OWN_CALLS.permissions) };
  const { elements, failure } = await listAll(api, request);
  if (failure !== undefined) return { sees: () => false, failure };
  return { sees: (type) => elements.some((permission) => allows(permission, `${type}/read`)) };
}

/** One role's permission: some action grants it, and none of the same role takes it away. */
function allows(permission: unknown, action: string): boolean {
  // What is taken away and not said may be anything.
  return covers(permission, "actions", action, false) && !covers(permission, "notActions", action, true);
}

/** `otherwise`: what an answer says that has no list of texts there. */
function covers(permission: unknown, key: string, action: string, otherwise: boolean): boolean {
  const patterns = own(permission, key);
  if (!Array.isArray(patterns) || !patterns.every((pattern) => typeof pattern === "string")) return otherwise;
  return patterns.some((pattern) => matchesWildcard(pattern.toLowerCase(), action));
}
