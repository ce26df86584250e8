import type { ResourceDocument } from "../model/resource.ts";
import type { Evidence } from "../model/run.ts";
import type { Outcome } from "../model/words.ts";

/** One example of a rule, as it is written in the rule's file. */
export interface Example {
  readonly name: string;
  readonly outcome: Outcome;
  /** Path of the fact that decides, as the evidence names it. */
  readonly at?: string;
  /** Paths that could not be read. */
  readonly unread?: readonly string[];
  readonly resource: Readonly<Record<string, unknown>>;
  /** Other documents; each may name what of it could not be read. */
  readonly related?: readonly (Readonly<Record<string, unknown>> & {
    readonly type: string;
    readonly unread?: readonly string[];
  })[];
  /** What was read besides what is shown, so that "there is none" can be known. */
  readonly reads?: readonly ExampleRead[];
}

/** A type that was wholly read: in the account of the resource and all its regions unless it says otherwise. */
export interface ExampleRead {
  readonly type: string;
  readonly account?: string;
  readonly region?: string;
  /** In every account of the organization. */
  readonly within?: "organization";
}

/** What the judge says of one example. */
export interface ExampleVerdict {
  readonly outcome: Outcome;
  readonly evidence: readonly Evidence[];
  /** Where no fact of a condition decided: what did. */
  readonly why?: string;
  /** The rule asks nothing of such a resource: it has no outcome. */
  readonly notAsked?: true;
}

/** An example made into what a source would have said. */
export interface ExampleEstate {
  readonly resource: ResourceDocument;
  readonly related: readonly ResourceDocument[];
  readonly reads: readonly { readonly type: string; readonly account: string; readonly region: string }[];
  /** Accounts of the organization where they were listed; else empty. */
  readonly organization: readonly string[];
}

/** Judges one rule on one example; handed in by who knows the judge. */
export type JudgeExample = (ruleId: string, estate: ExampleEstate) => ExampleVerdict;
