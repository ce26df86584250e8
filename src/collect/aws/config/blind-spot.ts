import type { BlindSpot } from "../../../model/resource.ts";
import type { Failure } from "./api.ts";

/** Where and over what something was not read. */
export interface Place {
  /** Missing: nobody could tell whose account it is. */
  readonly account: string | undefined;
  /** `global` for things that have no region; missing: all regions. */
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

/** A refused call as a cause: `<what> was not read: <what AWS said>`. */
export function because(what: string, { message, ...failure }: Failure): Cause {
  return { ...failure, message: `${what}: ${message}` };
}
