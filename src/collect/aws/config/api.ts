import type { JsonObject } from "../../../inventory/json-text.ts";
import type { BlindSpotReason } from "../../../model/resource.ts";
import type { ConfigOperation } from "../own-calls.ts";

export type Operation = ConfigOperation;

/** AWS Config in one region. */
export interface ConfigApi {
  readonly region: string;
  /** What every query must ask for besides. Missing: nothing, there is only one account and region to be seen. */
  readonly within?: string;
  /** The calls that are made in the place of others. Missing: none is. */
  readonly instead?: Readonly<Partial<Record<Operation, Operation>>>;
  /**
   * One call, paced, tried again where that helps and ended by its deadline. Never throws for a refusal; throws a
   * `DiagnosticError` where nothing can come any more: no credentials, credentials that ran out.
   */
  readonly call: (operation: Operation, input: JsonObject) => Promise<Answer>;
}

export type Answer = { readonly value: JsonObject } | { readonly failure: Failure };

/** Why a call gave nothing. */
export interface Failure {
  readonly reason: BlindSpotReason;
  /** The call as AWS policies name it: `config:SelectResourceConfig`. */
  readonly call: string;
  /** AWS's own error code. */
  readonly code?: string;
  readonly message: string;
  readonly help: string;
}

export function callName(operation: Operation): string {
  return `config:${operation}`;
}

/** The call that is really made for this operation, as AWS policies name it. */
export function calledBy({ instead }: ConfigApi, operation: Operation): string {
  return callName(instead?.[operation] ?? operation);
}

/** What stands in for an answer of AWS Config that is no answer to what was asked. */
export function foreign(api: ConfigApi, operation: Operation, message: string): Failure {
  return foreignAnswer(calledBy(api, operation), message);
}

/** The same for any service. `call`: as AWS policies name it. */
export function foreignAnswer(call: string, message: string, code = "ForeignAnswer"): Failure {
  return {
    reason: "service_error",
    call,
    code,
    message,
    help: "something between here and AWS may have answered instead: check proxies and AWS_ENDPOINT_URL",
  };
}
