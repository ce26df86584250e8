import type { OwnerParty } from "../../model/owner.ts";
import type { Roles } from "../../model/responsibility.ts";
import type { Rule } from "../../model/rule.ts";
import type { Layer } from "../../model/words.ts";

/** Who holds a role for a unit. */
export interface RoleHolders {
  /** The rule's own role, else the role that usually owns its layer; null where nobody holds either. */
  readonly find: (
    rule: Pick<Rule, "layer" | "owner_role">,
    unit: string | null,
  ) => { readonly party: string; readonly because: string } | null;
}

/**
 * A party of the unit comes before one that works for all. What lies in no unit at all, such as the organisation's own
 * duties, falls to the only party that holds the role anywhere.
 */
export function createRoleHolders(parties: readonly OwnerParty[], { customer_roles: roles }: Roles): RoleHolders {
  const layerRoles = new Map<Layer, string>(
    Object.entries(roles).flatMap(([role, { owns_layers: layers }]) => layers.map((layer) => [layer, role] as const)),
  );
  const inside = parties.filter(({ kind, role }) => (kind === "team" || kind === "person") && role !== undefined);

  const holder = (role: string, unit: string | null): OwnerParty | undefined => {
    const holding = inside.filter((party) => party.role === role);
    const own = unit === null ? undefined : holding.find(({ units }) => units?.includes(unit));
    const only = unit === null && holding.length === 1 ? holding[0] : undefined;
    return own ?? holding.find(({ units }) => units === undefined) ?? only;
  };

  return {
    find: ({ layer, owner_role: own }, unit) => {
      const where = unit === null ? "" : ` for the unit ${unit}`;
      const byRule = own === undefined ? undefined : holder(own, unit);
      if (byRule) return { party: byRule.id, because: `${own}${where}, the rule's role` };
      const usual = layerRoles.get(layer);
      const byLayer = usual === undefined ? undefined : holder(usual, unit);
      return byLayer ? { party: byLayer.id, because: `${usual}${where}, the role for the layer ${layer}` } : null;
    },
  };
}
