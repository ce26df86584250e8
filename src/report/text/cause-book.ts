import { compareKeys } from "../../model/compare-text.ts";
import type { Evaluation, FixedFinding } from "../../model/run.ts";
import { compareEvaluations } from "../order.ts";
import { addPlace, countPlace, keepPlace, type Places } from "./cause-places.ts";
import { addLack, addPaths, type Lacking } from "./lacking.ts";
import { createNumberSet } from "./number-set.ts";
import type { Reason } from "./unread-reason.ts";

/** The causes met so far, each under a key that is the same whichever rule asked. */
export interface CauseBook {
  /** The cause, with one more place of it. `evaluation` null: it is of a blind spot. */
  readonly open: (reason: Reason, place: string, evaluation: Evaluation | null) => void;
  /** The same, with one more pair that depends on it. */
  readonly count: (evaluation: Evaluation, reason: Reason, place: string) => void;
  readonly leave: () => readonly LeftCause[];
  readonly enter: (left: LeftCause) => void;
  /** In the order of their keys, so that the order of arrival does not matter. */
  readonly causes: () => readonly OpenCause[];
}

/** What a part collected about one cause. Plain data. */
export interface LeftCause extends Pick<OpenCause, "what" | "mend" | "pairs" | "accepted"> {
  readonly key: string;
  readonly first: FixedFinding;
  readonly rules: ReadonlySet<string>;
  readonly lacking: Lacking;
  readonly places: readonly string[];
  readonly hashes: readonly number[];
}

interface OpenCause {
  readonly seed: number;
  /** The evaluation that comes first in a report; null for a blind spot. */
  first: FixedFinding | null;
  what: string;
  mend: string;
  pairs: number;
  accepted: number;
  readonly rules: Set<string>;
  readonly lacking: Lacking;
  readonly places: Places;
}

/** `isPart`: what it keeps will be handed to another book. */
export function createCauseBook(isPart: boolean): CauseBook {
  const causes = new Map<string, OpenCause>();
  const seen = createNumberSet();

  const causeOf = (
    key: string,
    { what, mend }: Pick<Reason, "what" | "mend">,
    finding: FixedFinding | null,
  ): OpenCause => {
    let cause = causes.get(key);
    if (!cause) {
      const first = finding && orderOf(finding);
      const places = { kept: [], count: 0, ...(isPart && { hashes: [] }) };
      const nothing = { pairs: 0, accepted: 0, rules: new Set<string>(), lacking: new Map() };
      causes.set(key, (cause = { seed: causes.size, first, what, mend, ...nothing, places }));
    } else if (cause.first && finding && compareEvaluations(finding, cause.first) < 0)
      Object.assign(cause, { first: orderOf(finding), what, mend });
    return cause;
  };

  const open = (reason: Reason, place: string, evaluation: Evaluation | null): OpenCause => {
    const cause = causeOf(reason.key ?? reason.what, reason, evaluation);
    addPlace(cause.places, place, seen, cause.seed);
    return cause;
  };

  return {
    open,
    count: (evaluation, reason, place) => {
      const cause = open(reason, place, evaluation);
      cause.pairs += 1;
      if (evaluation.accepted_blind_spot !== undefined) cause.accepted += 1;
      cause.rules.add(evaluation.rule_id);
      if (reason.lack) addLack(cause.lacking, reason.lack, evaluation);
    },
    leave: () =>
      Array.from(causes, ([key, { first, what, mend, pairs, accepted, rules, lacking, places }]) => {
        const { kept, hashes = [] } = places;
        return { key, first: first!, what, mend, pairs, accepted, rules, lacking, places: kept, hashes };
      }),
    enter: ({ key, first, pairs, accepted, rules, lacking, places, hashes, ...words }) => {
      const cause = causeOf(key, words, first);
      cause.pairs += pairs;
      cause.accepted += accepted;
      for (const rule of rules) cause.rules.add(rule);
      for (const [type, paths] of lacking) addPaths(cause.lacking, type, paths);
      for (const hash of hashes) countPlace(cause.places, hash, seen, cause.seed);
      for (const place of places) keepPlace(cause.places, place);
    },
    causes: () => [...causes].toSorted(compareKeys).map(([, cause]) => cause),
  };
}

/** Without its evidence, which is large and not needed for comparing. */
function orderOf({ rule_id, severity, resource, fingerprint }: FixedFinding): FixedFinding {
  return { rule_id, severity, resource, fingerprint };
}
