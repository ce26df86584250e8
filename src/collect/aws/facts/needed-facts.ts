import type { AccountFact, JoinedFact, ListedType } from "./fact.ts";
import { LISTED_TYPES } from "./listed-types.ts";
import { ALL_ACCOUNT_FACTS, ALL_JOINED_FACTS } from "./registry.ts";

/** The synthetic type that holds what is true of an account as such. */
export const ACCOUNT_TYPE = "AWS::::Account";

/** Types to the paths that the loaded rules read of them. */
export type NeededPaths = ReadonlyMap<string, ReadonlySet<string>>;

/** What has to be asked of services other than AWS Config, so that the rules can be judged. */
export interface NeededFacts {
  /** False where no rule asks about the account. */
  readonly account: boolean;
  readonly accountFacts: readonly AccountFact[];
  /** By type; a type without any is missing. */
  readonly joined: ReadonlyMap<string, readonly JoinedFact[]>;
  readonly listed: readonly ListedType[];
  /** Types that neither AWS Config nor any call here gives. */
  readonly unknown: readonly string[];
}

/** `notInConfig`: of the needed types those that AWS Config does not record. */
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

/** Whether something is read of what stands at the place, or of what it stands in. */
export function isNeededIn(paths: NeededPaths, type: string, place: string): boolean {
  return [...(paths.get(type) ?? [])].some((path) => isAtOrBelow(path, place) || isAtOrBelow(place, path));
}

/** `@iam.summary.Users` and `@iam.summary[]` are below `@iam.summary`; `@iam.summaries` is not. */
function isAtOrBelow(path: string, fact: string): boolean {
  return path.startsWith(fact) && /^(?:$|[.[{])/.test(path.slice(fact.length));
}
