import type { ResourceDocument } from "../model/resource.ts";
import type { Evidence } from "../model/run.ts";
import type { Outcome } from "../model/words.ts";

/** One example of a rule, as written in the rule's file. */
export interface Example {
  readonly name: string;
  readonly outcome: Outcome;
  /** Path of the fact that decides, as in the evidence. */
  readonly at?: string;
  /** Paths that could not be read. */
  readonly unread?: readonly string[];
  readonly resource: Readonly<Record<string, unknown>>;
  /** Other documents; each may name what could not be read of it. */
  readonly related?: readonly (Readonly<Record<string, unknown>> & {
    readonly type: string;
    readonly unread?: readonly string[];
  })[];
  /** What was read besides what is shown, so that "there is none" can be known. */
  readonly reads?: readonly ExampleRead[];
}

/** A type that was completely read: in the resource's account and all its regions, unless it says otherwise. */
export interface ExampleRead {
  readonly type: string;
  readonly account?: string;
  readonly region?: string;
  /** In every account of the organization. */
  readonly within?: "organization";
}

/** The judge's result for one example. */
export interface ExampleVerdict {
  readonly outcome: Outcome;
  readonly evidence: readonly Evidence[];
  /** What decided, if no fact of a condition did. */
  readonly why?: string;
  /** The rule asks nothing about such a resource, so there is no outcome. */
  readonly notAsked?: true;
}

/** An example in the form a source would have given. */
export interface ExampleEstate {
  readonly resource: ResourceDocument;
  readonly related: readonly ResourceDocument[];
  readonly reads: readonly { readonly type: string; readonly account: string; readonly region: string }[];
  /** Accounts of the organization, if listed; else empty. */
  readonly organization: readonly string[];
}

/** Judges one rule on one example; supplied by a caller that has the judge. */
export type JudgeExample = (ruleId: string, estate: ExampleEstate) => ExampleVerdict;
