import { resolve } from "node:path";
import { withEvidenceRequired } from "../../assess/attestations/evidence-verdict.ts";
import { decideOwnerVerdict } from "../../assess/owners/owner-verdict.ts";
import { runOfOwner } from "../../assess/owners/owner-view.ts";
import { decideVerdict } from "../../assess/verdict.ts";
import type { FormatName } from "../../model/formats.ts";
import type { Library } from "../../model/library.ts";
import type { Run } from "../../model/run.ts";
import type { Verdict } from "../../model/verdict.ts";
import { runPieces } from "../../report/run-file.ts";
import { type Piece, textOf } from "../../report/records.ts";
import { PLAIN } from "../../report/style.ts";
import { titlesOf } from "../../report/titles.ts";
import type { DutyChoice, FormatRequest, GateChoice, Include, ReportChoice } from "../arguments/arguments.ts";
import type { Dress } from "../given/dress.ts";
import { renderAs, type Rendering } from "./formats.ts";
import type { Io, Output } from "../io.ts";
import type { Named } from "./redaction.ts";
import type { Retention } from "../judged/retention.ts";
import { log } from "../log.ts";
import { partWords, splitRun } from "../judged/split-run.ts";
import { statesOf } from "../judged/states-of.ts";
import { saveRun } from "./save-run.ts";
import { writeStepSummary } from "./step-summary.ts";
import { writeWhole } from "./write-whole.ts";

/** What a command knows better than the run. */
interface Given {
  readonly dress?: Dress;
  /** The run that the exit code comes from, where another is shown. */
  readonly judged?: Run;
  readonly retention?: Retention;
}

/** Writes the run in every format asked for and gives the exit code, which hangs on no format. */
export async function writeReport(
  found: Run,
  choice: ReportChoice &
    GateChoice &
    Pick<DutyChoice, "owner" | "ownerFailOn"> &
    Partial<Pick<DutyChoice, "requireEvidence">>,
  library: Library,
  io: Io,
  command: Rendering["command"],
  given: Given = {},
): Promise<number> {
  const { include, groupBy, quiet } = choice;
  const named = namedOf(found, given, choice);
  const {
    run: whole,
    judged,
    owner,
    ownFailOn,
    dress,
  } = choice.redact ? await (await import("./redaction.ts")).redacted(named, choice.redact, library, io) : named;
  const failOn = (owner === undefined ? undefined : ownFailOn.get(owner)) ?? choice.failOn;
  const decide = (run: Run): Verdict => {
    const decided = decideVerdict(run, { ...choice, failOn, ...(owner === undefined && { ownFailOn }) });
    return choice.requireEvidence ? withEvidenceRequired(run, decided) : decided;
  };
  const verdict = owner === undefined ? decide(judged) : decideOwnerVerdict(judged, owner, failOn, decide);
  const run = owner === undefined ? whole : runOfOwner(whole, owner);
  if (choice.save !== undefined)
    await saveRun(choice.save, inPieces(runPieces(whole, given.retention?.written?.run)), io);
  const titles = titlesOf(library);
  const causes = given.retention?.causes?.(whole);
  const written = given.retention?.written;
  const write = async ({ name, file }: FormatRequest, part: Run): Promise<void> => {
    const page = pageFor(file === undefined ? io.stdout : null);
    const result = part === run ? verdict : decide(part);
    const shown = {
      verdict: result,
      include,
      groupBy,
      quiet,
      command,
      page,
      titles,
      statesOf: (one: Run) => statesOf(one, library, choice.requireEvidence ?? false),
      ...(causes && { causes }),
      ...(written && { written }),
      ...(choice.byteOrderMark && { byteOrderMark: true }),
      ...dress,
    };
    const rendered = await renderAs(name, part, shown, io);
    const parts: Iterable<Piece> =
      typeof rendered === "string" || rendered instanceof Uint8Array ? [rendered] : rendered;
    if (file === undefined) {
      if (!(rendered instanceof Uint8Array))
        for (const piece of inPieces(parts)) await io.stdout.write(textOf([piece]));
    } else {
      await writeWhole(resolve(io.cwd, file), inPieces(parts));
      await log(io, "debug", `${file} written as ${name}`);
    }
    if (name === "github") await writeStepSummary(part, result, io);
    for (const left of await leftOut(name, part, include)) await log(io, "warning", left);
  };
  for (const request of choice.format) for (const one of partsOf(request, run)) await write(one.request, one.run);
  // The text report says its warnings itself, unless it is cut to the findings.
  const told = !quiet && choice.format.some(({ name, file }) => name === "text" && file === undefined);
  for (const warning of told ? [] : run.warnings) await log(io, "warning", warning);
  return verdict.exit;
}

function namedOf(
  run: Run,
  { judged = run, dress = {} }: Given,
  { owner, ownerFailOn = [] }: Pick<DutyChoice, "owner" | "ownerFailOn">,
): Named {
  const ownFailOn = new Map(ownerFailOn.map((one) => [one.owner, one.failOn]));
  return { run, judged, ownFailOn, dress, ...(owner !== undefined && { owner }) };
}

function partsOf(request: FormatRequest, run: Run): { readonly request: FormatRequest; readonly run: Run }[] {
  const { name, file } = request;
  if (file === undefined || partWords(file).length === 0) return [{ request, run }];
  return splitRun(run, file).map((part) => ({ request: { name, file: part.file }, run: part.run }));
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
function* inPieces(parts: Iterable<Piece>): Generator<Piece, void> {
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
