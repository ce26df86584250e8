import type { BlindSpot, BlindSpotReason } from "../../model/resource.ts";
import type { Evaluation, Run } from "../../model/run.ts";
import { compareBlindSpots, compareEvaluations, compareText } from "../order.ts";
import { evidenceSentence, showText } from "./words.ts";

/** One reason why things are unknown, however many pairs it blinds, and how to mend it. */
export interface Cause {
  readonly what: string;
  readonly mend: string;
  /** Unknown pairs that rest on it; 0 for a blind spot over types that no loaded rule judges. */
  readonly pairs: number;
  readonly rules: ReadonlySet<string>;
  /** Ids of resources, or the scope of a blind spot. */
  readonly places: ReadonlySet<string>;
}

const MENDS: Readonly<Record<BlindSpotReason, string>> = {
  access_denied: "grant the call to the identity that reads, and collect again",
  throttled: "collect again when the cloud is less busy",
  expired_credentials: "sign in again, and collect again",
  network: "collect again when the cloud can be reached",
  service_error: "collect again; the cloud itself failed",
  not_recorded: "turn recording on for the type, and collect again",
  not_collected: "collect again with this in scope",
  not_recognized: "demarc check FILE says what was expected",
  truncated: "write the file again; it is cut short",
  stale: "collect again, or raise --max-age",
  limit: "scan a smaller scope",
};

interface Reason {
  /** Equal for the same refused call, whatever it was asked for; missing: `what`. */
  readonly key?: string;
  readonly what: string;
  readonly mend: string;
  readonly place: string;
}

interface OpenCause extends Cause {
  pairs: number;
  readonly rules: Set<string>;
  readonly places: Set<string>;
}

/** What was not read, grouped so that one refused call is one cause; the one that blinds most comes first. */
export function groupCauses(run: Run): Cause[] {
  const causes = new Map<string, OpenCause>();
  const open = ({ key, what, mend, place }: Reason): OpenCause => {
    const cause = causes.get(key ?? what) ?? { what, mend, pairs: 0, rules: new Set(), places: new Set() };
    causes.set(key ?? what, cause);
    cause.places.add(place);
    return cause;
  };
  const spots = run.blind_spots.toSorted(compareBlindSpots);
  for (const spot of spots) open(spotReason(spot));
  for (const evaluation of run.evaluations
    .filter(({ outcome }) => outcome === "unknown")
    .toSorted(compareEvaluations)) {
    const cause = open(evaluationReason(evaluation, spots));
    cause.pairs += 1;
    cause.rules.add(evaluation.rule_id);
  }
  return [...causes.values()].toSorted((a, b) => b.pairs - a.pairs || compareText(a.what, b.what));
}

function spotReason({
  provider,
  account,
  region,
  types,
  reason,
  call,
  code,
  message,
  help,
  file,
  line,
}: BlindSpot): Reason {
  const source = call ?? (file === undefined ? types.join(", ") : file + (line === undefined ? "" : `:${line}`));
  const refused = `${source} ${reason.replaceAll("_", " ")}${code === undefined ? "" : ` (${code})`}`;
  return {
    what: call === undefined ? `${refused}: ${message}` : refused,
    mend: help ?? MENDS[reason],
    place: [provider, account ?? "every account", region].filter((part) => part !== undefined).join(" "),
  };
}

function evaluationReason(evaluation: Evaluation, spots: readonly BlindSpot[]): Reason {
  const { reason, resource, rule_id, responsibility, evidence } = evaluation;
  const place = resource.id ?? [resource.provider, resource.account, resource.region].join(" ");
  const explain = `demarc explain ${rule_id}`;
  if (reason === "blind_spot") {
    const spot = spots.find((candidate) => covers(candidate, evaluation));
    if (spot) return spotReason(spot);
  }
  if (reason === "stale") {
    return { what: "documents older than --max-age", mend: "collect again, or raise --max-age", place };
  }
  if (reason === "responsibility_undetermined") {
    const { path, why } = responsibility.decided_by;
    return { what: `who answers is open: ${path ?? resource.type}: ${why}`, mend: explain, place };
  }
  const unread = evidence.find(({ state }) => state === "unread");
  if (unread) {
    const why = showText(unread.seen);
    return {
      key: `unread ${why}`,
      what: `${why}: ${unread.path}`,
      mend: "let the call through and collect again",
      place,
    };
  }
  const [fact] = evidence;
  return { what: fact ? evidenceSentence(fact) : `${rule_id}: ${reason.replaceAll("_", " ")}`, mend: explain, place };
}

function covers({ provider, account, region, types }: BlindSpot, { resource }: Evaluation): boolean {
  return (
    provider === resource.provider &&
    (account === undefined || account === resource.account) &&
    (region === undefined || region === resource.region) &&
    (types.includes("*") || types.includes(resource.type))
  );
}
