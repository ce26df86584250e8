import { extname, resolve } from "node:path";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Paper } from "../../model/formats.ts";
import type { Library } from "../../model/library.ts";
import type { Note } from "../../model/note.ts";
import type { Run } from "../../model/run.ts";
import { readFileWithin } from "../../rules/read-text-file.ts";
import type { Brand } from "../../report/html/view.ts";
import type { DressChoice } from "../arguments/arguments.ts";
import { causeOf } from "../cause-of.ts";
import { misuse } from "../library/choose-rules.ts";
import { presentIds } from "./gate.ts";
import type { Io } from "../io.ts";
import { CAUSES_UNREAD, readWritten } from "./read-written.ts";

/** What a report shows besides the run itself. */
export interface Dress {
  readonly brand?: Brand;
  readonly notes?: readonly Note[];
  /** The run that this one is compared with. */
  readonly earlier?: Run;
  readonly paper?: Paper;
}

/** @throws {DiagnosticError} with every mistake in the notes, or where a file cannot be read or is no picture. */
export async function openDress(
  { client, assessor, logo, notes, paper }: DressChoice,
  library: Library,
  io: Io,
): Promise<Dress> {
  const brand: Brand = {
    ...(client !== undefined && { client }),
    ...(assessor !== undefined && { assessor }),
    ...(logo !== undefined && { logo: await pictureOf(logo, io) }),
  };
  return {
    brand,
    ...(notes !== undefined && { notes: await notesOf(notes, library, io) }),
    ...(paper !== undefined && { paper }),
  };
}

async function notesOf(file: string, library: Library, io: Io): Promise<readonly Note[]> {
  const { readNotes } = await import("../../assess/notes/read.ts");
  const text = await readWritten(file, "the notes", io);
  const { notes, diagnostics } = readNotes(text, file, presentIds(library));
  if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);
  return notes;
}

const PICTURES: Readonly<Record<string, string>> = {
  ".png": "png",
  ".jpg": "jpeg",
  ".jpeg": "jpeg",
  ".gif": "gif",
  ".webp": "webp",
  ".svg": "svg+xml",
};
const LARGEST_PICTURE = 500_000;

/** A picture as an address that holds it, so that the report asks for nothing. */
async function pictureOf(file: string, { cwd }: Io): Promise<string> {
  const type = PICTURES[extname(file).toLowerCase()];
  if (type === undefined) {
    throw new DiagnosticError([
      misuse(`${file} is no picture`, `give one that ends in ${Object.keys(PICTURES).join(", ")}`),
    ]);
  }
  const bytes = await readFileWithin(resolve(cwd, file), LARGEST_PICTURE).catch((error: unknown) => {
    const cause = causeOf(error, CAUSES_UNREAD);
    throw new DiagnosticError([misuse(`the logo ${file} could not be read: ${cause}`, "name another file, or none")]);
  });
  return `data:image/${type};base64,${bytes.toString("base64")}`;
}
