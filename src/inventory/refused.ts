import type { BlindSpotReason, SnapshotEntry } from "../model/resource.ts";

/** Reasons that may be gone on another attempt: a role was fixed, a network is back. */
const MAY_PASS: ReadonlySet<BlindSpotReason> = new Set([
  "access_denied",
  "throttled",
  "expired_credentials",
  "network",
  "service_error",
]);

/** Whether a call returned nothing that a rule could use. */
export function wasRefused(entry: SnapshotEntry): boolean {
  if ("blind_spot" in entry) return entry.blind_spot.types.length > 0 && MAY_PASS.has(entry.blind_spot.reason);
  return "resource" in entry && (entry.resource.unread ?? []).some(({ reason }) => MAY_PASS.has(reason));
}
