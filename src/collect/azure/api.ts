import type { JsonObject } from "../../inventory/json-text.ts";
import type { BlindSpotReason } from "../../model/resource.ts";

/** Azure Resource Manager, for reading only. */
export interface ArmApi {
  /**
   * Makes one GET, paced, retried where that helps and ended at its deadline. Never throws for a refusal; throws a
   * `DiagnosticError` if nothing more can be read: no credentials, or a token that is not accepted.
   */
  readonly get: (request: ArmRequest) => Promise<Answer>;
  /** Makes one query of Resource Graph, which is a POST that changes nothing. Otherwise like `get`. */
  readonly query: (body: JsonObject) => Promise<Answer>;
  /** Whether the address leads to a host other than Azure Resource Manager. */
  readonly isForeign: (address: string) => boolean;
}

export interface ArmRequest {
  /** Path and query, or a whole address of the same host. */
  readonly address: string;
  /** The readable name of the call: `GET {id}/keys`. */
  readonly call: string;
}

export type Answer = { readonly value: JsonObject } | { readonly failure: Failure };

/** Why a call returned nothing. */
export interface Failure {
  readonly reason: BlindSpotReason;
  readonly call: string;
  /** Azure's own error code. */
  readonly code?: string;
  /** The HTTP status; undefined if no answer came. */
  readonly status?: number;
  readonly message: string;
  readonly help: string;
}

/** The failure for an answer that does not fit what was asked. */
export function foreign(call: string, message: string, code = "ForeignAnswer"): Failure {
  const help = "something between here and Azure may have answered instead: check proxies and the endpoint";
  return { reason: "service_error", call, code, message, help };
}
