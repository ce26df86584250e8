import type { CompileContext } from "../../language/context.ts";
import type { Truth } from "../../language/truth.ts";
import { FALSE, TRUE, UNKNOWN, negate, truthOf } from "../../language/truth.ts";
import type { ConditionKeys, Limit } from "./conditions.ts";
import { holdsOnlyFor, isLimited, limitTruth, valuesLimit } from "./conditions.ts";
import { compilePinnedSubject } from "./oidc.ts";
import type { ConditionTest, Member } from "./statement.ts";
import { isOnlyWildcards } from "./wildcard.ts";

/** The grantees a rule asks about. */
export type Who =
  | "public"
  | "other_accounts"
  | "other_accounts_without_external_id"
  | "services_without_source"
  | "unpinned_web_identity"
  | "anyone";

/** A principal to whom a statement grants access. */
export type Grantee = Member | "everybody";

export interface Circumstances {
  readonly limits: readonly Limit[];
  /** The account of the thing that has the policy, and those that count as its own. */
  readonly own: ReadonlySet<string>;
}

/** Whether granting access to this grantee, under these limits, reaches those the rule asks about. */
export type Reaches = (grantee: Grantee, circumstances: Circumstances) => Truth;

export function compileReaches(who: Who, keys: ConditionKeys, context: CompileContext): Reaches {
  switch (who) {
    case "public":
      return (grantee, { limits }) => (grantee === "everybody" ? negate(isLimited(limits, keys)) : FALSE);
    case "other_accounts":
      return (grantee, circumstances) => isOther(grantee, circumstances, keys);
    case "other_accounts_without_external_id":
      return (grantee, circumstances) => {
        const asked = requires(circumstances.limits, EXTERNAL_ID, isGiven);
        if (asked === TRUE) return FALSE;
        const other = isOther(grantee, circumstances, keys);
        return other === TRUE && asked === UNKNOWN ? UNKNOWN : other;
      };
    case "services_without_source":
      return (grantee, { limits }) =>
        grantee !== "everybody" && grantee.kind === "service" ? negate(requires(limits, SOURCE, isOneSource)) : FALSE;
    case "unpinned_web_identity": {
      const pinned = compilePinnedSubject(context);
      return (grantee, { limits }) => {
        const truth = grantee === "everybody" ? null : pinned(grantee, limits);
        return truth === null ? FALSE : negate(truth);
      };
    }
    case "anyone":
      return () => TRUE;
  }
}

/**
 * Keys by which a trust policy keeps a deputy from acting for strangers
 * (docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html, read 2026-11-21).
 */
const EXTERNAL_ID = ["sts:externalid"];
const SOURCE = [
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  // What an Alexa skill has instead of an ARN (AddPermission of the Lambda API reference, read 2026-11-22).
  "lambda:eventsourcetoken",
];

/** Whether one of the limits demands one of the keys, with values that will do. */
function requires(limits: readonly Limit[], keys: readonly string[], willDo: (test: ConditionTest) => Truth): Truth {
  const truths = limits.map((limit) => {
    const tests = limit.map((test) => (demands(test, keys) ? willDo(test) : FALSE));
    return tests.includes(FALSE) ? FALSE : tests.includes(UNKNOWN) ? UNKNOWN : TRUE;
  });
  return truths.includes(TRUE) ? TRUE : truths.includes(UNKNOWN) ? UNKNOWN : FALSE;
}

function demands(test: ConditionTest, keys: readonly string[]): boolean {
  return keys.includes(test.key.toLowerCase()) && holdsOnlyFor(test);
}

/** An external id is an agreed text: any, except a pattern that matches everything. */
function isGiven({ values, variable }: ConditionTest): Truth {
  if (values.some(isOnlyWildcards)) return FALSE;
  return variable ? UNKNOWN : TRUE;
}

/**
 * An ARN without an account, such as a bucket's, gives only a name: whoever takes the name after its owner gets access.
 * The account is then required as well (docs.aws.amazon.com/controltower/latest/userguide/prevent-confused-deputy.html,
 * read 2026-11-22).
 */
function isOneSource(test: ConditionTest): Truth {
  return test.values.some((value) => /^arn:[^:]*:[^:]*:[^:]*::/.test(value)) ? FALSE : valuesLimit(test);
}

/** Whether the grantee is, or may be, of another account. */
function isOther(grantee: Grantee, { limits, own }: Circumstances, keys: ConditionKeys): Truth {
  const named = accountsOf(limits, keys);
  if (grantee !== "everybody") {
    const { kind, account } = grantee;
    if (kind === "service" || (kind === "federated" && account === null)) return FALSE;
    if (account !== null) return truthOf(!own.has(account) && (named === null || named.has(account)));
  }
  if (named !== null) return truthOf([...named].some((account) => !own.has(account)));
  if (grantee !== "everybody") return UNKNOWN;
  // Limited to an organisation, a network or the like: the policy does not say which account that is.
  return isLimited(limits, keys) === FALSE ? TRUE : UNKNOWN;
}

/** The accounts to which the limits narrow a grant; null if none of them names accounts. */
function accountsOf(limits: readonly Limit[], keys: ConditionKeys): ReadonlySet<string> | null {
  let accounts: ReadonlySet<string> | null = null;
  for (const limit of limits) {
    const named = limitTruth(limit, keys) === TRUE ? accountsNamed(limit) : null;
    if (named) accounts = new Set([...named].filter((account) => accounts === null || accounts.has(account)));
  }
  return accounts;
}

function accountsNamed(limit: Limit): readonly string[] | null {
  const values = limit.flatMap((test) => test.values.map(accountIn));
  return values.includes(null) ? null : (values as string[]);
}

/** The account that a value of a condition names: an account id, or the account of an ARN. */
function accountIn(value: string): string | null {
  const account = value.startsWith("arn:") ? (value.split(":")[4] ?? "") : value;
  return /^\d{12}$/.test(account) ? account : null;
}
