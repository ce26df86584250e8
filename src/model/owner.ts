import type { Unread } from "./resource.ts";
import type { Rule } from "./rule.ts";

/** The one party inside the customer that answers for an evaluation. */
export interface Owner {
  /** Id of a party, or `unassigned`. */
  readonly id: string;
  /** The step that decided, in words: `tag team=payments`. */
  readonly because: string;
  /** The unit the resource lies in; null if it lies in none. */
  readonly unit: string | null;
}

/** The owner id of every evaluation that no step assigns to a party. */
export const UNASSIGNED = "unassigned";

/** What an owner is looked up by. `id` is null for a blind spot, of which only the place is known. */
export interface OwnedThing {
  readonly provider: string;
  /** `*` for every account. */
  readonly account: string;
  readonly type: string;
  readonly id: string | null;
  readonly tags?: Readonly<Record<string, string>> | null;
  readonly unread?: readonly Unread[];
}

/** Where a thing lies, and who owns it for each rule asked of it. */
export interface Ownership {
  readonly unit: string | null;
  readonly of: (rule: Pick<Rule, "id" | "layer" | "owner_role">) => Owner;
}

/** Finds owners. Must always give the same answer for the same thing. */
export type FindOwner = (thing: OwnedThing) => Ownership;

/** Someone with a part in the estate, from `owners.yaml`. */
export interface OwnerParty {
  readonly id: string;
  readonly kind: PartyKind;
  /** Units it works for; missing for all. */
  readonly units?: readonly string[];
  /** A role from `rules/responsibility/roles.yaml`. */
  readonly role?: string;
  readonly contact?: string;
  /** For a cloud provider: which provider it is, in the word used in documents. */
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
  /** The party that answers if no earlier step names one. */
  readonly accountable?: string;
}
