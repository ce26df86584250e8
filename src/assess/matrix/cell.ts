import type { BackingState } from "../../model/attestation.ts";
import { CELL_STATES } from "../../model/matrix.ts";
import type { CellState, MatrixCell, ProviderHalf } from "../../model/matrix.ts";
import type { EstatePart, OutcomeCounts } from "../../model/run.ts";
import { OUTCOMES } from "../../model/words.ts";
import type { Layer, LayerState } from "../../model/words.ts";
import { isBacked } from "../attestations/side-backing.ts";

/** What a cell is made of, taken together part by part. */
export interface CellParts {
  readonly counts: OutcomeCounts;
  /** Manual pairs that somebody has answered. */
  readonly answered: number;
  /** Fails that carry an exemption. */
  readonly exempted: number;
  readonly customers: boolean;
  readonly backings: readonly { readonly id: string | null; readonly state: BackingState }[];
  readonly assumed: boolean;
}

export interface CellOptions {
  /** Policy: the provider's side must be attested. */
  readonly requireEvidence: boolean;
}

export function cellOf(parts: CellParts, { requireEvidence }: CellOptions): MatrixCell {
  const customer = parts.customers
    ? { state: customerState(parts), counts: parts.counts, exempted: parts.exempted }
    : null;
  const provider = parts.backings.length === 0 ? null : providerHalf(parts.backings, requireEvidence);
  return {
    state: worse(customer?.state ?? "n/a", provider?.state ?? "n/a"),
    customer,
    provider,
    assumed: parts.assumed,
  };
}

/** A question that was asked and answered; asked and left open; never asked. */
function customerState({ counts, answered }: CellParts): CellState {
  if (counts.pass + counts.fail > 0) return "assessed";
  if (counts.manual > 0 && answered === counts.manual && counts.unknown === 0) return "attested";
  const asked = counts.manual + counts.unknown + counts.not_applicable;
  return asked > 0 ? "not_assessed" : "uncovered";
}

/** The worst that stands behind any of it; an expired or a qualified attestation is worse than none. */
const WORST: readonly BackingState[] = [
  "expired",
  "qualified",
  "missing",
  "unreviewed",
  "not_yet_valid",
  "bridged",
  "expiring",
  "satisfied",
  "valid",
];

function providerHalf(backings: CellParts["backings"], requireEvidence: boolean): ProviderHalf {
  const states = new Set(backings.map(({ state }) => state));
  const backing = WORST.find((state) => states.has(state)) ?? "missing";
  const uncovered = backing === "expired" || backing === "qualified" || (requireEvidence && !isBacked(backing));
  const state = isBacked(backing) ? "attested" : uncovered ? "uncovered" : "not_assessed";
  const attestations = [...new Set(backings.flatMap(({ id }) => id ?? []))].toSorted();
  return { state, backing, attestations };
}

function worse(a: CellState, b: CellState): CellState {
  return CELL_STATES.indexOf(a) <= CELL_STATES.indexOf(b) ? a : b;
}

/** What the model says of a layer of a type, where no pair of the run says it. */
export type StateOf = (type: string, layer: Layer) => { readonly state: LayerState; readonly assumed: boolean };

/** Adds up the outcomes of the customer's side. */
export function addCounts(counts: readonly OutcomeCounts[]): OutcomeCounts {
  const sums = OUTCOMES.map((outcome) => [outcome, counts.reduce((sum, one) => sum + one[outcome], 0)] as const);
  return Object.fromEntries(sums) as unknown as OutcomeCounts;
}

/** The parties that answer for a layer of a part: as its pairs say, else as the model says of its type. */
export function partiesOf(part: EstatePart, layer: Layer, stateOf: StateOf): ReadonlySet<LayerState | null> {
  const seen = part.layers.filter((one) => one.layer === layer);
  return new Set(seen.length > 0 ? seen.map(({ party }) => party) : [stateOf(part.type, layer).state]);
}
