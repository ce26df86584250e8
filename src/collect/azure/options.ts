import type { Clock } from "../clock.ts";
import type { CloudName } from "./clouds.ts";

/** What to collect from Azure. The credentials are those that DefaultAzureCredential finds. */
export interface AzureOptions {
  /** What the loaded rules need, by resource type; nothing else is read. */
  readonly needs: ReadonlyMap<string, NeededType>;
  readonly cloud: CloudName;
  readonly filter: AzureFilter;
  /** Whether every document is read by its id, since Resource Graph may lag behind. */
  readonly fresh: boolean;
  /** Which verdicts of Azure's own checks are read too. Defaults to none. */
  readonly witness?: WitnessNeeds;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The current time, ISO 8601 UTC. */
  readonly now: () => string;
  readonly clock: Clock;
  /** Ids of subscriptions that were read before. Defaults to none. */
  readonly done?: ReadonlySet<string>;
  /** Defaults to `CALL_LIMITS`. */
  readonly limits?: Partial<CallLimits>;
  readonly onProgress?: (progress: AzureProgress) => void;
}

/** The parts of what Azure itself says that are of use here. */
export interface WitnessNeeds {
  /** Keys of Defender's assessments and names of built-in policies, in lower case. */
  readonly checks: ReadonlySet<string>;
  /** Whether the policy metadata of this name stands for a control of a known framework. */
  readonly isControl: (name: string) => boolean;
}

/** Which of the visible resources are read; empty lists leave nothing out. */
export interface AzureFilter {
  /** Ids or names. */
  readonly subscriptions: readonly string[];
  readonly managementGroup?: string;
  /** Names. */
  readonly resourceGroups: readonly string[];
  /** A resource must have all of these. */
  readonly tags: readonly TagFilter[];
}

/** Whether only some resources are wanted, so that nothing can be said about all of them. */
export function isPartial({ resourceGroups, tags }: AzureFilter): boolean {
  return resourceGroups.length > 0 || tags.length > 0;
}

export interface TagFilter {
  /** Compared ignoring case. */
  readonly name: string;
  /** If undefined, any value. */
  readonly value?: string;
}

/** What the loaded rules read of one resource type. */
export interface NeededType {
  /** The call that returns the documents, as in the field list: `GET {id}?api-version=…`. Undefined if not known. */
  readonly call?: string;
  /** Paths of the document itself that are read. */
  readonly paths: ReadonlySet<string>;
  /** Those of these paths and their parents that Azure always writes, except those inside lists. */
  readonly always: ReadonlySet<string>;
  readonly children: readonly NeededChild[];
}

/** One entry of `children`, and the call that fills it. */
export interface NeededChild {
  /** The key in `children`: `blobservices/default`. */
  readonly entry: string;
  /** `list`: all elements of a collection; `object`: one document; `element`: one for each element of the list. */
  readonly kind: "list" | "object" | "element";
  /** `GET {id}/keys/{name}?api-version=…` */
  readonly call: string;
  /** The path that is unread if the call is refused: `children.keys`, `children.keys[].properties.rotationPolicy`. */
  readonly path: string;
}

/** When to give up on a call. */
export interface CallLimits {
  /** Milliseconds for one attempt, from the first byte sent to the last byte received. */
  readonly deadline: number;
  /** Milliseconds for a call with all its attempts and the waits in between. */
  readonly patience: number;
  /** The longest wait that Azure may ask for, in milliseconds; the SDK has no such limit. */
  readonly longestWait: number;
  /** Attempts if Azure throttles the call. */
  readonly throttledAttempts: number;
  /** Attempts if the network or Azure itself fails. */
  readonly failedAttempts: number;
  /** Milliseconds to wait before a failed call is tried again, if Azure names no wait; doubles each time. */
  readonly backoff: number;
}

export const CALL_LIMITS: CallLimits = {
  deadline: 60_000,
  patience: 300_000,
  longestWait: 120_000,
  throttledAttempts: 8,
  failedAttempts: 4,
  backoff: 500,
};

export interface AzureProgress {
  /** Answers so far, including refusals. */
  readonly calls: number;
  /** How many of these were throttled. */
  readonly throttled: number;
  readonly resources: number;
  readonly subscriptions: { readonly done: number; readonly all: number };
}
