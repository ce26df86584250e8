import { compareKeys, compareText } from "../../model/compare-text.ts";
import type { BlindSpot } from "../../model/resource.ts";
import type { Evaluation, FixedFinding, Run } from "../../model/run.ts";
import { compareBlindSpots, compareEvaluations } from "../order.ts";
import { ofEach, remembered, REMEMBERED_OF_A_RULE } from "../remembered.ts";
import { addPlace, countPlace, keepPlace, MANY_PLACES, type Places } from "./cause-places.ts";
import { addLack, addPaths, type Lacking, lackingText } from "./lacking.ts";
import { MENDS, NOT_WHOLLY, type Reason, unreadReason } from "./unread-reason.ts";
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
  readonly rules: ReadonlySet<string>;
  /** Ids of resources, or the scopes of blind spots: a few of them, the shortest first. */
  readonly places: readonly string[];
  /** How many places there are; from `MANY_PLACES` on, at least so many. */
  readonly placeCount: number;
}

/** Collects causes while evaluations come, in any order. */
export interface CauseFold {
  readonly add: (evaluation: Evaluation) => void;
  /** Of a part: the causes of what no blind spot explains. */
  readonly leave: () => readonly LeftCause[];
  /** Adds what a part left. */
  readonly enter: (left: readonly LeftCause[]) => void;
  /** The causes, the one that blinds most first, once the blind spots are known. */
  readonly finish: (spots: readonly BlindSpot[]) => Cause[];
}

/** What was collected of one cause in a part. Plain data. */
export interface LeftCause extends Pick<OpenCause, "what" | "mend" | "pairs"> {
  readonly key: string;
  readonly first: FixedFinding;
  readonly rules: ReadonlySet<string>;
  readonly lacking: Lacking;
  readonly places: readonly string[];
  readonly hashes: readonly number[];
}

interface OpenCause {
  readonly seed: number;
  /** Where the evaluation that comes first in a report stands there; null: it is of a blind spot. */
  first: FixedFinding | null;
  what: string;
  mend: string;
  pairs: number;
  readonly rules: Set<string>;
  readonly lacking: Lacking;
  readonly places: Places;
}

/** What was not read, grouped so that one refused call is one cause. */
export function groupCauses(run: Run): Cause[] {
  const fold = foldCauses();
  for (const evaluation of run.evaluations) if (evaluation.outcome === "unknown") fold.add(evaluation);
  return fold.finish(run.blind_spots);
}

/** Without its evidence, which is much for what is only compared. */
function orderOf({ rule_id, severity, resource, fingerprint }: FixedFinding): FixedFinding {
  return { rule_id, severity, resource, fingerprint };
}

/** The same however many there are: what is kept grows with the causes and not with the pairs. */
export function foldCauses(isPart = false): CauseFold {
  const causes = new Map<string, OpenCause>();
  const seen = new Set<number>();
  const reasonOf = createReasonReader();
  /** Whose cause only the blind spots tell. */
  const blinded: Evaluation[] = [];

  const causeOf = (
    id: string,
    { what, mend }: Pick<Reason, "what" | "mend">,
    finding: FixedFinding | null,
  ): OpenCause => {
    let cause = causes.get(id);
    if (!cause) {
      const first = finding && orderOf(finding);
      const places = { kept: [], count: 0, ...(isPart && { hashes: [] }) };
      const nothing = { pairs: 0, rules: new Set<string>(), lacking: new Map() };
      causes.set(id, (cause = { seed: causes.size, first, what, mend, ...nothing, places }));
    } else if (cause.first && finding && compareEvaluations(finding, cause.first) < 0)
      Object.assign(cause, { first: orderOf(finding), what, mend });
    return cause;
  };
  const open = (reason: Reason, place: string, evaluation: Evaluation | null): OpenCause => {
    const cause = causeOf(reason.key ?? reason.what, reason, evaluation);
    addPlace(cause.places, place, seen, cause.seed);
    return cause;
  };
  const count = (evaluation: Evaluation, reason: Reason, place = evaluatedPlace(evaluation)): void => {
    const cause = open(reason, place, evaluation);
    cause.pairs += 1;
    cause.rules.add(evaluation.rule_id);
    if (reason.lack) addLack(cause.lacking, reason.lack, evaluation);
  };

  return {
    add: (evaluation) => {
      if (evaluation.reason === "blind_spot") blinded.push(evaluation);
      else count(evaluation, reasonOf(evaluation));
    },
    leave: () =>
      Array.from(causes, ([key, { first, what, mend, pairs, rules, lacking, places }]) => {
        const { kept, hashes = [] } = places;
        return { key, first: first!, what, mend, pairs, rules, lacking, places: kept, hashes };
      }),
    enter: (left) => {
      for (const { key, first, pairs, rules, lacking, places, hashes, ...words } of left) {
        const cause = causeOf(key, words, first);
        cause.pairs += pairs;
        for (const rule of rules) cause.rules.add(rule);
        for (const [type, paths] of lacking) addPaths(cause.lacking, type, paths);
        for (const hash of hashes) countPlace(cause.places, hash, seen, cause.seed);
        for (const place of places) keepPlace(cause.places, place);
      }
    },
    finish: (unsorted) => {
      const spots = unsorted.toSorted(compareBlindSpots);
      for (const spot of spots) open(spotReason(spot), spotPlace(spot), null);
      const spotOf = createSpotFinder(spots);
      for (const evaluation of blinded.toSorted(compareEvaluations)) {
        const spot = spotOf(evaluation);
        if (spot) count(evaluation, spotReason(spot), spotPlace(spot));
        else count(evaluation, reasonOf(evaluation));
      }
      // Those that no word tells apart in the order of their keys, whichever came first.
      const byKey = [...causes].toSorted(compareKeys);
      const done = byKey.map(([, { what, mend, pairs, rules, lacking, places }]) => ({
        what,
        lacking: lackingText(lacking),
        mend: mendOf({ what, mend }, spots),
        pairs,
        rules,
        places: places.kept,
        placeCount: places.count,
      }));
      return done.toSorted((a, b) => b.pairs - a.pairs || compareText(a.what, b.what));
    },
  };
}

/** A look-up that a blind spot hides something from is mended as the blind spot is. */
function mendOf({ what, mend }: Pick<Cause, "what" | "mend">, spots: readonly BlindSpot[]): string {
  const hides = NOT_WHOLLY.exec(what)?.[1];
  const spot = hides === undefined ? undefined : spots.find(({ message }) => message === hides);
  return spot === undefined ? mend : (spot.help ?? MENDS[spot.reason]);
}

/** What is not known, in one sentence. */
export function causeText({ what, lacking }: Pick<Cause, "what" | "lacking">): string {
  return lacking === "" ? what : `${what}: ${lacking}`;
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
      return { what: `who answers hangs on ${path ?? resource.type}: ${why}`, mend: mendOfRule(rule_id) };
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
