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
  readonly part: Omit<FilePart, "beyond">;
  readonly isDigested: boolean;
  /** Missing: nothing is put aside. */
  readonly shared?: SharedFolder;
  readonly world: Pick<Io, "cwd" | "env" | "share" | "version" | "userId">;
  /** Of all that is asked. */
  readonly asked: string;
}

/** What it comes to. */
export interface LeftPart {
  readonly judged: JudgedPart;
  readonly retained: RetainedPart;
  readonly seen: SeenEntries;
}

/** What the thread says: how far it is, then one of the others. */
export type PartMessage =
  | { readonly resources: number }
  | { readonly left: LeftPart }
  | { readonly notDivisible: string }
  | { readonly diagnostics: readonly Diagnostic[] };
