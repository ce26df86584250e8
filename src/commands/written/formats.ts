import type { FormatName, PureFormatName } from "../../model/formats.ts";
import type { States } from "../../model/matrix.ts";
import type { Run } from "../../model/run.ts";
import type { Verdict } from "../../model/verdict.ts";
import type { Cause } from "../../report/text/causes.ts";
import { tooLarge } from "../../report/too-large.ts";
import type { Style } from "../../report/style.ts";
import type { Titles } from "../../report/titles.ts";
import type { Piece } from "../../report/records.ts";
import type { Dress } from "../given/dress.ts";
import type { Io } from "../io.ts";
import type { GroupBy, Include } from "../arguments/arguments.ts";
import type { WrittenLists } from "../judged/written-lists.ts";

/** Everything that a format may need besides the run. */
export interface Rendering extends Dress {
  readonly verdict: Verdict;
  readonly include: Include;
  readonly groupBy: GroupBy;
  readonly quiet: boolean;
  /** Whether CSV starts with a byte order mark. */
  readonly byteOrderMark?: boolean;
  readonly command: "scan" | "demo";
  readonly titles: Titles;
  /** Computes the states if a format shows them. */
  readonly statesOf: (run: Run) => States;
  /** The causes of unknowns, for a run that does not keep the unknown evaluations. */
  readonly causes?: readonly Cause[];
  /** The lists of formats that were written while resources were judged. */
  readonly written?: WrittenLists;
  /** The page that the text is laid out for. */
  readonly page: { readonly width: number; readonly ascii: boolean; readonly style: Style };
}

/** A rendered report. Bytes go to files only; what grows with the estate comes in pieces. */
export type Rendered = string | Uint8Array | Iterable<Piece>;

/** Renders the run in one format, without side effects. */
export type Render = (run: Run, rendering: Rendering) => Rendered | Promise<Rendered>;

/** Every format that needs only the run, loaded on demand. */
export const FORMATS: Readonly<Record<PureFormatName, () => Promise<Render>>> = {
  text: async () => {
    const { renderText } = await import("../../report/text.ts");
    return (run, { page, ...rest }) => renderText(run, { ...page, ...rest });
  },
  json: async () => {
    const { jsonChunks } = await import("../../report/json.ts");
    return (run, { include, written }) => jsonChunks(run, { include, ...(written?.json && { records: written.json }) });
  },
  html: async () => {
    const { renderHtml } = await import("../../report/html.ts");
    return (run, rendering) => renderHtml(run, { ...rendering, states: rendering.statesOf(run) });
  },
  xlsx: async () => (await import("../../report/xlsx.ts")).renderXlsx,
  csv: async () => {
    const { csvLines } = await import("../../report/csv.ts");
    return (run, { written, ...options }) =>
      csvLines(run, { ...options, ...(written?.csv && { records: written.csv }) });
  },
  markdown: async () => {
    const { renderMarkdown } = await import("../../report/markdown.ts");
    return (run, { verdict }) => renderMarkdown(run, { verdict });
  },
  sarif: async () => (await import("../../report/sarif.ts")).renderSarif,
  junit: async () => (await import("../../report/junit.ts")).renderJunit,
  gitlab: async () => (await import("../../report/gitlab.ts")).renderGitlab,
  github: async () => (await import("../../report/github.ts")).renderGithub,
  ocsf: async () => (await import("../../report/ocsf.ts")).ocsfLines,
  oscal: async () => (await import("../../report/oscal.ts")).renderOscal,
  "oscal-ssp": async () => (await import("../../report/oscal-ssp.ts")).renderOscalSsp,
};

/**
 * Renders the run in any format; `pdf` is the HTML page printed by a browser.
 *
 * @throws {DiagnosticError} if it is longer than a string can be.
 */
export async function renderAs(name: FormatName, run: Run, rendering: Rendering, io: Io): Promise<Rendered> {
  try {
    return await rendered(name, run, rendering, io);
  } catch (error) {
    if (!(error instanceof RangeError) || !TOO_LONG.test(error.message)) throw error;
    throw tooLarge(name, `as ${name} the run is longer than a text can be, about 500 MB`);
  }
}

/** The engine's messages for text, or its bytes, that is too long. */
const TOO_LONG = /string length|string longer|allocation failed|array length/i;

async function rendered(name: FormatName, run: Run, rendering: Rendering, io: Io): Promise<Rendered> {
  if (name !== "pdf") return (await FORMATS[name]())(run, rendering);
  const [{ renderHtml }, { printPdf }] = await Promise.all([import("../../report/html.ts"), import("./print-pdf.ts")]);
  const options = { paper: "a4" as const, ...rendering, states: rendering.statesOf(run) };
  return printPdf((pageOf) => renderHtml(run, { ...options, ...(pageOf && { pageOf }) }), io);
}
