import type { BlindSpot } from "../../../model/resource.ts";
import type { Failure } from "./api.ts";

/** Where something was not read, and which types are affected. */
export interface Place {
  /** Undefined if the account is not known. */
  readonly account: string | undefined;
  /** `global` for resources that have no region; undefined for all regions. */
  readonly region?: string;
  readonly types: readonly string[];
}

export type Cause = Pick<BlindSpot, "reason" | "message"> & Partial<Pick<BlindSpot, "call" | "code" | "help">>;

export function blindSpot({ account, region, types }: Place, cause: Cause): BlindSpot {
  return {
    provider: "aws",
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    types: [...types].toSorted(),
    ...cause,
  };
}

/** A refused call as a cause, with the message `<what>: <what AWS said>`. */
export function because(what: string, { message, ...failure }: Failure): Cause {
  return { ...failure, message: `${what}: ${message}` };
}
