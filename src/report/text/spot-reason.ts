import type { BlindSpot } from "../../model/resource.ts";
import type { Evaluation } from "../../model/run.ts";
import { MENDS, type Reason } from "./unread-reason.ts";
import { showText } from "./words.ts";

/** What a blind spot is called as a cause: files that cannot be read for the same reason are one, and its places. */
export function spotReason({ types, reason, call, code, message, help, file }: BlindSpot): Reason {
  const words = `${reason.replaceAll("_", " ")}${code === undefined ? "" : ` (${code})`}`;
  const mend = help ?? MENDS[reason];
  if (call !== undefined && file === undefined) return { what: `${call} ${words}`, mend };
  const hidden = call ?? (file === undefined ? types.join(", ") : undefined);
  return { what: `${hidden === undefined ? "" : `${hidden} `}${words}: ${message}`, mend };
}

export function spotPlace({ provider, account, region, file, line }: BlindSpot): string {
  if (file !== undefined) return file + (line === undefined ? "" : `:${line}`);
  return [provider, account ?? "every account", region].filter((part) => part !== undefined).join(" ");
}

/** Finds the blind spot that an evaluation stands for: the one whose words it repeats, else the first that covers it. */
export function createSpotFinder(spots: readonly BlindSpot[]): (evaluation: Evaluation) => BlindSpot | undefined {
  const bySaid = new Map<string, BlindSpot[]>();
  for (const spot of spots) {
    const said = [spot.code, spot.message].filter(Boolean).join(": ");
    const same = bySaid.get(said);
    if (same) same.push(spot);
    else bySaid.set(said, [spot]);
  }
  return (evaluation) => {
    const covering = (spot: BlindSpot): boolean => covers(spot, evaluation);
    const [fact] = evaluation.evidence;
    const told = fact && bySaid.get(showText(fact.seen));
    return told?.find((spot) => spot.call === fact?.call && covering(spot)) ?? spots.find(covering);
  };
}

function covers({ provider, account, region, types }: BlindSpot, { resource }: Evaluation): boolean {
  return (
    provider === resource.provider &&
    (account === undefined || account === resource.account) &&
    (region === undefined || region === resource.region) &&
    (types.includes("*") || types.includes(resource.type))
  );
}
