import type { LeftAccount } from "../../evaluate/parts/account-leavings.ts";
import type { JudgedPart } from "../../evaluate/parts/judged-part.ts";
import type { FilePart } from "../../inventory/file-part.ts";
import type { SeenEntries } from "../../inventory/input-digest.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { ScanArguments } from "../arguments/arguments.ts";
import type { Io } from "../io.ts";
import type { RetainedPart } from "../judged/retention.ts";
import type { SharedFolder } from "../judged/spill.ts";

/** What a thread that judges a part of a snapshot is told. Plain data. */
export interface PartTask {
  readonly args: ScanArguments;
  readonly asOf: string;
  readonly scopeName: string;
  readonly part: Omit<FilePart, "onBeyond">;
  readonly isDigested: boolean;
  /** Missing: nothing is put aside. */
  readonly shared?: SharedFolder;
  readonly world: Pick<Io, "cwd" | "env" | "share" | "version" | "userId">;
  /** Of all that is asked. */
  readonly asked: string;
}

/** What it comes to, beside what accounts left at the ends of accounts. */
export interface LeftPart {
  readonly judged: JudgedPart;
  /** What accounts left behind the last of them. */
  readonly left: readonly LeftAccount[];
  readonly retained: RetainedPart;
  readonly seen: SeenEntries;
}

/** What the thread says: how far it is and, at each end of an account, what accounts left; then one of the others. */
export type PartMessage =
  | { readonly resources: number }
  | { readonly ended: readonly LeftAccount[] }
  | { readonly left: LeftPart }
  | { readonly notDivisible: string }
  | { readonly diagnostics: readonly Diagnostic[] };
