import { resolve } from "node:path";
import type { FormatName } from "../../model/formats.ts";
import type { Run } from "../../model/run.ts";
import { type Piece, textOf } from "../../report/records.ts";
import { PLAIN } from "../../report/style.ts";
import type { FormatRequest, Include } from "../arguments/arguments.ts";
import type { Io, Output } from "../io.ts";
import { log } from "../log.ts";
import { renderAs, type Rendering } from "./formats.ts";
import { writeStepSummary } from "./step-summary.ts";
import { writeWhole } from "./write-whole.ts";

/** Writes the run in one format, to the file that it is asked for or to stdout, and says what the format leaves out. */
export async function writeFormat(
  { name, file }: FormatRequest,
  run: Run,
  shown: Omit<Rendering, "page">,
  io: Io,
): Promise<void> {
  const page = pageFor(file === undefined ? io.stdout : null);
  const rendered = await renderAs(name, run, { ...shown, page }, io);
  const isWhole = typeof rendered === "string" || rendered instanceof Uint8Array;
  const parts: Iterable<Piece> = isWhole ? [rendered] : rendered;
  if (file !== undefined) {
    await writeWhole(resolve(io.cwd, file), inPieces(parts));
    await log(io, "debug", `${file} written as ${name}`);
  } else if (!(rendered instanceof Uint8Array)) {
    for (const piece of inPieces(parts)) await io.stdout.write(textOf([piece]));
  }
  if (name === "github") await writeStepSummary(run, shown.verdict, io);
  for (const left of await leftOut(name, run, shown.include)) await log(io, "warning", left);
}

async function leftOut(name: FormatName, run: Run, include: Include): Promise<string[]> {
  if (name !== "sarif") return [];
  const { sarifCut } = await import("../../report/sarif.ts");
  return [sarifCut(run, { include })].filter((text) => text !== undefined);
}

const FILE_COLUMNS = 100;

function pageFor(out: Output | null): Rendering["page"] {
  return { width: out?.columns ?? FILE_COLUMNS, ascii: out?.ascii ?? false, style: out?.style ?? PLAIN };
}

/** Characters that are written at once: each write has its price. */
const PIECE = 1 << 18;

/** The same texts, short ones put together. */
export function* inPieces(parts: Iterable<Piece>): Generator<Piece, void> {
  let gathered = "";
  for (const part of parts) {
    if (typeof part === "string") gathered += part;
    if (typeof part === "string" && gathered.length < PIECE) continue;
    if (gathered !== "") yield gathered;
    gathered = "";
    if (typeof part !== "string") yield part;
  }
  if (gathered !== "") yield gathered;
}
