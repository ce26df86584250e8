import type { SnapshotEntry } from "../model/resource.ts";
import { createTextReader } from "./choose-reader.ts";
import { digestApart } from "./digest-apart.ts";
import type { DigestApart } from "./digest-apart.ts";
import { parseDeliveredName } from "./delivered-name.ts";
import { createFileIntake } from "./file-intake.ts";
import type { FileIntake } from "./file-intake.ts";
import { chunksOfPart } from "./file-part.ts";
import type { FilePart } from "./file-part.ts";
import { findInputFiles } from "./input-files.ts";
import type { CurrentFile } from "./input-files.ts";
import { createIntake, newTally } from "./intake.ts";
import type { Intake, ReadTally } from "./intake.ts";
import { fileChunks, GrowsTooLarge, NotUnpacked, textBytes } from "./open-bytes.ts";

export interface ReadOptions {
  /** The folder that relative inputs are resolved against. */
  readonly cwd: string;
  /** What `-` stands for; null if there is none. */
  readonly stdin: AsyncIterable<Uint8Array> | null;
  /** Resources of other types are counted and left out. If missing, all are given. */
  readonly types?: ReadonlySet<string>;
  /** Program of the thread that hashes large snapshots. If missing, they are hashed while they are read. */
  readonly digestWorker?: string;
  /** The part to read of the one snapshot that the inputs name. If missing, all is read. */
  readonly part?: FilePart;
  /** Updated while reading goes on, see `newTally`. */
  readonly tally?: ReadTally;
}

/**
 * Reads everything in files, folders, patterns and stdin (`-`) as one stream of snapshot entries: resources, normalised
 * and without secrets, and a blind spot for anything that could not be read. Shapes are recognised by content: demarc
 * snapshots, files delivered by AWS Config, saved replies of AWS Config, Resource Graph and ARM, output of `az`,
 * events; one per file, one per line or in lists; plain or packed with gzip.
 *
 * Memory stays flat for input of any size. Throws a `DiagnosticError` if an input matches nothing; a damaged file never
 * throws. The same inputs give the same entries in the same order.
 */
export async function* readSource(inputs: readonly string[], options: ReadOptions): AsyncGenerator<SnapshotEntry> {
  for await (const entries of readBatches(inputs, options)) yield* entries;
}

/**
 * The same, about a hundred entries at a time, since an asynchronous step per entry would cost a tenth of a whole scan.
 */
export async function* readBatches(
  inputs: readonly string[],
  options: ReadOptions,
): AsyncGenerator<readonly SnapshotEntry[]> {
  const tally = options.tally ?? newTally();
  const intake = createIntake(options.types, tally);
  const { files, superseded, unreadable } = await findInputFiles(inputs, options.cwd);
  tally.superseded_files = superseded.length;
  for (const { name } of unreadable) {
    openFile(name, intake, { mayOverlap: false, isLast: false }).fault({
      reason: "access_denied",
      message: "it is not a file, or a folder or link that could not be followed",
      help: "let this user read it, or give what it leads to",
    });
  }
  for (const file of files) yield* readFile(file, { ...options, isLast: file === files.at(-1) }, intake);
  intake.finish();
  yield intake.drain();
}

/** The entries of one file, one chunk's worth at a time. */
async function* readFile(
  { name, path, mayOverlap }: CurrentFile,
  {
    stdin,
    digestWorker,
    part,
    isLast,
  }: Pick<ReadOptions, "stdin" | "digestWorker" | "part"> & { readonly isLast: boolean },
  intake: Intake,
): AsyncGenerator<SnapshotEntry[]> {
  const apart = path !== null && digestWorker !== undefined ? await digestApart(path, digestWorker) : undefined;
  const file = openFile(name, intake, { mayOverlap, isLast }, apart, part);
  const reader = createTextReader(file);
  const chunks = textBytes(path === null ? (stdin ?? nothing()) : fileChunks(path));
  try {
    for await (const bytes of part ? chunksOfPart(chunks, part) : chunks) {
      const wantsMore = reader.push(bytes);
      yield intake.drain();
      if (!wantsMore) break;
    }
  } catch (error) {
    sayFailure(file, error);
  }
  await reader.end();
  file.finish();
  yield intake.drain();
}

function openFile(
  name: string,
  intake: Intake,
  beside: { readonly mayOverlap: boolean; readonly isLast: boolean },
  apart?: DigestApart,
  part?: FilePart,
): FileIntake {
  const delivered = parseDeliveredName(name);
  const base = {
    isHistory: delivered?.kind === "history",
    ...beside,
    ...(delivered === undefined ? {} : { account: delivered.account, region: delivered.region }),
    ...(delivered?.kind === "snapshot" && delivered.at !== undefined ? { confirmed_at: delivered.at } : {}),
  };
  return createFileIntake(intake, name, base, apart, part);
}

/** Reports system and unpacking errors, which end the file; anything else is a bug and is rethrown. */
function sayFailure(file: FileIntake, error: unknown): void {
  if (error instanceof GrowsTooLarge) {
    const help = "decompress it and give the result, if it is what it should be";
    return file.lastFault({ reason: "limit", message: error.message, help });
  }
  if (error instanceof NotUnpacked) return file.lastFault({ reason: "truncated", message: error.message });
  if (!(error instanceof Error && "errno" in error && "code" in error)) throw error;
  const code = String(error.code);
  if (code === "EACCES" || code === "EPERM") {
    const help = "let this user read the file";
    return file.lastFault({ reason: "access_denied", code, message: "the file may not be read", help });
  }
  if (code === "ENOENT") {
    const help = "scan again when nothing is moving the files";
    return file.lastFault({ reason: "truncated", code, message: "the file was gone before it was read", help });
  }
  const message = code.startsWith("Z_")
    ? "the compressed file is cut off or damaged"
    : "the file could not be read to its end";
  file.lastFault({ reason: "truncated", code, message });
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
