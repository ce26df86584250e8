import type { Piece } from "../inventory/piece.ts";

/** Watches a collection for what an account without a recorder looks like. */
export interface Watch {
  readonly see: (piece: Piece) => void;
  /** What to say when all was read; empty where something is recorded. */
  readonly text: () => string;
}

const CONFIG = "config:";

/** Where AWS Config records nothing at all, most rules are unknown for one and the same reason: said once, with the ways on. */
export function watchRecording(): Watch {
  const regions = new Set<string>();
  let recorded = false;
  let others = 0;
  return {
    see: ({ entries }) => {
      for (const entry of entries) {
        if ("read" in entry) recorded ||= entry.read.call.startsWith(CONFIG);
        else if ("resource" in entry) others += 1;
        else if ("blind_spot" in entry && entry.blind_spot.call?.startsWith(CONFIG) === true) {
          const { reason, account, region } = entry.blind_spot;
          if (reason === "not_recorded") regions.add(`${account} ${region}`);
        }
      }
    },
    text: () => (recorded || regions.size === 0 ? "" : said(others)),
  };
}

function said(others: number): string {
  const judged =
    others === 0
      ? "Nothing else could be read."
      : `Judged all the same: what other services tell (${others} documents).`;
  return `AWS Config records nothing here, so rules on single resources are unknown. ${judged}
Ways on:
  - turn on a configuration recorder in each region that is used; AWS charges for each item it records
  - --aggregator NAME, where an aggregator of another account holds this one
  - demarc scan FILE, where the estate was saved by other means
docs/aws.md says what each needs.
`;
}
