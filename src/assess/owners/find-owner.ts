import { foldsCase, type Library } from "../../model/library.ts";
import type { FindOwner, OwnedThing, Owner } from "../../model/owner.ts";
import { UNASSIGNED } from "../../model/owner.ts";
import type { Rule } from "../../model/rule.ts";
import { matchStep } from "./check-owners.ts";
import { createTagStep, ownerOf } from "./owner-tags.ts";
import type { Assignment, OwnedUnit, Owners } from "./read-owners.ts";
import { createRoleHolders } from "./role-holders.ts";
import { createUnitOf } from "./unit-of.ts";

export interface OwnerFinder {
  readonly find: FindOwner;
  /** One that names the tags by which nobody was found who may own the resource; empty where there are none. */
  readonly warnings: () => string[];
}

type AskedRule = Pick<Rule, "id" | "layer" | "owner_role">;

/**
 * The cascade, first hit wins: the resource's own id, its owner tag, its unit with the rule's layer or its type, the
 * rule's role in the unit, the layer's usual role there, the unit's accountable, the account's default. What none of
 * them reaches is `unassigned`.
 */
export function createOwnerFinder(owners: Owners, library: Pick<Library, "roles" | "providers">): OwnerFinder {
  const { assignments } = owners;
  const folds = (provider: string): boolean => foldsCase(library.providers, provider);
  const unitOf = createUnitOf(owners.units, library.providers);
  const idOwner = createIdStep(assignments, folds);
  const tags = createTagStep(assignmentsBy(assignments, "tag"), owners.parties, folds);
  const ruleOwner = createRuleStep(owners, library);
  const find: FindOwner = (thing) => {
    const unit = unitOf(thing);
    const own = idOwner(thing);
    const whole = own === undefined ? tags.find(thing, unit) : ownerOf(own, "assigned by its id", unit);
    if (whole) return { unit: unit?.id ?? null, of: () => whole };
    const blind = tags.areUnreadOf(thing) ? "; its tags were not read" : "";
    const known = new Map<string, Owner>();
    return {
      unit: unit?.id ?? null,
      of: (rule) => {
        const key = `${rule.layer} ${rule.owner_role ?? ""}`;
        let owner = known.get(key);
        if (!owner) {
          const found = ruleOwner(thing, unit, rule);
          known.set(key, (owner = { ...found, because: `${found.because}${blind}` }));
        }
        return owner;
      },
    };
  };
  return { find, warnings: tags.warnings };
}

function createIdStep(
  assignments: readonly Assignment[],
  folds: (provider: string) => boolean,
): (thing: OwnedThing) => string | undefined {
  const ids = assignmentsBy(assignments, "id").map(({ match, owner }) => [match.id!, owner] as const);
  const byId = new Map(ids);
  const byFoldedId = new Map(ids.map(([id, owner]) => [id.toLowerCase(), owner]));
  return ({ id, provider }) => {
    if (id === null || ids.length === 0) return undefined;
    return folds(provider) ? byFoldedId.get(id.toLowerCase()) : byId.get(id);
  };
}

/** What depends on the rule as well, from the resource's unit to the account's default; there is always an answer. */
function createRuleStep(
  { assignments, parties }: Owners,
  { roles }: Pick<Library, "roles">,
): (thing: OwnedThing, unit: OwnedUnit | null, rule: AskedRule) => Owner {
  const holders = createRoleHolders(parties, roles);
  const byAccount = new Map(
    assignmentsBy(assignments, "account").map(({ match, owner }) => [match.account!.toLowerCase(), owner]),
  );
  const byUnit = assignmentsBy(assignments, "unit")
    .toReversed()
    .toSorted((a, b) => breadth(a) - breadth(b));
  return ({ account, type }, unit, rule) => {
    const assigned = byUnit.find(({ match }) => fitsUnit(match, unit, rule, type));
    if (assigned) return ownerOf(assigned.owner, `assigned by ${matchWords(assigned)}`, unit);
    const role = holders.find(rule, unit?.id ?? null);
    if (role) return ownerOf(role.party, role.because, unit);
    if (unit?.accountable !== undefined) return ownerOf(unit.accountable, `accountable for the unit ${unit.id}`, unit);
    const usual = byAccount.get(account.toLowerCase());
    if (usual !== undefined) return ownerOf(usual, `default of the account ${account}`, unit);
    return ownerOf(
      UNASSIGNED,
      `no step of owners.yaml reaches it: ${unit ? `the unit ${unit.id} has nobody accountable` : "it lies in no unit"}`,
      unit,
    );
  };
}

function assignmentsBy(assignments: readonly Assignment[], step: ReturnType<typeof matchStep>): Assignment[] {
  return assignments.filter(({ match }) => matchStep(match) === step);
}

/** A layer and a type say more than a layer, and that more than a type. */
function breadth({ match: { layer, type } }: Assignment): number {
  return layer === undefined ? 2 : type === undefined ? 1 : 0;
}

function fitsUnit(match: Assignment["match"], unit: OwnedUnit | null, rule: AskedRule, type: string): boolean {
  if (unit === null || match.unit !== unit.id) return false;
  if (match.layer !== undefined && match.layer !== rule.layer) return false;
  return match.type === undefined || match.type.toLowerCase() === type.toLowerCase();
}

function matchWords({ match: { unit, layer, type } }: Assignment): string {
  const parts = [layer === undefined ? "" : `layer ${layer}`, type === undefined ? "" : `type ${type}`];
  return `unit ${unit} and ${parts.filter(Boolean).join(" and ")}`;
}
