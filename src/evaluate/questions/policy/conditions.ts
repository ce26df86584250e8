import type { CompileContext } from "../../language/context.ts";
import { isOld, tableWord } from "../../operators/tables.ts";
import type { Truth } from "../../language/truth.ts";
import { FALSE, TRUE, UNKNOWN } from "../../language/truth.ts";
import { DEFAULT_WIDER_THAN, isInternet, parseAddresses, unionAddresses } from "../network/address-space.ts";
import type { ConditionTest } from "./statement.ts";
import { hasWildcard, isOnlyWildcards } from "./wildcard.ts";

const TABLE = "policy-condition-keys";

/** What is known about the keys of conditions. */
export interface ConditionKeys {
  /** Whether a test of the key can limit a grant to particular principals; unknown if no table has the key. */
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

/** An estate uses the same few keys over and over. */
const MOST_KEYS = 1_000;

/** Tests of which at least one is known to hold for anyone who is granted access. */
export type Limit = readonly ConditionTest[];

/** Whether these limits restrict access to particular principals. */
export function isLimited(limits: readonly Limit[], keys: ConditionKeys): Truth {
  const truths = limits.map((limit) => limitTruth(limit, keys));
  return truths.includes(TRUE) ? TRUE : truths.includes(UNKNOWN) ? UNKNOWN : FALSE;
}

/** Every test must narrow, because passing any one of them gives access. */
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

/** Whether the test fails for a request without the key; only then does it keep others out. */
export function holdsOnlyFor({ direction, ifExists, set }: ConditionTest): boolean {
  return direction === "positive" && !ifExists && set !== "all";
}

/** Whether each value of a test names someone in particular. */
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

/** The part common to all ids of a kind, or to paths of ids: with only wildcards besides, it matches any of them. */
const KIND_OF_ID = /^[a-z]{1,5}-|[/:]/g;

/**
 * A value names nobody if it is all wildcards, even after the prefix of every ARN or id of the kind. It names someone
 * if there is no wildcard in its account or in the id it begins with; anything else may match anybody's.
 */
function valueLimits(value: string): Truth {
  if (isOnlyWildcards(value) || isOnlyWildcards(value.replaceAll(KIND_OF_ID, ""))) return FALSE;
  if (!value.startsWith("arn:")) return namedBy(value.split(/[/:]/, 1)[0]!);
  const [, , , , account = "", ...resource] = value.split(":");
  if (isOnlyWildcards(account) && isOnlyWildcards(resource.join(""))) return FALSE;
  // A bucket's ARN has no account; only its name says whose it is.
  return namedBy(account === "" ? resource.join(":") : account);
}

function namedBy(name: string): Truth {
  return hasWildcard(name) ? UNKNOWN : TRUE;
}

/** The keys of the tests that are in no table. */
export function unknownKeys(tests: readonly ConditionTest[], keys: ConditionKeys): string[] {
  return [...new Set(tests.map(({ key }) => key).filter((key) => keys.canLimit(key) === UNKNOWN))].toSorted();
}
