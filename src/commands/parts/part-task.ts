import type { LeftAccount } from "../../evaluate/parts/account-leavings.ts";
import type { JudgedPart } from "../../evaluate/parts/judged-part.ts";
import type { FilePart } from "../../inventory/file-part.ts";
import type { SeenEntries } from "../../inventory/input-digest.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { ScanArguments } from "../arguments/arguments.ts";
import type { Io } from "../io.ts";
import type { RetainedPart } from "../judged/retention.ts";
import type { SharedFolder } from "../judged/spill.ts";

/** The task of a thread that judges a part of a snapshot. Plain data. */
export interface PartTask {
  readonly args: ScanArguments;
  readonly asOf: string;
  readonly scopeName: string;
  readonly part: Omit<FilePart, "onBeyond">;
  readonly isDigested: boolean;
  /** The folder for what does not fit in memory; if missing, nothing is stored. */
  readonly shared?: SharedFolder;
  readonly world: Pick<Io, "cwd" | "env" | "share" | "version" | "userId">;
  /** The digest of everything that is asked. */
  readonly asked: string;
}

/** The result of a part, beside what accounts left at their ends. */
export interface LeftPart {
  readonly judged: JudgedPart;
  /** What accounts left after the last end of an account. */
  readonly left: readonly LeftAccount[];
  readonly retained: RetainedPart;
  readonly seen: SeenEntries;
}

/** What the thread sends: its progress and, at each end of an account, what accounts left; at the end, one of the others. */
export type PartMessage =
  | { readonly resources: number }
  | { readonly ended: readonly LeftAccount[] }
  | { readonly left: LeftPart }
  | { readonly notDivisible: string }
  | { readonly diagnostics: readonly Diagnostic[] };
