import { foldsCase, type Library } from "../../model/library.ts";
import type { FindOwner, OwnedThing, Owner, OwnerParty } from "../../model/owner.ts";
import { UNASSIGNED } from "../../model/owner.ts";
import type { Rule } from "../../model/rule.ts";
import { BY_TAG, matchStep } from "./check-owners.ts";
import { namePattern } from "./name-pattern.ts";
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
  const parties = new Map(owners.parties.map((party) => [party.id, party]));
  const unitOf = createUnitOf(owners.units, library.providers);
  const holders = createRoleHolders(owners.parties, library.roles);
  const ids = of(assignments, "id").map(({ match, owner }) => [match.id!, owner] as const);
  const byId = new Map(ids);
  const byFoldedId = new Map(ids.map(([id, owner]) => [id.toLowerCase(), owner]));
  const byAccount = new Map(
    of(assignments, "account").map(({ match, owner }) => [match.account!.toLowerCase(), owner]),
  );
  const byUnit = of(assignments, "unit")
    .toReversed()
    .toSorted((a, b) => breadth(a) - breadth(b));
  const byTag = of(assignments, "tag").toReversed().map(readTag);
  const unknownTags = new Map<string, number>();

  const tagOwner = (thing: OwnedThing, unit: OwnedUnit | null): Owner | null => {
    const fold = foldsCase(library.providers, thing.provider);
    for (const { key, fits, owner } of byTag) {
      const value = tagValue(thing.tags, key, fold);
      if (value === undefined || !fits(value)) continue;
      const party = parties.get(owner === BY_TAG ? value : owner);
      if (party && mayOwn(party, unit)) return made(party.id, `tag ${key}=${value}`, unit);
      const why = party ? `a party that does not work for ${unitWords(unit)}` : "no party of owners.yaml";
      const warning = `${key}=${value} names ${why}`;
      if (unknownTags.size < MOST_TAGS || unknownTags.has(warning))
        unknownTags.set(warning, (unknownTags.get(warning) ?? 0) + 1);
    }
    return null;
  };

  const ruleOwner = (thing: OwnedThing, unit: OwnedUnit | null, rule: AskedRule): Owner => {
    const { account, type } = thing;
    const assigned = byUnit.find(({ match }) => fitsUnit(match, unit, rule, type));
    if (assigned) return made(assigned.owner, `assigned by ${matchWords(assigned)}`, unit);
    const role = holders.find(rule, unit?.id ?? null);
    if (role) return made(role.party, role.because, unit);
    if (unit?.accountable !== undefined) return made(unit.accountable, `accountable for the unit ${unit.id}`, unit);
    const usual = byAccount.get(account.toLowerCase());
    if (usual !== undefined) return made(usual, `default of the account ${account}`, unit);
    return made(
      UNASSIGNED,
      `no step of owners.yaml reaches it: ${unit ? `the unit ${unit.id} has nobody accountable` : "it lies in no unit"}`,
      unit,
    );
  };

  const idOwner = ({ id, provider }: OwnedThing): string | undefined => {
    if (id === null || ids.length === 0) return undefined;
    return foldsCase(library.providers, provider) ? byFoldedId.get(id.toLowerCase()) : byId.get(id);
  };

  const find: FindOwner = (thing) => {
    const unit = unitOf(thing);
    const own = idOwner(thing);
    const whole = own === undefined ? tagOwner(thing, unit) : made(own, "assigned by its id", unit);
    if (whole) return { unit: unit?.id ?? null, of: () => whole };
    const blind = byTag.length > 0 && tagsUnread(thing) ? "; its tags were not read" : "";
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
  return { find, warnings: () => tagWarnings(unknownTags) };
}

function tagWarnings(unknownTags: ReadonlyMap<string, number>): string[] {
  const tags = [...unknownTags].map(([text, count]) => `${text} (${count} ${count === 1 ? "resource" : "resources"})`);
  return tags.length === 0 ? [] : [`owner tags that decide nothing: ${tags.toSorted().join("; ")}`];
}

/** Enough to mend the file by; an estate may have a million different tags. */
const MOST_TAGS = 20;

function made(id: string, because: string, unit: OwnedUnit | null): Owner {
  return { id, because, unit: unit?.id ?? null };
}

function of(assignments: readonly Assignment[], step: ReturnType<typeof matchStep>): Assignment[] {
  return assignments.filter(({ match }) => matchStep(match) === step);
}

/** A layer and a type say more than a layer, and that more than a type. */
function breadth({ match: { layer, type } }: Assignment): number {
  return layer === undefined ? 2 : type === undefined ? 1 : 0;
}

function readTag({ match, owner }: Assignment): { key: string; fits: (value: string) => boolean; owner: string } {
  const { key, value } = match.tag!;
  return { key, fits: namePattern(value), owner };
}

/** Nobody knows whether a tag names its owner. */
function tagsUnread({ tags, unread = [] }: OwnedThing): boolean {
  return !tags && unread.some(({ path }) => path === "tags");
}

function tagValue(tags: OwnedThing["tags"], key: string, fold: boolean): string | undefined {
  if (!tags) return undefined;
  if (Object.hasOwn(tags, key)) return tags[key];
  if (!fold) return undefined;
  const wanted = key.toLowerCase();
  const found = Object.keys(tags).find((name) => name.toLowerCase() === wanted);
  return found === undefined ? undefined : tags[found];
}

/** A tag may only choose among the people inside who work for the resource's unit. */
function mayOwn({ kind, units }: OwnerParty, unit: OwnedUnit | null): boolean {
  if (kind !== "team" && kind !== "person") return false;
  return units === undefined || (unit !== null && units.includes(unit.id));
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

function unitWords(unit: OwnedUnit | null): string {
  return unit === null ? "what lies in no unit" : `the unit ${unit.id}`;
}
