import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, it } from "vitest";
import { compareWithBaseline } from "../../src/assess/baseline.ts";
import { diffRuns, diffWords } from "../../src/assess/diff.ts";
import { decideVerdict } from "../../src/assess/verdict.ts";
import { FORMATS } from "../../src/commands/written/formats.ts";
import { statesOf } from "../../src/commands/judged/states-of.ts";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import type { Run } from "../../src/model/run.ts";
import { runLines } from "../report/run-lines.ts";
import { PLAIN } from "../../src/report/style.ts";
import { loadLibrary } from "../../src/rules/load-library.ts";
import { OPTIONS } from "../report/html-options.ts";
import { SAMPLE } from "../report/sample-run.ts";
import { FUZZ_TIME, fuzzRuns } from "./fuzz-runs.ts";
import { changedText } from "./mutate-text.ts";
import { changedTree } from "./mutate-tree.ts";
import { parseRun } from "../report/rendered.ts";

/** A run that somebody made up, with a digest that is right: it is refused with its line, or every format can show it. */

const { library } = await loadLibrary(fileURLToPath(new URL("../../fixtures/rules-base", import.meta.url)));
const COUNTS = { pass: 0, fail: 1, not_applicable: 0, inherited: 0, manual: 0, unknown: 0 };
/** With a record of each kind. */
const WHOLE: Run = {
  ...SAMPLE,
  baseline: {
    scope: "before",
    as_of: "2026-11-14T00:00:00Z",
    fixed: SAMPLE.evaluations
      .slice(0, 2)
      .map(({ rule_id, severity, resource, fingerprint }) => ({ rule_id, severity, resource, fingerprint })),
    not_judged: 1,
  },
  estate: [
    {
      unit: "shop",
      provider: "aws",
      type: "AWS::S3::Bucket",
      service: "s3",
      resources: 2,
      accounts: ["111122223333"],
      regions: ["eu-west-1"],
      layers: [{ layer: "data", party: "customer", counts: COUNTS }],
    },
  ],
  parties: [{ id: "shop-team", kind: "team", units: ["shop"], contact: "shop@example.invalid" }],
  units: [{ id: "shop", accountable: "shop-team" }],
  attestations: [
    {
      id: "soc-2",
      party: "aws",
      artifact: "soc2-type2",
      issuer: null,
      scope: { services: ["s3"], layers: ["hardware"] },
      period: { start: "2025-10-01", end: "2026-09-30" },
      expires: "2027-09-30",
      bridge: { until: "2026-12-31", ref: "letter" },
      qualified: [{ layer: "data", text: "one exception", accepted_by: null, until: null }],
      evidence: { sha256: null, location: "shelf", reviewed_by: null, reviewed_on: null },
      state: "valid",
      reviewed: false,
      customer_duties: [{ id: "d1", about: "keys", satisfied_by: [], state: "uncovered", because: "nothing answers" }],
    },
  ],
};
const LINES = [...runLines(WHOLE)];
const RECORDS = LINES.slice(0, -1).map((line) => JSON.parse(line) as object);
const COUNTED = {
  rule: "rules",
  evaluation: "evaluations",
  blind_spot: "blind_spots",
  exemption: "exemptions",
  attestation: "attestations",
};

/** The lines with an end line that fits them. */
function sealed(lines: readonly string[]): string[] {
  const hash = createHash("sha256");
  for (const line of lines) hash.update(`${line}\n`);
  const count = (kind: string): number => lines.filter((line) => line.startsWith(`{"${kind}":`)).length;
  const counts = Object.fromEntries(Object.entries(COUNTED).map(([kind, name]) => [name, count(kind)]));
  return [...lines, JSON.stringify({ end: { counts: counts, sha256: hash.digest("hex") } })];
}

function read(lines: readonly string[]): Run | undefined {
  try {
    return parseRun(lines, "run.ndjson");
  } catch (error) {
    if (error instanceof DiagnosticError) return undefined;
    throw error;
  }
}

async function renderAll(run: Run): Promise<void> {
  const verdict = decideVerdict(run, { failOn: "low" });
  for (const load of Object.values(FORMATS)) {
    const rendered = await (
      await load()
    )(run, {
      ...OPTIONS,
      verdict,
      include: "all",
      groupBy: "resource",
      quiet: false,
      command: "scan",
      statesOf: (one) => statesOf(one, library, false),
      page: { width: 80, ascii: false, style: PLAIN },
    });
    if (typeof rendered !== "string" && !(rendered instanceof Uint8Array)) expect([...rendered].join("")).not.toBe("");
  }
}

const changedLine = fc
  .nat({ max: RECORDS.length - 1 })
  .chain((index) =>
    changedTree([RECORDS[index]!]).map((record) => LINES.slice(0, -1).with(index, JSON.stringify(record))),
  );

let shown = 0;

it(
  "changed in its records",
  async () => {
    await fc.assert(
      fc.asyncProperty(changedLine, async (lines) => {
        const run = read(sealed(lines));
        if (run === undefined) return;
        shown += 1;
        await renderAll(run);
        expect([...runLines(compareWithBaseline(WHOLE, run, String))]).not.toEqual([]);
        expect(compareWithBaseline(run, WHOLE, String).evaluations).toHaveLength(run.evaluations.length);
        diffWords(diffRuns(WHOLE, run, String), false);
        diffWords(diffRuns(run, WHOLE, String), false);
      }),
      fuzzRuns(300),
    );
    expect(shown).toBeGreaterThan(20);
  },
  FUZZ_TIME,
);

it(
  "changed in its text",
  () => {
    fc.assert(
      fc.property(changedText([LINES.join("\n")]), (bytes) => {
        const run = read(bytes.toString("utf8").split("\n"));
        if (run !== undefined) expect([...runLines(run)]).toEqual(LINES);
      }),
      fuzzRuns(1000),
    );
  },
  FUZZ_TIME,
);
