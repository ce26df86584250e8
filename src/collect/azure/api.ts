import type { JsonObject } from "../../inventory/json-text.ts";
import type { BlindSpotReason } from "../../model/resource.ts";

/** Azure Resource Manager, for reading only. */
export interface ArmApi {
  /**
   * One GET, paced, tried again where that helps and ended by its deadline. Never throws for a refusal; throws a
   * `DiagnosticError` where nothing can come any more: no credentials, a token that nobody accepts.
   */
  readonly get: (request: ArmRequest) => Promise<Answer>;
  /** One query of Resource Graph, which is a POST that changes nothing. Otherwise as `get`. */
  readonly query: (body: JsonObject) => Promise<Answer>;
  /** True where the address leads to another host than Azure Resource Manager. */
  readonly isForeign: (address: string) => boolean;
}

export interface ArmRequest {
  /** Path and query, or a whole address of the same host. */
  readonly address: string;
  /** The call as people know it: `GET {id}/keys`. */
  readonly call: string;
}

export type Answer = { readonly value: JsonObject } | { readonly failure: Failure };

/** Why a call gave nothing. */
export interface Failure {
  readonly reason: BlindSpotReason;
  readonly call: string;
  /** Azure's own error code. */
  readonly code?: string;
  /** Of HTTP; missing where no answer came. */
  readonly status?: number;
  readonly message: string;
  readonly help: string;
}

/** What stands in for an answer that is no answer to what was asked. */
export function foreign(call: string, message: string, code = "ForeignAnswer"): Failure {
  const help = "something between here and Azure may have answered instead: check proxies and the endpoint";
  return { reason: "service_error", call, code, message, help };
}
