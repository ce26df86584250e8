import type { JsonObject } from "../../../inventory/json-text.ts";
import type { BlindSpotReason } from "../../../model/resource.ts";
import type { ConfigOperation } from "../own-calls.ts";

export type Operation = ConfigOperation;

/** AWS Config in one region. */
export interface ConfigApi {
  readonly region: string;
  /** A condition to add to every query. Undefined if only one account and region is visible. */
  readonly within?: string;
  /** Calls that are made instead of others. Defaults to none. */
  readonly instead?: Readonly<Partial<Record<Operation, Operation>>>;
  /**
   * Makes one call, paced, retried where that helps and ended at its deadline. Never throws for a refusal; throws a
   * `DiagnosticError` if nothing more can be read: no credentials, or expired ones.
   */
  readonly call: (operation: Operation, input: JsonObject) => Promise<Answer>;
}

export type Answer = { readonly value: JsonObject } | { readonly failure: Failure };

/** Why a call returned nothing. */
export interface Failure {
  readonly reason: BlindSpotReason;
  /** The name of the call in AWS policies: `config:SelectResourceConfig`. */
  readonly call: string;
  /** AWS's own error code. */
  readonly code?: string;
  readonly message: string;
  readonly help: string;
}

export function callName(operation: Operation): string {
  return `config:${operation}`;
}

/** The name in AWS policies of the call that is actually made for this operation. */
export function calledBy({ instead }: ConfigApi, operation: Operation): string {
  return callName(instead?.[operation] ?? operation);
}

/** The failure for an answer of AWS Config that does not fit what was asked. */
export function foreign(api: ConfigApi, operation: Operation, message: string): Failure {
  return foreignAnswer(calledBy(api, operation), message);
}

/** The same for any service. `call`: its name in AWS policies. */
export function foreignAnswer(call: string, message: string, code = "ForeignAnswer"): Failure {
  return {
    reason: "service_error",
    call,
    code,
    message,
    help: "something between here and AWS may have answered instead: check proxies and AWS_ENDPOINT_URL",
  };
}
