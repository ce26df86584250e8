import type { Place } from "../estate.ts";
import type { Fault } from "../faults.ts";

/** A call on AWS Config, as the operation that answers it is handed it. */
export interface ConfigRequest {
  readonly operation: string;
  readonly place: Place;
  readonly input: Readonly<Record<string, unknown>>;
  /** The faults that the call meets and that are the operation's own to play. */
  readonly faults: readonly Fault[];
}

/** Gives the output, as JSON will have it; throws a `ServiceError` to refuse. */
export type ConfigOperation = (request: ConfigRequest) => unknown;
