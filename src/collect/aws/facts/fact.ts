import { isObject } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { ResourceDocument, Unread } from "../../../model/resource.ts";
import type { Aws } from "./aws.ts";

/**
 * A fact of the account as such. `read` gives its value, null where AWS says that there is none; undefined: the answer
 * was none to the question; a `ReadInPart` for some elements of a list. A call that is refused throws.
 */
export interface AccountFact {
  /** Where it stands in the document: `@iam.summary`. */
  readonly path: `@${string}.${string}`;
  /** Whether each region has one of its own. */
  readonly per: "account" | "region";
  readonly read: (aws: Aws) => Promise<unknown>;
}

/** A fact that is joined to each resource of some types. `read` as above. */
export interface JoinedFact {
  readonly types: readonly string[];
  /** `@status`. */
  readonly path: `@${string}`;
  /** Missing: every resource of the types can have it. Where it cannot, nothing is asked. */
  readonly appliesTo?: (resource: ResourceDocument) => boolean;
  readonly read: (aws: Aws, resource: ResourceDocument) => Promise<unknown>;
}

/** What `read` gives of a list where not every element was asked for. */
export class ReadInPart {
  readonly shown: readonly unknown[];
  /** Why there may be more. */
  readonly why: Omit<Unread, "path">;

  constructor(shown: readonly unknown[], why: Omit<Unread, "path">) {
    this.shown = shown;
    this.why = why;
  }
}

/** A type that AWS Config does not record. */
export interface ListedType {
  readonly type: string;
  /** What its documents and blind spots say they came from: `logs:DescribeLogGroups`. */
  readonly call: string;
  readonly list: (aws: Aws) => AsyncIterable<readonly ListedResource[]>;
}

export interface ListedResource {
  readonly id: string;
  readonly name: string;
  /** A map or a list in any of AWS's spellings; missing: the call does not carry tags. */
  readonly tags?: unknown;
  readonly configuration: JsonObject;
}

/** The members named, of which those that are not there stay away. Undefined where it is no object. */
export function pick(value: unknown, keys: readonly string[]): JsonObject | undefined {
  if (!isObject(value)) return undefined;
  return Object.fromEntries(keys.filter((key) => Object.hasOwn(value, key)).map((key) => [key, value[key]]));
}

/** As other sources have it: dates as texts, no members without a value, nothing of the SDK's own. */
export function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
