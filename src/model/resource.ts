import type { ProviderWord } from "./provider-word.ts";
import type { Testimony } from "./witness.ts";

/** One configured cloud thing as one document, whatever source it was read from. */
export interface ResourceDocument {
  /** `aws` or `azure`; opaque to everything but `collect/` and `inventory/`. */
  readonly provider: string;
  /** AWS: 12 digits. Azure: subscription id. */
  readonly account: string;
  /** `global` where the thing has no region. */
  readonly region: string;
  /** `AWS::S3::Bucket`; ARM types in lower case: `microsoft.storage/storageaccounts`. */
  readonly type: string;
  /** ARN or ARM resource id, in canonical case. */
  readonly id: string;
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>> | null;
  /** ISO 8601 UTC: when the configuration last changed, where the source says it. */
  readonly captured_at?: string;
  /** ISO 8601 UTC: when the source last confirmed the document. Missing: the age is not known. */
  readonly confirmed_at?: string;
  /** The call or file shape this document came from, e.g. `config:SelectResourceConfig`. */
  readonly source?: string;
  /** What was asked for and not obtained. Missing or empty: nothing was refused. */
  readonly unread?: readonly Unread[];
  /**
   * The provider's own document under the provider's own names: `configuration`,
   * `supplementaryConfiguration`, `relationships` (AWS); `properties`, `kind`, `sku`, `identity`, `zones`,
   * `managedBy`, `children` (Azure); joined facts begin with `@`.
   */
  readonly [key: string]: unknown;
}

export interface Unread {
  /** Path in the document as the rule language writes it; `list[]` says that the list may have more elements. */
  readonly path: string;
  readonly reason: BlindSpotReason;
  /** `config:BatchGetResourceConfig`, `GET …/blobServices/default`. */
  readonly call?: string;
  /** The cloud's own error code. */
  readonly code?: string;
  readonly message?: string;
}

/** Why something in scope was not read. */
export const BLIND_SPOT_REASONS = [
  "access_denied",
  "throttled",
  "expired_credentials",
  "network",
  "service_error",
  "not_recorded",
  "not_collected",
  "not_recognized",
  "truncated",
  "stale",
  "limit",
] as const;
export type BlindSpotReason = (typeof BLIND_SPOT_REASONS)[number];

/**
 * Something in scope that was not read. Every loaded rule on a type it covers becomes one `unknown`
 * evaluation on a placeholder resource.
 */
export interface BlindSpot {
  readonly provider: string;
  /** Missing: every account of the scope. */
  readonly account?: string;
  /** Missing: every region of the account. */
  readonly region?: string;
  /** Resource types that were not read; `*` stands for all. */
  readonly types: readonly string[];
  readonly reason: BlindSpotReason;
  readonly call?: string;
  readonly code?: string;
  readonly message: string;
  readonly help?: string;
  /** For what was found in a file: where. */
  readonly file?: string;
  readonly line?: number;
}

/** A call for a type that succeeded: what lets "there is none" be known. */
export interface Read {
  readonly provider: string;
  /** `*` where somebody declared it for every account. */
  readonly account: string;
  /** `*` where one call answers for every region. */
  readonly region: string;
  readonly type: string;
  readonly call: string;
  /** ISO 8601 UTC. */
  readonly at?: string;
  /** Why the call that is asked first gave nothing. Missing: this is that call, or there was nothing to ask. */
  readonly instead_of?: RefusedFirst;
}

/** A call that was refused where another gave the same. */
export type RefusedFirst = Pick<BlindSpot, "reason" | "call" | "code" | "message" | "help">;

/** The call of a read that nobody made: somebody's word. */
export const DECLARED = "declared";

/** What a snapshot set out to read. */
export interface Scope {
  /** A few words for the head of the report, e.g. `organization o-abc123`. */
  readonly name: string;
  /**
   * What should be there; whatever of it nothing shows is a blind spot. Missing: the scope is what was visible to the
   * identity that read it.
   */
  readonly expected?: readonly ScopePart[];
  /** True where only some resources of a place were asked for, by group or tag: what was not shown may be there. */
  readonly partial?: boolean;
}

export interface ScopePart {
  readonly provider: string;
  readonly account: string;
  /** Regions of the account; missing or empty: the regions seen in its reads. */
  readonly regions?: readonly string[];
}

/** One thing a source can say. A snapshot is a stream of these. */
export type SnapshotEntry =
  | { readonly header: SnapshotHeader }
  | { readonly resource: ResourceDocument }
  | { readonly blind_spot: BlindSpot }
  | { readonly read: Read }
  | { readonly skipped: Skipped }
  | { readonly passed_over: PassedOver }
  | { readonly account_end: AccountEnd }
  | { readonly testimony: Testimony }
  | { readonly provider_word: ProviderWord };

export interface SnapshotHeader {
  /** ISO 8601 UTC: when the reading began. */
  readonly made?: string;
  readonly scope?: Scope;
}

/** Documents left out on purpose: deleted things, counted and not judged. */
export interface Skipped {
  readonly reason: "deleted" | "duplicate";
  readonly count: number;
}

/**
 * Nothing more of the account comes: what in it hangs on other resources of it can be judged, and need not be kept any
 * longer. A source that never says it is judged just the same, in more memory.
 */
export interface AccountEnd {
  readonly provider: string;
  readonly account: string;
}

/** Resources of one place of a type that nobody asked about: counted, and not looked at. */
export interface PassedOver extends Pick<ResourceDocument, "provider" | "account" | "region" | "type"> {
  readonly count: number;
}

/** Keys of a document in which demarc itself speaks: what it is and where it came from, no facts of the cloud. */
export const OWN_KEYS: readonly string[] = [
  "type",
  "account",
  "region",
  "id",
  "name",
  "provider",
  "captured_at",
  "confirmed_at",
  "source",
  "unread",
];

/**
 * The keys that hold the provider's own document. Missing, null or empty, such a key says that the document
 * was not read, never that the resource has nothing configured.
 */
export const ROOTS: readonly string[] = ["configuration", "supplementaryConfiguration", "properties", "children"];
