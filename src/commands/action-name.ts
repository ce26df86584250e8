import type { NameAction } from "../assess/missing/rank-missing.ts";
import { actionsOf } from "../collect/azure/actions.ts";

/**
 * The permission that a refused call needs. AWS names it after the call, Azure Resource Manager after what is asked for.
 * Undefined if nothing was refused, or if the blind spot does not say enough to name it.
 */
export const nameAction: NameAction = ({ reason, call, type = "" }) => {
  if (reason !== "access_denied") return undefined;
  if (call === undefined) return type.includes("/") ? `${type}/read` : undefined;
  return /^(?:GET|POST) /.test(call) ? actionsOf(call, type)[0] : call;
};
