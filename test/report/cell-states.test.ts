import { describe, expect, it } from "vitest";
import type { MatrixCell, MatrixRow, States } from "../../src/model/matrix.ts";
import { LAYERS } from "../../src/model/words.ts";
import { renderHtml } from "../../src/report/html.ts";
import { OPTIONS } from "./html-options.ts";
import { SAMPLE } from "./sample-run.ts";

const COUNTS = { pass: 3, fail: 1, not_applicable: 0, inherited: 0, manual: 0, unknown: 0 };
const NONE: MatrixCell = { state: "n/a", customer: null, provider: null, assumed: false };
const SHARED: MatrixCell = {
  state: "uncovered",
  customer: { state: "assessed", counts: COUNTS, exempted: 0 },
  provider: { state: "uncovered", backing: "expired", attestations: ["soc2-2024"] },
  assumed: false,
};
const ROW = {
  key: "aws s3",
  resources: 2,
  cells: { ...Object.fromEntries(LAYERS.map((layer) => [layer, NONE])), data: SHARED },
} as unknown as MatrixRow;

const STATES: States = {
  matrix: [ROW],
  frameworks: [
    {
      framework: {
        id: "nist-800-53-r5",
        title: "CIS",
        version: "7.0",
        publisher: "CIS",
        controls: [],
      },
      controls: [
        { control: { id: "AC-3", label: "one" }, rules: ["x"], cell: SHARED, provider_words: [] },
        { control: { id: "9.9", label: "two" }, rules: [], cell: { ...NONE, state: "uncovered" }, provider_words: [] },
      ],
      score: { pass: 3, of: 4, unknown: 7, manual: 1, inherited: 2 },
    },
  ],
};

describe("what is known of each cell", () => {
  const page = renderHtml(SAMPLE, { ...OPTIONS, states: STATES }).replaceAll(/\s+/g, " ");

  it("stands under its state, with both halves of what is shared", () => {
    expect(page).toContain("1 uncovered, 0 not assessed, 0 assessed, 0 attested");
    expect(page).toContain('data <span class="quiet">(customer assessed, provider uncovered)</span>');
  });

  it("is said of framework scores with what they are taken over", () => {
    expect(page).toContain('3 of 4<span class="source">75 %</span>');
    expect(page).toContain("Score: 3 of 4 pairs that were evaluated pass (75 %); 7 unknown, 1 for a person and 2 on");
    expect(page).toContain("1 control of it is uncovered: no rule asks about it");
  });

  it("is left out where it is not known", () => {
    expect(renderHtml(SAMPLE, OPTIONS)).not.toContain("What is known of each layer");
  });
});
