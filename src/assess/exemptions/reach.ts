import type { Library } from "../../model/library.ts";
import type { Run } from "../../model/run.ts";
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
  /** The region that the id names. */
  readonly region?: string;
};

export function createPlaceOf({ rules, fields, providers }: Pick<Library, "rules" | "fields" | "providers">): PlaceOf {
  const types = new Map(rules.map(({ id, resource }) => [id, resource]));
  const scopes = Object.values(providers)
    .flatMap(({ id_scope: scope }) => scope ?? [])
    .map((one) => new RegExp(one, "i"));
  return ({ rule, match: { id } }) => {
    const asked = rule === null ? [] : (types.get(rule) ?? []);
    const known = asked.map((type) => (Object.hasOwn(fields, type) ? fields[type]!.provider : undefined));
    const named = isName(id) ? scopes.map((scope) => scope.exec(id)?.groups).find((groups) => groups) : undefined;
    const [account, region] = [named?.["account"], named?.["region"]];
    return {
      providers: known.every((one) => one !== undefined) ? [...new Set(known)] : [],
      ...(account !== undefined && { account }),
      ...(region && { region }),
    };
  };
}

interface ReachOptions {
  readonly foldsCase: (provider: string) => boolean;
  readonly placeOf: PlaceOf;
}

/**
 * Whether a run could have met what an entry speaks of. One of a rule that was not chosen, or of a cloud, an account or a region
 * that was not looked at, is not unused.
 */
export function createReach(run: Run, { foldsCase, placeOf }: ReachOptions): (entry: Entry) => boolean {
  const { accounts, by_rule: asked } = run.summary;
  const wasRegionSeen = createRegions(run);
  const wasLookedAt = (pattern: string | undefined, clouds: readonly string[]): boolean =>
    Object.entries(accounts).some(
      ([cloud, ids]) =>
        (clouds.length === 0 || clouds.includes(cloud)) &&
        ids.some((id) => pattern === undefined || same(pattern, id, foldsCase(cloud))),
    );
  return (entry) => {
    const { rule, match } = entry;
    if (rule !== null && !Object.hasOwn(asked, rule)) return false;
    const { providers, account, region } = placeOf(entry);
    return (
      wasLookedAt(match["account"], providers) &&
      wasLookedAt(account, providers) &&
      wasRegionSeen(match["region"]) &&
      wasRegionSeen(region)
    );
  };
}

/** Whether a region was looked at. One that has no resource counts where it was expected, be it with all of its account. */
function createRegions({ scope, estate }: Pick<Run, "scope" | "estate">): (pattern: string | undefined) => boolean {
  const { expected = [] } = scope;
  if (expected.some(({ regions }) => regions === undefined)) return () => true;
  const seen = [...new Set([...estate, ...expected].flatMap(({ regions = [] }) => regions))];
  return (pattern) => pattern === undefined || seen.some((region) => same(pattern, region, true));
}
