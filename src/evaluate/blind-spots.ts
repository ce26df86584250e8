import type { FindOwner } from "../model/owner.ts";
import type { BlindSpot } from "../model/resource.ts";
import type { AskedRules } from "./asked-rules.ts";
import type { Tally } from "./counts/tally.ts";
import { placeOf, placeholderEvaluation } from "./evaluation.ts";
import type { Coverage } from "./related/coverage.ts";
import type { ExpectedScope } from "./related/expected-scope.ts";
import type { Settler } from "./settle.ts";

/** What was not read: there, each rule on it is unknown, on a placeholder. */
export interface BlindSpots {
  /** Adds one that the input reports, because a read was attempted. */
  readonly addTold: (spot: BlindSpot) => void;
  /** Adds one that nothing in the input reports. */
  readonly addUnseen: (spot: BlindSpot) => void;
  /** In the order they were added. */
  readonly all: () => readonly BlindSpot[];
}

interface Rooms {
  readonly asks: AskedRules;
  readonly coverage: Coverage;
  readonly expected: ExpectedScope;
  readonly tally: Tally;
  readonly settle: Settler;
  readonly findOwner: FindOwner;
  /** Whether only a part is judged here; the judge of the whole sees the blind spots too and handles them. */
  readonly isPart: boolean;
}

export function createBlindSpots({ asks, coverage, expected, tally, settle, findOwner, isPart }: Rooms): BlindSpots {
  const all: BlindSpot[] = [];

  const addUnseen = (spot: BlindSpot): void => {
    coverage.addBlindSpot(spot);
    if (isPart) return;
    all.push(spot);
    const { unit } = findOwner({ ...placeOf(spot), type: "*", id: null });
    for (const compiled of asks.blindedBy(spot, unit)) {
      const { rule, type } = compiled;
      const owner = findOwner({ ...placeOf(spot), type, id: null }).of(rule);
      const pair = { rule, party: null, owner, ...placeOf(spot), type };
      settle.undecided(pair, "unknown", () => placeholderEvaluation(compiled, spot, owner));
    }
  };

  return {
    addTold: (spot) => {
      if (spot.account !== undefined) tally.addAccount(spot.provider, spot.account);
      expected.addBlindSpot(spot);
      addUnseen(spot);
    },
    addUnseen,
    all: () => all,
  };
}
