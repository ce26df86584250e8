import type { Owner } from "../../model/owner.ts";
import type { Rule } from "../../model/rule.ts";
import type { Outcome, Party } from "../../model/words.ts";
import { addCounts, countOne, noCounts } from "./pair-counts.ts";
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

/** Pairs that differ only in outcome. */
export interface PairCell extends Omit<CountedPair, "account"> {
  readonly counts: Counts;
}

/** Counts pairs by every key that sums are grouped by, so that sums are computed once at the end, not for each pair. */
export interface PairCells {
  readonly count: (pair: CountedPair, outcome: Outcome) => void;
  /** Adds counts made elsewhere. */
  readonly add: (cell: PairCell) => void;
  readonly all: () => readonly PairCell[];
}

/** The cells of one rule, by owner and party; the last one used is usually the next. */
interface RuleCells {
  last: PairCell | null;
  readonly byOwner: Map<string, Map<Party | null, PairCell>>;
}

/** Pairs of documents of one unit, provider and type. */
interface Group extends Pick<CountedPair, "provider" | "type"> {
  readonly unit: string | null;
  readonly byRule: Map<Rule, RuleCells>;
}

export function createPairCells(): PairCells {
  const all: PairCell[] = [];
  /** By type. */
  const groups = new Map<string, Group[]>();
  /** Pairs of one document come in succession. */
  let last: Group | null = null;

  const groupOf = ({ owner: { unit }, provider, type }: Omit<CountedPair, "account">): Group => {
    if (last && last.type === type && last.provider === provider && last.unit === unit) return last;
    let ofType = groups.get(type);
    if (!ofType) groups.set(type, (ofType = []));
    let group = ofType.find((one) => one.unit === unit && one.provider === provider);
    if (!group) ofType.push((group = { unit, provider, type, byRule: new Map() }));
    return (last = group);
  };
  const cellOf = (pair: Omit<CountedPair, "account">): PairCell => {
    const { rule, owner, party } = pair;
    const { byRule } = groupOf(pair);
    let cells = byRule.get(rule);
    if (!cells) byRule.set(rule, (cells = { last: null, byOwner: new Map() }));
    const { last, byOwner } = cells;
    if (last && last.party === party && last.owner.id === owner.id) return last;
    return (cells.last = findCell(byOwner, pair));
  };
  const findCell = (byOwner: RuleCells["byOwner"], pair: Omit<CountedPair, "account">): PairCell => {
    const { rule, owner, party } = pair;
    let byParty = byOwner.get(owner.id);
    if (!byParty) byOwner.set(owner.id, (byParty = new Map()));
    let cell = byParty.get(party);
    if (!cell) {
      const { provider, type } = pair;
      byParty.set(party, (cell = { rule, party, owner, provider, type, counts: noCounts() }));
      all.push(cell);
    }
    return cell;
  };
  return {
    count: (pair, outcome) => countOne(cellOf(pair).counts, outcome),
    add: (cell) => addCounts(cellOf(cell).counts, cell.counts),
    all: () => all,
  };
}
