import { compareText } from "../../model/compare-text.ts";
import type { BlindSpot } from "../../model/resource.ts";
import type { Evaluation, Run } from "../../model/run.ts";
import { compareBlindSpots, compareEvaluations } from "../order.ts";
import { ofEach, remembered, REMEMBERED_OF_A_RULE } from "../remembered.ts";
import { createCauseBook, type LeftCause } from "./cause-book.ts";
import { MANY_PLACES } from "./cause-places.ts";
import { lackingText } from "./lacking.ts";
import { MENDS, NOT_WHOLLY, type Reason, undecidedReason, unreadReason } from "./unread-reason.ts";
import { createSpotFinder, spotPlace, spotReason } from "./spot-reason.ts";
import { evidenceSentence } from "./words.ts";

/** One reason why things are unknown, however many pairs it blinds, and how to mend it. */
export interface Cause {
  readonly what: string;
  /** What of which types was not in the input, the beginning of it; "" where `what` says all. */
  readonly lacking: string;
  readonly mend: string;
  /** Unknown pairs that rest on it; 0 for a blind spot over types that no loaded rule judges. */
  readonly pairs: number;
  /** Those of them that an accepted blind spot covers. */
  readonly accepted: number;
  readonly rules: ReadonlySet<string>;
  /** Ids of resources, or the scopes of blind spots: a few of them, the shortest first. */
  readonly places: readonly string[];
  /** How many places there are; from `MANY_PLACES` on, at least so many. */
  readonly placeCount: number;
}

/** Collects causes while evaluations come, in any order. */
export interface CauseFold {
  readonly add: (evaluation: Evaluation) => void;
  /** What a part leaves: the causes that no blind spot explains. */
  readonly leave: () => readonly LeftCause[];
  /** Adds what a part left. */
  readonly enter: (left: readonly LeftCause[]) => void;
  /** The causes, once the blind spots are known; first the one that leaves most unknown which nobody has accepted. */
  readonly finish: (spots: readonly BlindSpot[]) => Cause[];
}

/** What was not read, grouped so that one refused call is one cause. */
export function groupCauses(run: Run): Cause[] {
  const fold = foldCauses();
  for (const evaluation of run.evaluations) if (evaluation.outcome === "unknown") fold.add(evaluation);
  return fold.finish(run.blind_spots);
}

/** The same however many there are: what is kept grows with the causes and not with the pairs. */
export function foldCauses(isPart = false): CauseFold {
  const book = createCauseBook(isPart);
  const reasonOf = createReasonReader();
  /** Whose cause only the blind spots tell. */
  const blinded: Evaluation[] = [];
  return {
    add: (evaluation) => {
      if (evaluation.reason === "blind_spot") blinded.push(evaluation);
      else book.count(evaluation, reasonOf(evaluation), evaluatedPlace(evaluation));
    },
    leave: book.leave,
    enter: (left) => left.forEach(book.enter),
    finish: (unsorted) => {
      const spots = unsorted.toSorted(compareBlindSpots);
      for (const spot of spots) book.open(spotReason(spot), spotPlace(spot), null);
      const spotOf = createSpotFinder(spots);
      for (const evaluation of blinded.toSorted(compareEvaluations)) {
        const spot = spotOf(evaluation);
        if (spot) book.count(evaluation, spotReason(spot), spotPlace(spot));
        else book.count(evaluation, reasonOf(evaluation), evaluatedPlace(evaluation));
      }
      const done = book.causes().map(({ what, mend, pairs, accepted, rules, lacking, places }) => ({
        what,
        lacking: lackingText(lacking),
        mend: mendOf({ what, mend }, spots),
        pairs,
        accepted,
        rules,
        places: places.kept,
        placeCount: places.count,
      }));
      return done.toSorted((a, b) => openPairs(b) - openPairs(a) || b.pairs - a.pairs || compareText(a.what, b.what));
    },
  };
}

function openPairs({ pairs, accepted }: Cause): number {
  return pairs - accepted;
}

/** If a blind spot hides something from a look-up, the fix is that of the blind spot. */
function mendOf({ what, mend }: Pick<Cause, "what" | "mend">, spots: readonly BlindSpot[]): string {
  const hides = NOT_WHOLLY.exec(what)?.[1];
  const spot = hides === undefined ? undefined : spots.find(({ message }) => message === hides);
  return spot === undefined ? mend : (spot.help ?? MENDS[spot.reason]);
}

/** What is not known, in one sentence, and whether somebody has accepted it. */
export function causeText(cause: Cause): string {
  const { what, lacking } = cause;
  return (lacking === "" ? what : `${what}: ${lacking}`) + acceptedText(cause);
}

function acceptedText({ pairs, accepted }: Cause): string {
  if (accepted === 0) return "";
  return accepted === pairs ? " (accepted)" : ` (${accepted} of ${pairs} accepted)`;
}

/** A few of the places of a cause, and how many more there are. */
export function placesText({ places, placeCount }: Cause, limit: number): string {
  const shown = places.slice(0, limit);
  const more = placeCount - shown.length;
  const least = placeCount >= MANY_PLACES ? "at least " : "";
  return shown.join(", ") + (more > 0 ? ` and ${least}${more} more` : "");
}

function evaluatedPlace({ resource: { id, provider, account, region } }: Evaluation): string {
  return id ?? [provider, account, region].join(" ");
}

/** For many evaluations: of a rule most are unknown by the very same facts, and share their reason. */
function createReasonReader(): (evaluation: Evaluation) => Reason {
  const byFacts = ofEach((provider: string) =>
    ofEach((rule: string) =>
      remembered((evidence: Evaluation["evidence"]) => factsReason(provider, rule, evidence), REMEMBERED_OF_A_RULE),
    ),
  );
  return ({ reason, resource, rule_id, responsibility, evidence }) => {
    if (reason === "stale") return STALE;
    if (reason === "responsibility_undetermined") {
      const { path, why } = responsibility.decided_by;
      const what = `who answers depends on ${path ?? resource.type}: ${why}`;
      return undecidedReason(resource.provider, responsibility.decided_by) ?? { what, mend: mendOfRule(rule_id) };
    }
    if (evidence.length > 0) return byFacts(resource.provider)(rule_id)(evidence);
    return { what: `${rule_id}: ${reason.replaceAll("_", " ")}`, mend: mendOfRule(rule_id) };
  };
}

const STALE: Reason = { what: "documents older than --max-age", mend: MENDS.stale };

function mendOfRule(rule: string): string {
  return `demarc explain ${rule}`;
}

/** `evidence` is not empty. */
function factsReason(provider: string, rule: string, evidence: Evaluation["evidence"]): Reason {
  return unreadReason(provider, evidence) ?? { what: evidenceSentence(evidence[0]!), mend: mendOfRule(rule) };
}
