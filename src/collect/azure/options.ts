import type { Clock } from "../clock.ts";
import type { CloudName } from "./clouds.ts";

/** What to collect from Azure. The credentials are those that DefaultAzureCredential finds. */
export interface AzureOptions {
  /** What the loaded rules need, by resource type; nothing else is read. */
  readonly needs: ReadonlyMap<string, NeededType>;
  readonly cloud: CloudName;
  readonly filter: AzureFilter;
  /** Read every document by its id, since Resource Graph may lag behind. */
  readonly fresh: boolean;
  /** What Azure's own checks say is read too. Missing: it is not. */
  readonly witness?: WitnessNeeds;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The present moment, ISO 8601 UTC. */
  readonly now: () => string;
  readonly clock: Clock;
  /** Ids of subscriptions that were read before; missing: none. */
  readonly done?: ReadonlySet<string>;
  /** Missing: as they are below. */
  readonly limits?: Partial<CallLimits>;
  readonly onProgress?: (progress: AzureProgress) => void;
}

/** Of what Azure itself says, that which somebody here can do something with. */
export interface WitnessNeeds {
  /** Keys of Defender's assessments and names of built-in policies, in lower case. */
  readonly checks: ReadonlySet<string>;
  /** True for the name of a policy metadata that stands for a control of a known framework. */
  readonly isControl: (name: string) => boolean;
}

/** Which part of what is visible is read; empty lists leave nothing out. */
export interface AzureFilter {
  /** Ids or names. */
  readonly subscriptions: readonly string[];
  readonly managementGroup?: string;
  /** Names. */
  readonly resourceGroups: readonly string[];
  /** All of these must be on a resource. */
  readonly tags: readonly TagFilter[];
}

/** True where only some resources are wanted, so that nothing can be said of all. */
export function isPartial({ resourceGroups, tags }: AzureFilter): boolean {
  return resourceGroups.length > 0 || tags.length > 0;
}

export interface TagFilter {
  /** In any case. */
  readonly name: string;
  /** Missing: any value. */
  readonly value?: string;
}

/** What the loaded rules read of one resource type. */
export interface NeededType {
  /** The call that gives the documents, as the field list writes it: `GET {id}?api-version=…`. Missing: not known. */
  readonly call?: string;
  /** Paths of the document itself that are read. */
  readonly paths: ReadonlySet<string>;
  /** Of these and of what they lie in, the keys that Azure always writes, without those inside of lists. */
  readonly always: ReadonlySet<string>;
  readonly children: readonly NeededChild[];
}

/** One entry of `children`, and the call that fills it. */
export interface NeededChild {
  /** As in `children`: `blobservices/default`. */
  readonly entry: string;
  /** `list`: all elements of a collection; `object`: one document; `element`: one for each element of the list. */
  readonly kind: "list" | "object" | "element";
  /** `GET {id}/keys/{name}?api-version=…` */
  readonly call: string;
  /** What is unread where the call is refused: `children.keys`, `children.keys[].properties.rotationPolicy`. */
  readonly path: string;
}

/** When a call is given up. */
export interface CallLimits {
  /** Milliseconds for one attempt, from the first byte sent to the last received. */
  readonly deadline: number;
  /** Milliseconds for a call with all its attempts and the waiting in between. */
  readonly patience: number;
  /** Longest wait that Azure may ask for, in milliseconds; the SDK knows no such limit. */
  readonly longestWait: number;
  /** Attempts where Azure says that too many calls come. */
  readonly throttledAttempts: number;
  /** Attempts where the network or Azure itself failed. */
  readonly failedAttempts: number;
  /** Milliseconds of waiting before a failed call is tried again, where Azure names none; doubles each time. */
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
  /** Answers so far, refusals too. */
  readonly calls: number;
  /** Of these, refused for their rate. */
  readonly throttled: number;
  readonly resources: number;
  readonly subscriptions: { readonly done: number; readonly all: number };
}
