import { compareKeys } from "../../model/compare-text.ts";
import type { Backing } from "../../model/attestation.ts";
import type { MatrixCell, MatrixRow } from "../../model/matrix.ts";
import type { EstatePart, Evaluation, Run } from "../../model/run.ts";
import { LAYERS } from "../../model/words.ts";
import type { Layer } from "../../model/words.ts";
import { isAnswered } from "../attestations/answer-backing.ts";
import { createSideBacking } from "../attestations/side-backing.ts";
import type { ProviderSide } from "../attestations/side-backing.ts";
import { addCounts, cellOf, partiesOf } from "./cell.ts";
import type { CellOptions, StateOf } from "./cell.ts";

/** A unit's row for what lies in no unit. */
const NO_UNIT = "no unit";

/** The responsibility matrix of an estate: services or units, sorted, by layers. */
export function runMatrix(run: Run, by: "service" | "unit", stateOf: StateOf, options: CellOptions): MatrixRow[] {
  const rows = new Map<string, EstatePart[]>();
  for (const part of run.estate) {
    if (part.service === ORGANIZATION) continue;
    const key = by === "unit" ? (part.unit ?? NO_UNIT) : `${part.provider} ${part.service}`;
    rows.set(key, [...(rows.get(key) ?? []), part]);
  }
  const backingOf = createSideBacking(run.attestations, run.parties);
  const pairs = {
    // Only where an attestation speaks of single accounts: there may be very many of them.
    byAccount: run.attestations.some(({ scope }) => scope.accounts !== undefined),
    answered: countPairs(run, isAnswered),
    exempted: countPairs(run, ({ exemption }) => exemption !== undefined),
  };
  return [...rows].toSorted(compareKeys).map(([key, parts]) => ({
    key,
    resources: parts.reduce((sum, { resources }) => sum + resources, 0),
    cells: Object.fromEntries(
      LAYERS.map((layer) => [layer, cellOf(partsOfCell(parts, layer, stateOf, backingOf, pairs), options)]),
    ) as Record<Layer, MatrixCell>,
  }));
}

/** The organisation's own duties lie on no service; they are listed beside the matrix. */
const ORGANIZATION = "organization";

interface CountedPairs {
  readonly byAccount: boolean;
  /** By unit, type and layer. */
  readonly answered: ReadonlyMap<string, number>;
  readonly exempted: ReadonlyMap<string, number>;
}

function partsOfCell(
  parts: readonly EstatePart[],
  layer: Layer,
  stateOf: StateOf,
  backingOf: (side: ProviderSide) => Backing,
  pairs: CountedPairs,
): Parameters<typeof cellOf>[0] {
  const parties = parts.map((part) => ({ part, parties: partiesOf(part, layer, stateOf) }));
  const ours = parties.filter(({ parties: all }) => all.has("customer") || all.has("shared") || all.has(null));
  const theirs = parties.filter(({ parties: all }) => all.has("provider") || all.has("shared"));
  const own = ours.flatMap(({ part }) => part.layers.filter((one) => one.layer === layer && one.party !== "provider"));
  const sumOf = (counts: ReadonlyMap<string, number>): number =>
    ours.reduce((sum, { part }) => sum + (counts.get(`${part.unit} ${part.type} ${layer}`) ?? 0), 0);
  return {
    counts: addCounts(own.map(({ counts }) => counts)),
    answered: sumOf(pairs.answered),
    exempted: sumOf(pairs.exempted),
    customers: ours.length > 0,
    backings: theirs.flatMap(({ part }) =>
      placesOf(part, pairs.byAccount).map((place) => backingOf({ ...place, layer })),
    ),
    assumed: parts.some(({ type }) => stateOf(type, layer).assumed),
  };
}

/** Every account with every region that a part has something in; an attestation must cover them all. */
function placesOf(
  { provider, service, accounts, regions }: EstatePart,
  byAccount: boolean,
): Omit<ProviderSide, "layer">[] {
  const inRegions = regions.length === 0 ? [{}] : regions.map((region) => ({ region }));
  const inAccounts = accounts.length === 0 || !byAccount ? [{}] : accounts.map((account) => ({ account }));
  return inAccounts.flatMap((account) => inRegions.map((region) => ({ provider, service, ...account, ...region })));
}

/** By unit, type and layer. */
function countPairs(run: Run, counts: (one: Evaluation) => boolean): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const one of run.evaluations.filter(counts)) {
    const key = `${one.owner.unit} ${one.resource.type} ${one.responsibility.layer}`;
    sums.set(key, (sums.get(key) ?? 0) + 1);
  }
  return sums;
}
