import { groupBy } from "../../model/group-by.ts";
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
  const bySaid = groupBy(spots, ({ code, message, provider, account }) =>
    saidKey([code, message].filter(Boolean).join(": "), provider, account),
  );
  return (evaluation) => {
    const covering = (spot: BlindSpot): boolean => covers(spot, evaluation);
    const { provider, account } = evaluation.resource;
    const [fact] = evaluation.evidence;
    const told = (of: string | undefined): BlindSpot | undefined =>
      fact &&
      bySaid.get(saidKey(showText(fact.seen), provider, of))?.find((spot) => spot.call === fact.call && covering(spot));
    return told(account) ?? told(undefined) ?? spots.find(covering);
  };
}

/** Many accounts may be blind for the same reason. */
function saidKey(said: string, provider: string, account: string | undefined): string {
  return JSON.stringify([provider, account ?? null, said]);
}

function covers({ provider, account, region, types }: BlindSpot, { resource }: Evaluation): boolean {
  return (
    provider === resource.provider &&
    (account === undefined || account === resource.account) &&
    (region === undefined || region === resource.region) &&
    (types.includes("*") || types.includes(resource.type))
  );
}
