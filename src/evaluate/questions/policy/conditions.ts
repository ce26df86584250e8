import type { CompileContext } from "../../language/context.ts";
import { isOld, tableWord } from "../../operators/tables.ts";
import type { Truth } from "../../language/truth.ts";
import { FALSE, TRUE, UNKNOWN } from "../../language/truth.ts";
import { DEFAULT_WIDER_THAN, isInternet, parseAddresses, unionAddresses } from "../network/address-space.ts";
import type { ConditionTest } from "./statement.ts";
import { hasWildcard, isOnlyWildcards } from "./wildcard.ts";

const TABLE = "policy-condition-keys";

/** What is known of the keys of conditions. */
export interface ConditionKeys {
  /** Whether a test of the key can narrow a grant to somebody; unknown where no table has the key. */
  readonly canLimit: (key: string) => Truth;
}

export function compileConditionKeys({ facts }: CompileContext): ConditionKeys {
  const table = Object.hasOwn(facts.tables, TABLE) ? facts.tables[TABLE] : undefined;
  const lookUp = (key: string): Truth => {
    if (!table) return UNKNOWN;
    // A key for each tag (`aws:PrincipalTag/team`) is in the table without the tag.
    const entry = tableWord(table, key) ?? tableWord(table, key.replace(/\/.*$/s, ""));
    if (entry?.["limits"] === false) return FALSE;
    return entry?.["limits"] === true && !isOld(table, facts.asOf) ? TRUE : UNKNOWN;
  };
  const known = new Map<string, Truth>();
  const canLimit = (key: string): Truth => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const truth = lookUp(key);
    if (known.size < MOST_KEYS) known.set(key, truth);
    return truth;
  };
  return { canLimit };
}

/** An estate writes the same few keys over and over. */
const MOST_KEYS = 1_000;

/** Tests of which at least one is known to hold for whoever is let in. */
export type Limit = readonly ConditionTest[];

/** Whether being let in under these limits means being somebody in particular. */
export function isLimited(limits: readonly Limit[], keys: ConditionKeys): Truth {
  const truths = limits.map((limit) => limitTruth(limit, keys));
  return truths.includes(TRUE) ? TRUE : truths.includes(UNKNOWN) ? UNKNOWN : FALSE;
}

/** Each of the tests has to narrow: any one of them lets in. */
export function limitTruth(limit: Limit, keys: ConditionKeys): Truth {
  const truths = limit.map((test) => testLimits(test, keys));
  return truths.includes(FALSE) ? FALSE : truths.includes(UNKNOWN) ? UNKNOWN : TRUE;
}

function testLimits(test: ConditionTest, keys: ConditionKeys): Truth {
  const can = keys.canLimit(test.key);
  if (can !== TRUE) return can;
  if (!holdsOnlyFor(test)) return FALSE;
  return valuesLimit(test);
}

/** True where the test fails for a request without the key: only then does it keep others out. */
export function holdsOnlyFor({ direction, ifExists, set }: ConditionTest): boolean {
  return direction === "positive" && !ifExists && set !== "all";
}

/** Whether each value of a test names somebody. */
export function valuesLimit({ operator, values, variable }: ConditionTest): Truth {
  if (operator === "ipaddress") return isNarrow(values);
  const truths = values.map(valueLimits);
  if (truths.includes(FALSE)) return FALSE;
  return variable || truths.includes(UNKNOWN) ? UNKNOWN : TRUE;
}

function isNarrow(values: readonly string[]): Truth {
  const sets = values.map(parseAddresses);
  const known = sets.filter((set) => set !== undefined);
  if (isInternet(unionAddresses(known), DEFAULT_WIDER_THAN)) return FALSE;
  return known.length === sets.length ? TRUE : UNKNOWN;
}

/** What every id of a kind has, or a path of ids: with nothing but wildcards beside it, it is any of them. */
const KIND_OF_ID = /^[a-z]{1,5}-|[/:]/g;

/**
 * A value names nobody where it is all wildcards, also behind what every ARN or id of the kind begins with. It names somebody
 * where no wildcard stands in its account or in the id it begins with: what else fits may be anybody's.
 */
function valueLimits(value: string): Truth {
  if (isOnlyWildcards(value) || isOnlyWildcards(value.replaceAll(KIND_OF_ID, ""))) return FALSE;
  if (!value.startsWith("arn:")) return namedBy(value.split(/[/:]/, 1)[0]!);
  const [, , , , account = "", ...resource] = value.split(":");
  if (isOnlyWildcards(account) && isOnlyWildcards(resource.join(""))) return FALSE;
  // A bucket has no account in its ARN: its name alone says whose it is.
  return namedBy(account === "" ? resource.join(":") : account);
}

function namedBy(name: string): Truth {
  return hasWildcard(name) ? UNKNOWN : TRUE;
}

/** Keys of the tests that no table has. */
export function unknownKeys(tests: readonly ConditionTest[], keys: ConditionKeys): string[] {
  return [...new Set(tests.map(({ key }) => key).filter((key) => keys.canLimit(key) === UNKNOWN))].toSorted();
}
