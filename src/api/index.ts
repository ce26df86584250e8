import packageFacts from "../../package.json" with { type: "json" };
import { decideVerdict } from "../assess/verdict.ts";
import { MAX_AGE_DAYS } from "../commands/arguments/defaults.ts";
import { assess } from "../commands/judged/assess.ts";
import { FORMATS } from "../commands/written/formats.ts";
import { openLibrary } from "../commands/library/library.ts";
import { retainAll } from "../commands/judged/retention.ts";
import { statesOf } from "../commands/judged/states-of.ts";
import { readBatches } from "../inventory/read-source.ts";
import { BINARY_FORMATS, type PureFormatName } from "../model/formats.ts";
import type { Library } from "../model/library.ts";
import type { SnapshotEntry } from "../model/resource.ts";
import type { Rule } from "../model/rule.ts";
import type { Run } from "../model/run.ts";
import { FAIL_ON } from "../model/verdict.ts";
import type { FailOn, Verdict } from "../model/verdict.ts";
import { bytesOf, textOf } from "../report/records.ts";
import { PLAIN } from "../report/style.ts";
import { titlesOf } from "../report/titles.ts";

/** Formats that are made of a run alone. `pdf` needs a browser: print the `html`. */
export type { PureFormatName as Format } from "../model/formats.ts";
export { DiagnosticError } from "../diagnostics/diagnostic.ts";
export type { Diagnostic } from "../diagnostics/diagnostic.ts";
export type { Library } from "../model/library.ts";
export type { BlindSpot, ResourceDocument, SnapshotEntry } from "../model/resource.ts";
export type { Rule } from "../model/rule.ts";
export type { Evaluation, Evidence, Run } from "../model/run.ts";
export type { FailOn, Verdict } from "../model/verdict.ts";
export type { Layer, Outcome, Party, Severity } from "../model/words.ts";

const DEFAULT_WIDTH = 80;

/**
 * Loads the shipped rules and the data that comes with them; with `folders`, your own rules too.
 *
 * @throws {DiagnosticError} listing every mistake in the folders.
 */
export async function loadRules(folders: readonly string[] = []): Promise<Library> {
  return openLibrary({ share: import.meta.dirname }, folders);
}

/**
 * Streams the resources in files and folders, without secrets, and a blind spot for everything that could not be read.
 * Relative paths are resolved against `cwd`.
 *
 * @throws {DiagnosticError} if a path matches nothing. A damaged file never throws.
 */
export async function* readSnapshot(
  paths: readonly string[],
  { cwd }: { readonly cwd: string },
): AsyncGenerator<SnapshotEntry> {
  for await (const batch of readBatches(paths, { cwd, stdin: null })) yield* batch;
}

export interface EvaluateOptions {
  readonly library: Library;
  /** Rules of the library to judge by; default: all that are on by default. */
  readonly rules?: readonly Rule[];
  readonly snapshot: AsyncIterable<SnapshotEntry> | Iterable<SnapshotEntry>;
  /** The moment to judge for, ISO 8601 in UTC; the clock is never read. */
  readonly asOf: string;
  /** Days after which a document is too old to be judged; default 7. */
  readonly maxAge?: number;
  /** The report's name for the estate, used if the snapshot gives none. */
  readonly scope?: string;
}

/** A moment in UTC, including the form that `Date.toISOString` returns. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/**
 * Judges every resource by every rule on its type. The same input gives the same run. An empty snapshot gives no evaluations.
 *
 * @throws {RangeError} if `asOf` is not a moment or `maxAge` not a number of days, since staleness could not be judged.
 */
export async function evaluate(options: EvaluateOptions): Promise<Run> {
  const { library, snapshot, asOf, maxAge = MAX_AGE_DAYS, scope = "the snapshot" } = options;
  demand(MOMENT.test(asOf) && !Number.isNaN(Date.parse(asOf)), "asOf", "a moment such as 2026-11-20T12:00:00Z", asOf);
  demand(Number.isFinite(maxAge) && maxAge >= 0, "maxAge", "a number of days", maxAge);
  return assess({
    library,
    rules: options.rules ?? library.rules.filter(({ on_by_default: asked }) => asked !== false),
    batches: oneByOne(snapshot),
    asOf,
    maxAge,
    retention: retainAll("all"),
    version: packageFacts.version,
    scopeName: scope,
  });
}

async function* oneByOne(entries: EvaluateOptions["snapshot"]): AsyncGenerator<readonly SnapshotEntry[]> {
  for await (const entry of entries) yield [entry];
}

/**
 * The verdict on a run at a threshold (default `low`): its exit code and the words for it.
 *
 * @throws {RangeError} if there is no such threshold.
 */
export function decide(run: Run, { failOn = "low" }: { readonly failOn?: FailOn } = {}): Verdict {
  demand(FAIL_ON.includes(failOn), "failOn", FAIL_ON.join(", "), failOn);
  return decideVerdict(run, { failOn });
}

export interface RenderOptions {
  /** The library that the run was judged with; supplies the words for layers, frameworks and controls. */
  readonly library: Library;
  /** Default: `decide(run)`. */
  readonly verdict?: Verdict;
}

/**
 * Renders the run as a report: text for every format except `xlsx`, which is bytes.
 *
 * @throws {RangeError} if there is no such format.
 */
export async function render(run: Run, format: PureFormatName, options: RenderOptions): Promise<string | Uint8Array> {
  const { library, verdict = decide(run) } = options;
  demand(Object.hasOwn(FORMATS, format), "format", Object.keys(FORMATS).join(", "), format);
  const report = await FORMATS[format]();
  const rendered = await report(run, {
    verdict,
    include: "all",
    groupBy: "rule",
    quiet: false,
    command: "scan",
    titles: titlesOf(library),
    statesOf: (one) => statesOf(one, library, false),
    page: { width: DEFAULT_WIDTH, ascii: false, style: PLAIN },
  });
  if (typeof rendered === "string" || rendered instanceof Uint8Array) return rendered;
  return BINARY_FORMATS.includes(format) ? bytesOf(rendered) : textOf(rendered);
}

/** Callers that are not type-checked may pass anything. */
function demand(met: boolean, name: string, expected: string, found: unknown): void {
  if (!met) throw new RangeError(`${name}: expected ${expected}, found ${String(found)}`);
}
