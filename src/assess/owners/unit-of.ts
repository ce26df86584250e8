import type { ProviderEntry } from "../../model/library.ts";
import type { OwnedThing } from "../../model/owner.ts";
import { namePattern } from "./name-pattern.ts";
import type { GroupPattern, OwnedUnit } from "./read-owners.ts";

/**
 * Finds the unit that a thing lies in. A resource group says more than the account; of several patterns that fit,
 * the one with the most letters of its own wins, then the later one.
 */
export function createUnitOf(
  units: readonly OwnedUnit[],
  providers: Readonly<Record<string, ProviderEntry>>,
): (thing: OwnedThing) => OwnedUnit | null {
  const byAccount = new Map(units.flatMap((unit) => unit.accounts.map((account) => [account.toLowerCase(), unit])));
  const patterns = units
    .flatMap((unit) => unit.groups.map((pattern) => ({ unit, pattern, fits: namePattern(pattern.name) })))
    .toReversed()
    .toSorted((a, b) => letters(b.pattern) - letters(a.pattern));
  const scopes = new Map(
    Object.entries(providers).flatMap(([name, { id_scope: scope }]) =>
      scope === undefined ? [] : [[name, new RegExp(scope, "i")]],
    ),
  );
  return ({ provider, account, id }) => {
    const group = patterns.length === 0 || id === null ? undefined : scopes.get(provider)?.exec(id)?.groups?.["group"];
    const found =
      group === undefined ? undefined : patterns.find((one) => inAccount(one.pattern, account) && one.fits(group));
    return found?.unit ?? byAccount.get(account.toLowerCase()) ?? null;
  };
}

function inAccount({ account }: GroupPattern, of: string): boolean {
  return account === undefined || account.toLowerCase() === of.toLowerCase();
}

/** One that names its subscription says more than any that does not. */
function letters({ account, name }: GroupPattern): number {
  return name.replaceAll("*", "").length + (account === undefined ? 0 : LONGEST_NAME);
}

const LONGEST_NAME = 1_000;
