import type { BlindSpot, SnapshotEntry } from "../../model/resource.ts";
import type { Failure } from "./api.ts";

type Cause = Pick<BlindSpot, "reason" | "message"> & Partial<Pick<BlindSpot, "call" | "code" | "help">>;

/** A blind spot for types of one subscription, or of all if `account` is undefined. */
export function blindEntry(types: Iterable<string>, account: string | undefined, cause: Cause): SnapshotEntry {
  const place = account === undefined ? {} : { account };
  return { blind_spot: { provider: "azure", ...place, types: [...types].toSorted(), ...cause } };
}

/** A refused call as a cause: `<what>: <what Azure said>`. */
export function because(what: string, { reason, call, code, message, help }: Failure): Cause {
  return { reason, call, ...(code !== undefined && { code }), message: `${what}: ${message}`, help };
}
