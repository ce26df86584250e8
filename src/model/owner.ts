import type { Unread } from "./resource.ts";
import type { Rule } from "./rule.ts";

/** The one party inside the customer that answers for an evaluation. */
export interface Owner {
  /** Id of a party, or `unassigned`. */
  readonly id: string;
  /** The step that decided, in words: `tag team=payments`. */
  readonly because: string;
  /** The unit the resource lies in; null where it lies in none. */
  readonly unit: string | null;
}

/** The id of nobody: every evaluation that no step gives to a party. */
export const UNASSIGNED = "unassigned";

/** What finding an owner looks at. `id` null: a blind spot, of which only the place is known. */
export interface OwnedThing {
  readonly provider: string;
  /** `*`: every account. */
  readonly account: string;
  readonly type: string;
  readonly id: string | null;
  readonly tags?: Readonly<Record<string, string>> | null;
  readonly unread?: readonly Unread[];
}

/** Where a thing lies, and whose it is for each rule that is asked of it. */
export interface Ownership {
  readonly unit: string | null;
  readonly of: (rule: Pick<Rule, "id" | "layer" | "owner_role">) => Owner;
}

/** Finds owners. Must give the same answer whenever it is asked. */
export type FindOwner = (thing: OwnedThing) => Ownership;

/** Somebody who has a part in the estate: `owners.yaml`. */
export interface OwnerParty {
  readonly id: string;
  readonly kind: PartyKind;
  /** Units it works for; missing: all. */
  readonly units?: readonly string[];
  /** A role of `rules/responsibility/roles.yaml`. */
  readonly role?: string;
  readonly contact?: string;
  /** Of a cloud provider: whose resources it runs, in the word that documents carry. */
  readonly provider?: string;
}

export const PARTY_KINDS = [
  "team",
  "person",
  "cloud-provider",
  "software-vendor",
  "email-provider",
  "identity-mfa-provider",
  "managed-service-provider",
  "information-sharing-body",
  "regulator",
  "independent-auditor",
] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

/** A part of the organisation with its own accounts and people. */
export interface Unit {
  readonly id: string;
  /** Party that answers where no step before says more. */
  readonly accountable?: string;
}
