import type { Missing, Ranking, UnreadCause } from "../../model/examination.ts";
import type { BlindSpot } from "../../model/resource.ts";
import type { Evaluation } from "../../model/run.ts";
import { rawCausesOf, resolveCause } from "./causes-of.ts";
import type { RawCause } from "./causes-of.ts";

/** What a permission is called; undefined where no permission gives it. */
export type NameAction = (cause: UnreadCause) => string | undefined;

/** Takes unknown evaluations in any order; what is kept grows with their causes and not with their number. */
export interface RankingFold {
  readonly add: (evaluation: Evaluation) => void;
  readonly finish: (spots: readonly BlindSpot[], nameAction: NameAction) => Ranking;
}

interface Group {
  readonly causes: readonly RawCause[];
  readonly rules: Map<string, number>;
}

interface Counted {
  readonly action: string | undefined;
  readonly cause: UnreadCause;
  pairs: number;
  alone: number;
  readonly rules: Set<string>;
}

export function foldRanking(): RankingFold {
  const groups = new Map<string, Group>();
  return {
    add: (evaluation) => {
      const byKey = new Map(rawCausesOf(evaluation).map((cause) => [JSON.stringify(cause), cause]));
      const key = [...byKey.keys()].toSorted().join("\n");
      const group = groups.get(key) ?? { causes: [...byKey.values()], rules: new Map<string, number>() };
      groups.set(key, group);
      group.rules.set(evaluation.rule_id, (group.rules.get(evaluation.rule_id) ?? 0) + 1);
    },
    finish: (spots, nameAction) => rank([...groups.values()], spots, nameAction),
  };
}

function rank(groups: readonly Group[], spots: readonly BlindSpot[], nameAction: NameAction): Ranking {
  const missing = new Map<string, Counted>();
  const rules = new Set<string>();
  let unknown = 0;
  let answerable = 0;
  for (const group of groups) {
    const pairs = [...group.rules.values()].reduce((sum, count) => sum + count, 0);
    unknown += pairs;
    for (const id of group.rules.keys()) rules.add(id);
    const named = new Map<string, Pick<Counted, "action" | "cause">>();
    for (const raw of group.causes) {
      const cause = resolveCause(raw, spots);
      const action = nameAction(cause);
      const key = action ?? `${cause.reason} ${cause.help ?? cause.message}`;
      if (!named.has(key)) named.set(key, { action, cause });
    }
    if ([...named.values()].every(({ action }) => action !== undefined)) answerable += pairs;
    for (const [key, one] of named) {
      const counted = missing.get(key) ?? { ...one, pairs: 0, alone: 0, rules: new Set<string>() };
      missing.set(key, counted);
      counted.pairs += pairs;
      if (named.size === 1) counted.alone += pairs;
      for (const id of group.rules.keys()) counted.rules.add(id);
    }
  }
  return { unknown, rules: sorted(rules), missing: [...missing.values()].map(settled).toSorted(byCost), answerable };
}

function settled({ action, cause, pairs, alone, rules }: Counted): Missing {
  return { ...(action !== undefined && { action }), cause, pairs, alone, rules: sorted(rules) };
}

function byCost(a: Missing, b: Missing): number {
  return b.pairs - a.pairs || b.alone - a.alone || (nameOf(a) < nameOf(b) ? -1 : 1);
}

function nameOf({ action, cause }: Missing): string {
  return action ?? cause.message;
}

function sorted(words: Iterable<string>): string[] {
  return [...words].toSorted();
}
