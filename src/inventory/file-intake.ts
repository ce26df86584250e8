import type { DigestApart } from "./digest-apart.ts";
import type { FileFault, Provider } from "./file-blind-spot.ts";
import { fileBlindSpots, SHAPES_READ } from "./file-blind-spot.ts";
import type { AccountsSeen, Intake } from "./intake.ts";
import { NotDivisible } from "./file-part.ts";
import type { FilePart } from "./file-part.ts";
import type { FileContext, Findings } from "./findings.ts";
import { createContentNotes } from "./pages/page-content.ts";
import { recognize } from "./recognize.ts";

/** How many faults are reported one by one; a damaged file can have one per line. */
const FAULTS_TOLD = 10;

/** A file with more faults than this holds something else. */
const FAULTS_BORNE = 100_000;

/** Receives what the reader of one file finds. */
export interface FileIntake {
  readonly intake: Intake;
  readonly name: string;
  /** If undefined, the reader that needs a digest hashes the bytes as they come. */
  readonly digestApart: DigestApart | undefined;
  /** Undefined if all of the file is wanted. */
  readonly part: FilePart | undefined;
  /** What is known about every value of the file that begins on that line. */
  readonly context: (line: number) => FileContext;
  readonly findings: (line: number) => Findings;
  /**
   * Whether another file may describe, or has described, resources of the account. Always false for an account that
   * appears only in the last file.
   */
  readonly mayOverlap: (account: Parameters<AccountsSeen>[0]) => boolean;
  /** Takes a parsed value of any shape; an unknown shape is a fault. */
  readonly value: (value: unknown, line: number) => void;
  readonly fault: (fault: Omit<FileFault, "file">) => void;
  /** Reports a fault that ends the reading; faults that follow from it are not reported. */
  readonly lastFault: (fault: Omit<FileFault, "file">) => void;
  /** False if the rest of the file need not be read. */
  readonly isWanted: () => boolean;
  /** To be called after the last value. */
  readonly finish: () => void;
}

export function createFileIntake(
  intake: Intake,
  name: string,
  { isLast, ...base }: Omit<FileContext, "file" | "line"> & { readonly isLast: boolean },
  digestApart?: DigestApart,
  part?: FilePart,
): FileIntake {
  const providers = new Set<Provider>();
  const content = createContentNotes();
  const wasToldOf = isLast ? intake.accountsSoFar() : () => true;
  let faults = 0;
  let silent = false;

  const tell = (fault: Omit<FileFault, "file">): void => {
    for (const spot of fileBlindSpots({ ...fault, file: name }, providers)) intake.give({ blind_spot: spot });
  };
  const fault = (found: Omit<FileFault, "file">): void => {
    if (part) throw new NotDivisible(found.message);
    if (silent) return;
    faults += 1;
    if (faults <= FAULTS_TOLD) tell(found);
    silent = faults === FAULTS_BORNE;
    if (silent) tell({ reason: "limit", message: "so much of the file is not recognised that the rest was not read" });
  };
  const context = (line: number): FileContext => ({ ...base, file: name, line });
  const unknown = (line: number) => (message: string) =>
    fault({ reason: "not_recognized", message, help: SHAPES_READ, line });
  const findings = (line: number): Findings => ({
    found: (found) => {
      if ("resource" in found.entry) {
        providers.add(found.entry.resource.provider as Provider);
        content.see(found.entry.resource);
      } else if ("skipped" in found.entry) content.other();
      intake.take(found);
    },
    page: (page) => {
      intake.page({ ...page, ...content.take(), file: name });
    },
    unknown: (message) => {
      content.other();
      unknown(line)(message);
    },
  });

  return {
    intake,
    name,
    digestApart,
    part,
    context,
    findings,
    mayOverlap: (account) => base.mayOverlap && wasToldOf(account),
    value: (value, line) => {
      if (!recognize(value, context(line), findings(line))) unknown(line)("not a shape that demarc reads");
    },
    fault,
    lastFault: (found) => {
      fault(found);
      silent = true;
    },
    isWanted: () => !silent,
    finish: () => {
      const untold = faults - FAULTS_TOLD;
      if (untold > 0) tell({ reason: "not_recognized", message: `${untold} further places of the file were not read` });
    },
  };
}
