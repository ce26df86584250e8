import type { OwnedThing, Owner, OwnerParty } from "../../model/owner.ts";
import { BY_TAG } from "./check-owners.ts";
import { namePattern } from "./name-pattern.ts";
import type { Assignment, OwnedUnit } from "./read-owners.ts";

/** The step of the cascade in which a tag of the resource chooses. */
interface TagStep {
  /** Null where no tag names anybody who may own it. */
  readonly find: (thing: OwnedThing, unit: OwnedUnit | null) => Owner | null;
  /** True where nobody knows whether a tag names its owner. */
  readonly areUnreadOf: (thing: OwnedThing) => boolean;
  /** One that names the tags by which nobody was found who may own the resource; empty where there are none. */
  readonly warnings: () => string[];
}

/** Enough to mend the file by; an estate may have a million different tags. */
const MOST_TAGS = 20;

/** `assignments`: those by tag, of which the last that fits wins. */
export function createTagStep(
  assignments: readonly Assignment[],
  owners: readonly OwnerParty[],
  folds: (provider: string) => boolean,
): TagStep {
  const parties = new Map(owners.map((party) => [party.id, party]));
  const byTag = assignments.toReversed().map(readTag);
  const idle = new Map<string, number>();
  return {
    find: (thing, unit) => {
      const fold = folds(thing.provider);
      for (const { key, fits, owner } of byTag) {
        const value = tagValue(thing.tags, key, fold);
        if (value === undefined || !fits(value)) continue;
        const party = parties.get(owner === BY_TAG ? value : owner);
        if (party && mayOwn(party, unit)) return ownerOf(party.id, `tag ${key}=${value}`, unit);
        const why = party ? `a party that does not work for ${unitWords(unit)}` : "not a party of owners.yaml";
        const warning = `${key}=${value} names ${why}`;
        if (idle.size < MOST_TAGS || idle.has(warning)) idle.set(warning, (idle.get(warning) ?? 0) + 1);
      }
      return null;
    },
    areUnreadOf: ({ tags, unread = [] }) => byTag.length > 0 && !tags && unread.some(({ path }) => path === "tags"),
    warnings: () => tagWarnings(idle),
  };
}

export function ownerOf(id: string, because: string, unit: OwnedUnit | null): Owner {
  return { id, because, unit: unit?.id ?? null };
}

function readTag({ match, owner }: Assignment): { key: string; fits: (value: string) => boolean; owner: string } {
  const { key, value } = match.tag!;
  return { key, fits: namePattern(value), owner };
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

function unitWords(unit: OwnedUnit | null): string {
  return unit === null ? "what lies in no unit" : `the unit ${unit.id}`;
}

function tagWarnings(idle: ReadonlyMap<string, number>): string[] {
  const tags = [...idle].map(([text, count]) => `${text} (${count} ${count === 1 ? "resource" : "resources"})`);
  return tags.length === 0 ? [] : [`owner tags that decide nothing: ${tags.toSorted().join("; ")}`];
}
