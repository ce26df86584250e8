import { describe, expect, it } from "vitest";
import type { Rendering } from "../../../src/commands/written/formats.ts";
import { renderAs } from "../../../src/commands/written/formats.ts";
import type { Io } from "../../../src/commands/io.ts";
import { PLAIN } from "../../../src/report/style.ts";
import { FORMAT_NAMES, SPLIT_FORMATS } from "../../../src/model/formats.ts";
import { OPTIONS } from "../../report/html-options.ts";
import { SAMPLE } from "../../report/sample-run.ts";

/** As long a name as the engine refuses: by the error that it has for a whole report too. */
const scope = {
  ...SAMPLE.scope,
  get name(): string {
    return "x".repeat(2 ** 29);
  },
};
const rendering = {
  ...OPTIONS,
  include: [],
  groupBy: "rule",
  quiet: false,
  command: "scan",
  page: { width: 80, ascii: false, style: PLAIN },
  statesOf: () => OPTIONS.states,
} as unknown as Rendering;

describe("a run that is longer as a report than a text can be", () => {
  /** These two come in pieces; these say nothing of the scope's name. */
  const others = new Set(["json", "csv", "pdf", "gitlab", "github", "ocsf", "oscal-ssp"]);
  it.each(FORMAT_NAMES.filter((name) => !others.has(name)))("is said to be: %s", async (name) => {
    const rendered = renderAs(name, { ...SAMPLE, scope }, rendering, {} as Io);
    await expect(rendered).rejects.toThrow(`as ${name} the run is longer than a text can be`);
    // Advice that the command line refuses is none.
    const help = expect.stringMatching(SPLIT_FORMATS.includes(name) ? "{account}" : /--owner$/) as string;
    await expect(rendered).rejects.toMatchObject({ diagnostics: [{ help }] });
  });
});
