import type { Owner } from "../model/owner.ts";
import type { Rule } from "../model/rule.ts";
import type { Outcome, Party } from "../model/words.ts";
import { noCounts } from "./pair-counts.ts";
import type { Counts } from "./pair-counts.ts";

/** What a pair is counted by. */
export interface CountedPair {
  readonly rule: Rule;
  readonly party: Party | null;
  readonly owner: Pick<Owner, "id" | "unit">;
  readonly provider: string;
  readonly account: string;
  readonly type: string;
}

/** Pairs that differ in nothing but what they came to. */
export interface PairCell extends Omit<CountedPair, "account"> {
  readonly counts: Counts;
}

/** Counts pairs by all that any sum is taken over, so that sums are taken once, at the end, and not for each pair. */
export interface PairCells {
  readonly count: (pair: CountedPair, outcome: Outcome) => void;
  readonly all: () => readonly PairCell[];
}

/** By party, of one owner. */
type ByParty = Map<Party | null, PairCell>;

/** Pairs of documents of one unit, provider and type. */
interface Group extends Pick<CountedPair, "provider" | "type"> {
  readonly unit: string | null;
  readonly byRule: Map<Rule, Map<string, ByParty>>;
}

export function createPairCells(): PairCells {
  const cells: PairCell[] = [];
  const groups = new Map<string, Group>();
  /** Pairs of one document come one after the other. */
  let last: Group | null = null;

  const groupOf = ({ owner: { unit }, provider, type }: CountedPair): Group => {
    if (last && last.type === type && last.provider === provider && last.unit === unit) return last;
    const key = JSON.stringify([unit, provider, type]);
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { unit, provider, type, byRule: new Map() }));
    return (last = group);
  };
  const cellOf = (pair: CountedPair): PairCell => {
    const { rule, owner, party } = pair;
    const { byRule } = groupOf(pair);
    let byOwner = byRule.get(rule);
    if (!byOwner) byRule.set(rule, (byOwner = new Map()));
    let byParty = byOwner.get(owner.id);
    if (!byParty) byOwner.set(owner.id, (byParty = new Map()));
    let cell = byParty.get(party);
    if (!cell) {
      const { provider, type } = pair;
      byParty.set(party, (cell = { rule, party, owner, provider, type, counts: noCounts() }));
      cells.push(cell);
    }
    return cell;
  };
  return {
    count: (pair, outcome) => void cellOf(pair).counts[outcome]++,
    all: () => cells,
  };
}
