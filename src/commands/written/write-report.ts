import { withEvidenceRequired } from "../../assess/attestations/evidence-verdict.ts";
import { decideOwnerVerdict } from "../../assess/owners/owner-verdict.ts";
import { runOfOwner } from "../../assess/owners/owner-view.ts";
import { decideVerdict } from "../../assess/verdict.ts";
import type { Library } from "../../model/library.ts";
import type { Run } from "../../model/run.ts";
import type { Verdict } from "../../model/verdict.ts";
import { runPieces } from "../../report/run-file.ts";
import { titlesOf } from "../../report/titles.ts";
import type { DutyChoice, FormatRequest, GateChoice, ReportChoice } from "../arguments/arguments.ts";
import type { Dress } from "../given/dress.ts";
import type { Rendering } from "./formats.ts";
import type { Io } from "../io.ts";
import { log } from "../log.ts";
import type { Named } from "./redaction.ts";
import type { Retention } from "../judged/retention.ts";
import { partWords, splitRun } from "../judged/split-run.ts";
import { statesOf } from "../judged/states-of.ts";
import { saveRun } from "./save-run.ts";
import { inPieces, writeFormat } from "./write-format.ts";

/** What a command knows better than the run. */
interface Given {
  readonly dress?: Dress;
  /** The run that the exit code comes from, where another is shown. */
  readonly judged?: Run;
  readonly retention?: Retention;
}

type Choice = ReportChoice &
  GateChoice &
  Pick<DutyChoice, "owner" | "ownerFailOn"> &
  Partial<Pick<DutyChoice, "requireEvidence">>;

/** Writes the run in every requested format and returns the exit code, which does not depend on the format. */
export async function writeReport(
  found: Run,
  choice: Choice,
  library: Library,
  io: Io,
  command: Rendering["command"],
  given: Given = {},
): Promise<number> {
  const { include, groupBy, quiet } = choice;
  const named = namedOf(found, given, choice);
  const told = choice.redact
    ? await (await import("./redaction.ts")).redacted(named, choice.redact, library, io)
    : named;
  const { decide, verdict } = verdictOn(told, choice);
  const run = told.owner === undefined ? told.run : runOfOwner(told.run, told.owner);
  const written = given.retention?.written;
  if (choice.save !== undefined) await saveRun(choice.save, inPieces(runPieces(told.run, written?.run)), io);
  const causes = given.retention?.causes?.(told.run);
  const shown = {
    include,
    groupBy,
    quiet,
    command,
    titles: titlesOf(library),
    statesOf: (one: Run) => statesOf(one, library, choice.requireEvidence ?? false),
    ...(causes && { causes }),
    ...(written && { written }),
    ...(choice.byteOrderMark && { byteOrderMark: true }),
    ...told.dress,
  };
  for (const request of choice.format) {
    for (const part of partsOf(request, run)) {
      const ofPart = part.run === run ? verdict : decide(part.run);
      await writeFormat(part.request, part.run, { ...shown, verdict: ofPart }, io);
    }
  }
  // The text report says its warnings itself, unless it is cut to the findings.
  const saidInText = !quiet && choice.format.some(({ name, file }) => name === "text" && file === undefined);
  for (const warning of saidInText ? [] : run.warnings) await log(io, "warning", warning);
  return verdict.exit;
}

/** What the run comes to, as a whole or for the owner who is asked about, and how parts of it are decided. */
function verdictOn(
  { judged, owner, ownFailOn }: Named,
  choice: Choice,
): { readonly decide: (run: Run) => Verdict; readonly verdict: Verdict } {
  const failOn = (owner === undefined ? undefined : ownFailOn.get(owner)) ?? choice.failOn;
  const decide = (run: Run): Verdict => {
    const decided = decideVerdict(run, { ...choice, failOn, ...(owner === undefined && { ownFailOn }) });
    return choice.requireEvidence ? withEvidenceRequired(run, decided) : decided;
  };
  if (owner === undefined) return { decide, verdict: decide(judged) };
  const allowed = choice.allowIncomplete ? (choice.maxUnknown ?? Number.POSITIVE_INFINITY) : 0;
  const verdict = decideOwnerVerdict(judged, owner, { failOn, allowed }, decide);
  return { decide, verdict };
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
