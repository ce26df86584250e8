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
  /** 1-based; missing where the file as a whole is meant. */
  readonly line?: number;
}

/** What may stand in a file, for whoever has another. */
export const SHAPES_READ =
  "give AWS Config items or replies, Resource Graph answers, Resource Manager documents or a snapshot of demarc; demarc collect reads what services reply themselves (describe-volumes and the like)";

/**
 * What a fault in a file hides: everything, of the providers the file was about so far, or of every provider
 * where nothing was recognised before it.
 */
export function fileBlindSpots(fault: FileFault, seen: ReadonlySet<Provider>): BlindSpot[] {
  const providers = seen.size === 0 ? PROVIDERS : PROVIDERS.filter((one) => seen.has(one));
  return providers.map((one) => ({ provider: one, types: ["*"], ...fault }));
}
