import { isObject } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { ResourceDocument, Unread } from "../../../model/resource.ts";
import type { Aws } from "./aws.ts";

/**
 * A fact about the account itself. `read` returns its value, null if AWS says that there is none, undefined if the
 * answer does not fit the question, or a `ReadInPart` for some elements of a list. A refused call throws.
 */
export interface AccountFact {
  /** Its place in the document: `@iam.summary`. */
  readonly path: `@${string}.${string}`;
  /** Whether there is one for the account or one for each region. */
  readonly per: "account" | "region";
  readonly read: (aws: Aws) => Promise<unknown>;
}

/** A fact that is joined to each resource of some types. `read` works as above. */
export interface JoinedFact {
  readonly types: readonly string[];
  /** `@status`. */
  readonly path: `@${string}`;
  /** Whether the resource can have it; if not, nothing is asked. Undefined if every resource of the types can. */
  readonly appliesTo?: (resource: ResourceDocument) => boolean;
  readonly read: (aws: Aws, resource: ResourceDocument) => Promise<unknown>;
}

/** What `read` returns for a list if not every element was asked for. */
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
  /** The source that its documents and blind spots name: `logs:DescribeLogGroups`. */
  readonly call: string;
  readonly list: (aws: Aws) => AsyncIterable<readonly ListedResource[]>;
}

export interface ListedResource {
  readonly id: string;
  readonly name: string;
  /** A map or a list in any of AWS's spellings; undefined if the call does not return tags. */
  readonly tags?: unknown;
  readonly configuration: JsonObject;
}

/** The named members of an object, as far as they are present. Undefined if it is not an object. */
export function pick(value: unknown, keys: readonly string[]): JsonObject | undefined {
  if (!isObject(value)) return undefined;
  return Object.fromEntries(keys.filter((key) => Object.hasOwn(value, key)).map((key) => [key, value[key]]));
}

/** The value in the form of other sources: dates as text, no undefined members, none of the SDK's own classes. */
export function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
