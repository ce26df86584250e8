import type { JsonObject } from "../../../inventory/json-text.ts";
import type { Failure } from "../config/api.ts";
import type { Cause } from "../config/blind-spot.ts";
import type { Aws } from "../facts/aws.ts";

/** A type that AWS Config records, read with the service's own calls instead, as the document Config would give. */
export interface DirectType {
  readonly type: string;
  /** The source that its documents and blind spots name: `ec2:DescribeVolumes`. */
  readonly call: string;
  /** Lists the resources page by page. A refused call throws. */
  readonly list: (aws: Aws) => AsyncIterable<readonly (DirectResource | UndescribedResource)[]>;
  /** Parts that the list does not return. */
  readonly parts?: readonly DirectPart[];
}

/** A type to read this way, and why AWS Config was refused if that is the reason. */
export interface DirectReading {
  readonly type: DirectType;
  readonly insteadOf?: Cause;
}

/** A resource as AWS Config would name it. */
export interface NamedResource {
  /** The ARN; undefined if an item of AWS Config has none. */
  readonly arn?: string;
  /** The id that AWS Config uses. */
  readonly resourceId: string;
  /** Undefined if AWS Config has no name other than the id. */
  readonly name?: string;
}

/** A resource known to exist whose description was refused. */
export interface UndescribedResource extends NamedResource {
  readonly refused: Failure;
}

/** A resource as AWS Config would write it. */
export interface DirectResource extends NamedResource {
  /** A map or a list in any of AWS's spellings; undefined if they take a call of their own, which is then a part. */
  readonly tags?: unknown;
  readonly configuration: JsonObject;
}

/** A part of the document that takes its own call. Tags are always read, others only if a loaded rule reads them. */
export interface DirectPart {
  readonly path: `${DocumentRoot}.${string}` | "tags";
  /** Null or `{}` if AWS says there is none; undefined if the answer does not fit the question. A refusal throws. */
  readonly read: (aws: Aws, resource: DirectResource) => Promise<unknown>;
}

export type DocumentRoot = "configuration" | "supplementaryConfiguration";
