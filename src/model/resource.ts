import type { ProviderWord } from "./provider-word.ts";
import type { Testimony } from "./witness.ts";

/** One configured cloud thing as one document, whatever source it was read from. */
export interface ResourceDocument {
  /** `aws` or `azure`; opaque to everything but `collect/` and `inventory/`. */
  readonly provider: string;
  /** AWS: 12 digits. Azure: subscription id. */
  readonly account: string;
  /** `global` if the thing has no region. */
  readonly region: string;
  /** `AWS::S3::Bucket`; ARM types in lower case: `microsoft.storage/storageaccounts`. */
  readonly type: string;
  /** ARN or ARM resource id, in canonical case. */
  readonly id: string;
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>> | null;
  /** ISO 8601 UTC: when the configuration last changed, if the source says so. */
  readonly captured_at?: string;
  /** ISO 8601 UTC: when the source last confirmed the document. Missing if the age is not known. */
  readonly confirmed_at?: string;
  /** The call or file shape this document came from, e.g. `config:SelectResourceConfig`. */
  readonly source?: string;
  /** What was asked for but not obtained. Missing or empty if nothing was refused. */
  readonly unread?: readonly Unread[];
  /**
   * The provider's own document under its own names: `configuration`, `supplementaryConfiguration`, `relationships`
   * (AWS); `properties`, `kind`, `sku`, `identity`, `zones`, `managedBy`, `children` (Azure); joined facts begin with
   * `@`.
   */
  readonly [key: string]: unknown;
}

export interface Unread {
  /** Path in the document as the rule language writes it; `list[]` means that the list may have more elements. */
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
  /** Missing for every account in scope. */
  readonly account?: string;
  /** Missing for every region of the account. */
  readonly region?: string;
  /** Resource types that were not read; `*` stands for all. */
  readonly types: readonly string[];
  readonly reason: BlindSpotReason;
  readonly call?: string;
  readonly code?: string;
  readonly message: string;
  readonly help?: string;
  /** The file and line, for what was found in a file. */
  readonly file?: string;
  readonly line?: number;
}

/** A successful call for a type, which is what allows demarc to say "there is none". */
export interface Read {
  readonly provider: string;
  /** `*` if declared for every account. */
  readonly account: string;
  /** `*` if one call covers every region. */
  readonly region: string;
  readonly type: string;
  readonly call: string;
  /** ISO 8601 UTC. */
  readonly at?: string;
  /** Why the preferred call gave nothing. Missing if this is that call, or if there was nothing to ask. */
  readonly instead_of?: RefusedFirst;
}

/** A call that was refused although another gave the same data. */
export type RefusedFirst = Pick<BlindSpot, "reason" | "call" | "code" | "message" | "help">;

/** Stands for the call of a read that was declared by the user, not made. */
export const DECLARED = "declared";

/** What a snapshot set out to read. */
export interface Scope {
  /** A few words for the head of the report, e.g. `organization o-abc123`. */
  readonly name: string;
  /**
   * What should be there; any part of it that nothing shows is a blind spot. If missing, the scope is what was visible
   * to the identity that read it.
   */
  readonly expected?: readonly ScopePart[];
  /** True if only some resources of a place were asked for, by group or tag, so others may exist. */
  readonly partial?: boolean;
}

export interface ScopePart {
  readonly provider: string;
  readonly account: string;
  /** Regions of the account; if missing or empty, the regions seen in its reads. */
  readonly regions?: readonly string[];
}

/** One entry from a source. A snapshot is a stream of these. */
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

/** Documents left out on purpose, such as deleted things: counted, but not judged. */
export interface Skipped {
  readonly reason: "deleted" | "duplicate";
  readonly count: number;
}

/**
 * Marks that nothing more of the account follows, so what depends on its other resources can be judged and released. A
 * source that never sends this is judged the same, but uses more memory.
 */
export interface AccountEnd {
  readonly provider: string;
  readonly account: string;
}

/** Resources in one place of a type that was not asked about: counted, but not examined. */
export interface PassedOver extends Pick<ResourceDocument, "provider" | "account" | "region" | "type"> {
  readonly count: number;
}

/**
 * The document keys that demarc itself writes: what the document is and where it came from, not facts from the cloud.
 */
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
 * The keys that hold the provider's own document. If such a key is missing, null or empty, the document was not read;
 * it never means that nothing is configured.
 */
export const ROOTS: readonly string[] = ["configuration", "supplementaryConfiguration", "properties", "children"];
