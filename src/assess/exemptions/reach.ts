import type { Library } from "../../model/library.ts";
import type { RunSummary } from "../../model/run.ts";
import { isName } from "./evaluation-index.ts";
import { same } from "./match.ts";
import type { Grant } from "./read.ts";

type Entry = Pick<Grant, "rule" | "match">;

/** Where an entry speaks of, as far as its rule and its id tell. */
export type PlaceOf = (entry: Entry) => {
  /** Empty: of any. */
  readonly providers: readonly string[];
  /** The account that the id names. */
  readonly account?: string;
};

export function createPlaceOf({ rules, fields, providers }: Pick<Library, "rules" | "fields" | "providers">): PlaceOf {
  const types = new Map(rules.map(({ id, resource }) => [id, resource]));
  const scopes = Object.values(providers)
    .flatMap(({ id_scope: scope }) => scope ?? [])
    .map((one) => new RegExp(one, "i"));
  return ({ rule, match: { id } }) => {
    const asked = rule === null ? [] : (types.get(rule) ?? []);
    const known = asked.map((type) => (Object.hasOwn(fields, type) ? fields[type]!.provider : undefined));
    const [account] = isName(id) ? scopes.flatMap((scope) => scope.exec(id)?.groups?.["account"] ?? []) : [];
    return {
      providers: known.every((one) => one !== undefined) ? [...new Set(known)] : [],
      ...(account !== undefined && { account }),
    };
  };
}

interface ReachOptions {
  readonly foldsCase: (provider: string) => boolean;
  readonly placeOf: PlaceOf;
}

/**
 * Whether a run could have met what an entry speaks of. One of a rule that was not chosen, or of a cloud or an account
 * that was not looked at, is not unused.
 */
export function createReach(
  { accounts, by_rule: asked }: Pick<RunSummary, "accounts" | "by_rule">,
  { foldsCase, placeOf }: ReachOptions,
): (entry: Entry) => boolean {
  const wasLookedAt = (pattern: string | undefined, clouds: readonly string[]): boolean =>
    Object.entries(accounts).some(
      ([cloud, ids]) =>
        (clouds.length === 0 || clouds.includes(cloud)) &&
        ids.some((id) => pattern === undefined || same(pattern, id, foldsCase(cloud))),
    );
  return (entry) => {
    const { rule, match } = entry;
    if (rule !== null && !Object.hasOwn(asked, rule)) return false;
    const { providers, account } = placeOf(entry);
    return wasLookedAt(match["account"], providers) && wasLookedAt(account, providers);
  };
}
