import type { AccountFact, JoinedFact, ListedType } from "./fact.ts";
import { LISTED_TYPES } from "./listed-types.ts";
import { ALL_ACCOUNT_FACTS, ALL_JOINED_FACTS } from "./registry.ts";

/** The synthetic type that holds facts about the account itself. */
export const ACCOUNT_TYPE = "AWS::::Account";

/** By type: the paths that the loaded rules read. */
export type NeededPaths = ReadonlyMap<string, ReadonlySet<string>>;

/** What services other than AWS Config must be asked so that the rules can be evaluated. */
export interface NeededFacts {
  /** Whether any rule asks about the account itself. */
  readonly account: boolean;
  readonly accountFacts: readonly AccountFact[];
  /** By type; types without any are left out. */
  readonly joined: ReadonlyMap<string, readonly JoinedFact[]>;
  readonly listed: readonly ListedType[];
  /** Types that neither AWS Config nor any call here returns. */
  readonly unknown: readonly string[];
}

/** Finds the facts that the rules need. `notInConfig`: the needed types that AWS Config does not record. */
export function neededFacts(paths: NeededPaths, notInConfig: ReadonlySet<string>): NeededFacts {
  const isNeeded = (type: string, fact: string): boolean => isNeededIn(paths, type, fact);
  const joined = new Map<string, JoinedFact[]>();
  for (const fact of ALL_JOINED_FACTS)
    for (const type of fact.types) if (isNeeded(type, fact.path)) joined.set(type, [...(joined.get(type) ?? []), fact]);
  const listed = LISTED_TYPES.filter(({ type }) => paths.has(type));
  const given = new Set([ACCOUNT_TYPE, ...listed.map(({ type }) => type)]);
  return {
    account: paths.has(ACCOUNT_TYPE),
    accountFacts: ALL_ACCOUNT_FACTS.filter(({ path }) => isNeeded(ACCOUNT_TYPE, path)),
    joined,
    listed,
    unknown: [...notInConfig].filter((type) => !given.has(type)).toSorted(),
  };
}

/** Whether the rules read anything at or below the place, or something that contains it. */
export function isNeededIn(paths: NeededPaths, type: string, place: string): boolean {
  return [...(paths.get(type) ?? [])].some((path) => isAtOrBelow(path, place) || isAtOrBelow(place, path));
}

/** `@iam.summary.Users` and `@iam.summary[]` are below `@iam.summary`; `@iam.summaries` is not. */
function isAtOrBelow(path: string, fact: string): boolean {
  return path.startsWith(fact) && /^(?:$|[.[{])/.test(path.slice(fact.length));
}
