import { own } from "../../inventory/json-text.ts";
import { matchesWildcard } from "../../inventory/wildcard.ts";
import type { ArmApi, Failure } from "./api.ts";
import { addressOf, callName, OWN_CALLS } from "./own-calls.ts";
import { listAll } from "./pages.ts";

/** What the identity may see of what is to be read of a subscription. Azure silently leaves the rest out of lists. */
export interface Sight {
  readonly sees: (type: string) => boolean;
  /** Why this is not known; then nothing counts as visible. */
  readonly failure?: Failure;
}

/** Asks for the identity's own permissions at the scopes; a type is visible only if it is in every one of them. */
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

/** Whether one role's permission allows the action: it grants the action and does not take it away again. */
function allows(permission: unknown, action: string): boolean {
  // An unreadable list of exclusions may exclude anything.
  return covers(permission, "actions", action, false) && !covers(permission, "notActions", action, true);
}

/** `otherwise`: the result if the answer has no list of strings there. */
function covers(permission: unknown, key: string, action: string, otherwise: boolean): boolean {
  const patterns = own(permission, key);
  if (!Array.isArray(patterns) || !patterns.every((pattern) => typeof pattern === "string")) return otherwise;
  return patterns.some((pattern) => matchesWildcard(pattern.toLowerCase(), action));
}
