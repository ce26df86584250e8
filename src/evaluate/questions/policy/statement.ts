import type { Step } from "../../language/path.ts";

/** A policy as statements that can be reasoned about. */
export interface Policy {
  readonly statements: readonly Statement[];
  /** Of these, those that deny. */
  readonly denies: readonly Statement[];
}

export interface Statement {
  /** Steps from the policy to the statement. */
  readonly steps: readonly Step[];
  readonly raw: unknown;
  readonly effect: "allow" | "deny";
  /** Null in policies of an identity, which do not name any. */
  readonly principals: Principals | null;
  /** In lower case, because actions compare case-insensitively. */
  readonly actions: Patterns;
  /** Null if none are given, which means the thing that has the policy. */
  readonly resources: Patterns | null;
  /** All of them have to hold. */
  readonly conditions: readonly ConditionTest[];
}

/** Some patterns or, with `not`, everything that matches none of them. */
export interface Patterns {
  readonly not: boolean;
  readonly patterns: readonly string[];
}

export interface Principals {
  /** `NotPrincipal`: everybody except the members. */
  readonly not: boolean;
  /** `*` is among them. */
  readonly everybody: boolean;
  readonly members: readonly Member[];
}

export interface Member {
  readonly kind: "aws" | "service" | "federated" | "canonical";
  readonly text: string;
  /** The account it belongs to; null if it does not say. */
  readonly account: string | null;
  /** Whether it is the account itself: everything in it. */
  readonly wholeAccount: boolean;
}

export interface ConditionTest {
  /** In lower case, without the set prefix and `IfExists`. */
  readonly operator: string;
  readonly direction: "positive" | "negative" | "other";
  readonly set: "all" | "any" | null;
  readonly ifExists: boolean;
  readonly key: string;
  readonly values: readonly string[];
  /** Whether a value contains a policy variable, filled in only when the policy is evaluated. */
  readonly variable: boolean;
}
