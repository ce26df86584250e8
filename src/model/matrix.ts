import type { BackingState } from "./attestation.ts";
import type { Framework, FrameworkControl } from "./library.ts";
import type { ControlWord } from "./provider-word.ts";
import type { OutcomeCounts } from "./run.ts";
import type { Layer } from "./words.ts";

/** Worst first. `uncovered`: nothing backs it; `not_assessed`: it was asked, but not answered. */
export const CELL_STATES = ["uncovered", "not_assessed", "assessed", "attested", "n/a"] as const;
export type CellState = (typeof CELL_STATES)[number];

/** One layer of one service, unit or other slice of an estate. */
export interface MatrixCell {
  /** The worse of the two halves. */
  readonly state: CellState;
  /** What the customer does; null if no part of the layer is the customer's. */
  readonly customer: CustomerHalf | null;
  /** What the provider does; null if no part of the layer is the provider's. */
  readonly provider: ProviderHalf | null;
  /** Whether part of it is unclassified and so counts as the customer's. */
  readonly assumed: boolean;
}

export interface CustomerHalf {
  readonly state: CellState;
  readonly counts: OutcomeCounts;
  /** Fails with an exemption; they also count as `fail`. */
  readonly exempted: number;
}

export interface ProviderHalf {
  readonly state: CellState;
  /** The worst backing of any part of it. */
  readonly backing: BackingState;
  /** Ids, sorted. */
  readonly attestations: readonly string[];
}

export interface MatrixRow {
  /** The service with its provider, or the unit. */
  readonly key: string;
  readonly resources: number;
  readonly cells: Readonly<Record<Layer, MatrixCell>>;
}

export interface ControlRow {
  readonly control: FrameworkControl;
  /** The run's rules that map to it. */
  readonly rules: readonly string[];
  /** A control without a rule is `uncovered`: nothing checks it. */
  readonly cell: MatrixCell;
  /** Who answers for it according to the providers themselves; not part of the cell. */
  readonly provider_words: readonly ControlWord[];
}

export interface FrameworkReport {
  readonly framework: Framework;
  readonly controls: readonly ControlRow[];
  readonly score: Score;
}

/** What is known of an estate, cell by cell and control by control. */
export interface States {
  /** By service. */
  readonly matrix: readonly MatrixRow[];
  /** The frameworks that a rule of the run maps to. */
  readonly frameworks: readonly FrameworkReport[];
}

/** The score over what was evaluated; what was not is counted beside it, never in it. */
export interface Score {
  readonly pass: number;
  /** pass + fail, including exempted fails. 0 if nothing was assessed. */
  readonly of: number;
  readonly unknown: number;
  readonly manual: number;
  readonly inherited: number;
}

/** The formats a matrix can be written in. */
export const SHEET_FORMATS = ["text", "markdown", "csv", "json", "html"] as const;
export type SheetFormat = (typeof SHEET_FORMATS)[number];
