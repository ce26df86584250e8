import type { BlindSpot } from "../model/resource.ts";

export interface Pages {
  readonly see: (call: string, more: boolean, file: string) => void;
  /** Listings of which pages were seen but never a last one. */
  readonly unfinished: () => BlindSpot[];
}

/**
 * Saved replies come a page a file, and which belong together is written nowhere. What can be known: a listing
 * that was read to its end has a page that names no further one.
 */
export function createPages(): Pages {
  const seen = new Map<string, { file: string; ended: boolean }>();
  return {
    see: (call, more, file) => {
      const ended = seen.get(call)?.ended ?? false;
      seen.set(call, { file, ended: ended || !more });
    },
    unfinished: () =>
      [...seen].filter(([, { ended }]) => !ended).map(([call, { file }]) => lastPageMissing(call, file)),
  };
}

function lastPageMissing(call: string, file: string): BlindSpot {
  return {
    provider: call.startsWith("config:") ? "aws" : "azure",
    types: ["*"],
    reason: "truncated",
    call,
    message: `every saved page of ${call} names a further page, and the last one is not here`,
    help: "save all pages of the listing",
    file,
  };
}
