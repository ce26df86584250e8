import type { JsonObject } from "../../../inventory/json-text.ts";
import type { Failure } from "../config/api.ts";
import type { Cause } from "../config/blind-spot.ts";
import type { Aws } from "../facts/aws.ts";

/** A type that AWS Config records, read by the service's own calls instead, as the document that Config would give. */
export interface DirectType {
  readonly type: string;
  /** What its documents and blind spots say they came from: `ec2:DescribeVolumes`. */
  readonly call: string;
  /** Page by page. A call that is refused throws. */
  readonly list: (aws: Aws) => AsyncIterable<readonly (DirectResource | UndescribedResource)[]>;
  /** What the list does not carry. */
  readonly parts?: readonly DirectPart[];
}

/** A type to be read so, and why AWS Config was refused where that is why. */
export interface DirectReading {
  readonly type: DirectType;
  readonly insteadOf?: Cause;
}

/** A thing as AWS Config would name it. */
export interface NamedResource {
  /** The ARN; missing where an item of AWS Config has none. */
  readonly arn?: string;
  /** The id by which AWS Config knows it. */
  readonly resourceId: string;
  /** Missing: AWS Config has no other name than the id. */
  readonly name?: string;
}

/** One that is there, and of which a call that was refused would tell the rest. */
export interface UndescribedResource extends NamedResource {
  readonly refused: Failure;
}

/** A thing as AWS Config would write it. */
export interface DirectResource extends NamedResource {
  /** A map or a list in any of AWS's spellings; missing: they take a call of their own, which is one of the parts. */
  readonly tags?: unknown;
  readonly configuration: JsonObject;
}

/** One member of the document that takes a call of its own. Tags are always read, others where a loaded rule reads them. */
export interface DirectPart {
  readonly path: `${DocumentRoot}.${string}` | "tags";
  /** Null or `{}`: AWS says that there is none. Undefined: the answer was none to the question. A refusal throws. */
  readonly read: (aws: Aws, resource: DirectResource) => Promise<unknown>;
}

export type DocumentRoot = "configuration" | "supplementaryConfiguration";
