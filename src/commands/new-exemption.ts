import { dirname, resolve } from "node:path";
import { addDays, daysBetween, isDay } from "../assess/days.ts";
import { readExemptions } from "../assess/exemptions/read.ts";
import type { ExemptionsContext } from "../assess/exemptions/read.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { neutralize } from "../diagnostics/neutralize.ts";
import type { Evaluation, Run } from "../model/run.ts";
import { appendEntry, holdsNothing } from "./written/append-entry.ts";
import type { NewExemptionArguments } from "./arguments/new-arguments.ts";
import { misuse } from "./library/choose-rules.ts";
import { findEvaluation } from "./judged/find-evaluation.ts";
import { presentIds } from "./given/gate.ts";
import { longestExemptionIn } from "./given/longest-exemption.ts";
import type { Command, Io } from "./io.ts";
import { openLibrary } from "./library/library.ts";
import { readWrittenBefore } from "./given/read-written.ts";
import { readSavedRun } from "./judged/saved-run.ts";
import { schemaComment } from "./written/schema-comment.ts";
import { writeWhole } from "./written/write-whole.ts";

const HEAD = schemaComment("exemptions");

/** Adds an exemption of one finding of a saved run, for its present facts, to `exemptions.yaml`. */
export const run: Command<NewExemptionArguments> = async (args, io) => {
  const { file, from, runFile } = args;
  const finding = findingOf(await readSavedRun(resolve(io.cwd, runFile), runFile), from);
  const granted = await askMissing(args, finding, io);
  const path = resolve(io.cwd, file);
  const before = (await readWrittenBefore(file, "the exemptions", io)) ?? "";
  const library = await openLibrary(io);
  const context = {
    rules: presentIds(library),
    providers: Object.keys(library.providers),
    asOf: io.now(),
    longest: await longestExemptionIn(dirname(path)),
  };
  if (!holdsNothing(before)) {
    refuse(errorsOf(before, file, context));
    checkFirst(before, file, finding, context);
  }
  checkUntil(granted.until, context);
  const entry = entryOf(finding, granted, io.now().slice(0, 10));
  const text = appendEntry(before, { key: "exemptions", entry, head: HEAD });
  refuse(errorsOf(text, file, context));
  await writeWhole(path, [text]);
  const what = neutralize(finding.resource.id ?? finding.resource.name);
  await io.stdout.write(`${file}: ${finding.rule_id} on ${what} until ${granted.until}\n`);
  return 0;
};

function errorsOf(...read: Parameters<typeof readExemptions>): DiagnosticError["diagnostics"] {
  return readExemptions(...read).diagnostics.filter(({ severity }) => severity === "error");
}

function refuse(mistakes: DiagnosticError["diagnostics"]): void {
  if (mistakes.length > 0) throw new DiagnosticError(mistakes);
}

/** @throws {DiagnosticError} if the date is not a day, is in the past, or is later than an exemption may last. */
function checkUntil(until: string, { asOf: now, longest }: ExemptionsContext): void {
  const latest = addDays(now, longest);
  const refuseDay = (what: string): never => {
    throw new DiagnosticError([misuse(`--until ${JSON.stringify(until)} ${what}`, `write a day up to ${latest}`)]);
  };
  if (!isDay(until)) refuseDay("is not a day");
  if (daysBetween(now, until) < 0) refuseDay("is over");
  if (daysBetween(now, until) > longest) refuseDay(`is more than ${longest} days ahead`);
}

/** @throws {DiagnosticError} if the file already holds an exemption for this finding. */
function checkFirst(text: string, file: string, { fingerprint }: Evaluation, context: ExemptionsContext): void {
  const { grants } = readExemptions(text, file, context);
  const there = grants.find(({ match }) => match["fingerprint"] === fingerprint);
  if (there) {
    const what = `the finding is exempted in ${file} already, until ${there.until}`;
    throw new DiagnosticError([misuse(what, `change that entry, or remove it: fingerprint ${fingerprint}`)]);
  }
}

function findingOf(run: Run, from: string): Evaluation {
  const one = findEvaluation(run, from);
  if (one.outcome !== "fail")
    throw new DiagnosticError([misuse(`this is not a finding but ${one.outcome}`, "only a fail can be exempted")]);
  return one;
}

interface Granted {
  readonly kind: NewExemptionArguments["kind"];
  readonly reason: string;
  readonly approvedBy: string;
  readonly until: string;
}

/** What an exemption must contain, in the order in which the user is asked for it. */
const NEEDED = [
  ["reason", "--reason", "why this may be so: "],
  ["approvedBy", "--approved-by", "who answers for it: "],
  ["until", "--until", "the last day on which it holds, e.g. 2027-03-31: "],
] as const;

/** @throws {DiagnosticError} if something is missing and there is nobody to ask. */
async function askMissing(args: NewExemptionArguments, finding: Evaluation, io: Io): Promise<Granted> {
  const missing = NEEDED.filter(([name]) => args[name] === undefined);
  const { ask } = io;
  if (missing.length > 0 && !ask) {
    const options = missing.map(([, option]) => option).join(", ");
    throw new DiagnosticError([
      misuse(`${options} missing, and there is no terminal to ask on`, "give them as options"),
    ]);
  }
  if (missing.length > 0) {
    const what = neutralize(finding.resource.id ?? finding.resource.name);
    await io.stderr.write(`${finding.severity} ${finding.rule_id}\n  on ${what}\n`);
  }
  const answers: Record<string, string> = {};
  for (const [name, , question] of missing) answers[name] = await ask!(question);
  const { kind, reason = "", approvedBy = "", until = "" } = { ...args, ...answers };
  return { kind, reason, approvedBy, until };
}

function entryOf({ rule_id, fingerprint, facts_digest }: Evaluation, args: Granted, granted: string): object {
  return {
    kind: args.kind,
    rule: rule_id,
    match: { fingerprint },
    reason: args.reason,
    approved_by: args.approvedBy,
    until: args.until,
    granted,
    ...(facts_digest !== null && { facts: facts_digest }),
  };
}
