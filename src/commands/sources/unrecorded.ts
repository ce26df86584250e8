import type { Piece } from "../../inventory/piece.ts";

/** Watches a collection for signs that AWS Config records nothing. */
export interface Watch {
  readonly see: (piece: Piece) => void;
  /** The hint to print after everything was read; empty if something is recorded. */
  readonly text: () => string;
}

const CONFIG = "config:";

/**
 * If AWS Config records nothing at all, many rules are unknown for the same reason. The hint says so once, with what was read
 * nevertheless and what can be done.
 */
export function watchRecording(): Watch {
  const missing = new Set<string>();
  let recorded = false;
  let others = 0;
  return {
    see: ({ entries }) => {
      for (const entry of entries) {
        if ("read" in entry) recorded ||= entry.read.call.startsWith(CONFIG);
        else if ("resource" in entry) others += 1;
        else if ("blind_spot" in entry && entry.blind_spot.call?.startsWith(CONFIG) === true) {
          const { reason, types } = entry.blind_spot;
          if (reason === "not_recorded") for (const type of types) missing.add(type);
        }
      }
    },
    text: () => (recorded || missing.size === 0 ? "" : said(others, missing.size)),
  };
}

function said(others: number, missing: number): string {
  const read = others === 0 ? "Nothing else could be read." : `Read from the services themselves: ${others} documents.`;
  const types = missing === 1 ? "1 type" : `${missing} types`;
  return `AWS Config records nothing here. ${read} Rules on ${types} that only AWS Config gives are unknown.
What you can do:
  - turn on a configuration recorder in each region that is used; AWS charges for each item it records
  - --aggregator NAME, where an aggregator of another account holds this one
  - demarc scan FILE, where the estate was saved by other means
docs/aws.md says what each needs.
`;
}
