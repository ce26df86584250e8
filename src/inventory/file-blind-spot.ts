import type { BlindSpot, BlindSpotReason } from "../model/resource.ts";

export const PROVIDERS = ["aws", "azure"] as const;
export type Provider = (typeof PROVIDERS)[number];

export interface FileFault {
  readonly reason: BlindSpotReason;
  /** The system's own error code. */
  readonly code?: string;
  readonly message: string;
  readonly help?: string;
  readonly file: string;
  /** 1-based; missing if the file as a whole is meant. */
  readonly line?: number;
}

/** Help on what a file may contain, for a file of another shape. */
export const SHAPES_READ =
  "give AWS Config items or replies, Resource Graph answers, Resource Manager documents or a snapshot of demarc; demarc collect reads what services reply themselves (describe-volumes and the like)";

/**
 * What a fault in a file hides: everything from the providers found in the file so far, or from every provider if
 * nothing was recognised before it.
 */
export function fileBlindSpots(fault: FileFault, seen: ReadonlySet<Provider>): BlindSpot[] {
  const providers = seen.size === 0 ? PROVIDERS : PROVIDERS.filter((one) => seen.has(one));
  return providers.map((one) => ({ provider: one, types: ["*"], ...fault }));
}
