import type { Check } from "../../model/examination.ts";
import type { BlindSpot, SnapshotEntry } from "../../model/resource.ts";

/** Watches while a cloud is read, and reports how far the reading got. */
export interface ReachWatch {
  readonly see: (entry: SnapshotEntry) => void;
  readonly checks: () => readonly Check[];
}

export function watchReach(): ReachWatch {
  let name = "nothing";
  const expected = new Set<string>();
  const reached = new Set<string>();
  const regions = new Set<string>();
  const unrecorded = new Map<string, BlindSpot>();
  const see = (entry: SnapshotEntry): void => {
    if ("header" in entry && entry.header.scope !== undefined) {
      name = entry.header.scope.name;
      for (const { account } of entry.header.scope.expected ?? []) expected.add(account);
    }
    if ("read" in entry) {
      reached.add(entry.read.account);
      regions.add(entry.read.region);
    }
    if ("resource" in entry) reached.add(entry.resource.account);
    if ("blind_spot" in entry && RECORDING.has(entry.blind_spot.reason)) {
      const { account = "every account", region = "every region" } = entry.blind_spot;
      unrecorded.set(`${account} ${region}`, entry.blind_spot);
    }
  };
  return {
    see,
    checks: () => [reachCheck(name, expected, reached, regions), recordingCheck(unrecorded)],
  };
}

const RECORDING = new Set<BlindSpot["reason"]>(["not_recorded", "stale"]);
/** No regions of a cloud. */
const PLACELESS = ["global", "*"];

function reachCheck(
  name: string,
  expected: ReadonlySet<string>,
  reached: ReadonlySet<string>,
  regions: ReadonlySet<string>,
): Check {
  const closed = [...expected].filter((account) => !reached.has(account)).toSorted();
  const places = [...regions].filter((region) => !PLACELESS.includes(region)).length;
  const where = places === 0 ? "" : `, ${places === 1 ? "1 region" : `${places} regions`} read`;
  if (closed.length === 0) return { what: "reach", state: "ok", text: `${name}${where}` };
  const text = `${name}: nothing was read of ${closed.slice(0, SHOWN).join(", ")}${more(closed.length)}`;
  return { what: "reach", state: "lacking", text, mend: "what blinds most, below, says why" };
}

const SHOWN = 5;

function more(count: number): string {
  return count > SHOWN ? ` and ${count - SHOWN} more` : "";
}

function recordingCheck(unrecorded: ReadonlyMap<string, BlindSpot>): Check {
  const places = [...unrecorded.keys()].toSorted();
  const [first] = places;
  if (first === undefined)
    return { what: "recording", state: "ok", text: "nothing that the rules need is left out or out of date" };
  const { message, help } = unrecorded.get(first)!;
  const text = `${message} (${places.slice(0, SHOWN).join(", ")}${more(places.length)})`;
  return { what: "recording", state: "lacking", text, ...(help !== undefined && { mend: help }) };
}
