import { describe, expect, it } from "vitest";
import { applyExemptions } from "../../../src/assess/exemptions/apply.ts";
import type { Grant } from "../../../src/assess/exemptions/read.ts";
import { withoutExemptions } from "../../../src/assess/exemptions/without.ts";
import type { Run } from "../../../src/model/run.ts";
import { bare, SAMPLE } from "../../report/sample-run.ts";

const counts = { exempted: 0, disputed: 0, unknown_accepted: 0 };
const RUN: Run = {
  ...SAMPLE,
  digests: { rules: "r" },
  evaluations: SAMPLE.evaluations.map(bare),
  exemptions: [],
  summary: { ...SAMPLE.summary, ...counts },
  warnings: ["of something else"],
};
const FAIL = RUN.evaluations.find(({ outcome }) => outcome === "fail")!;
const WORDS = { reason: "r", approved_by: "a", granted: "2026-01-31", longest: 365 };
const grant = (id: string, until: string, match: Grant["match"]): Grant =>
  ({ ...WORDS, id, kind: "accepted_risk", rule: FAIL.rule_id, match, until }) as unknown as Grant;

describe("a run without its exemptions", () => {
  it.each([true, false])("is the run that they were laid over (strict: %s)", (strict) => {
    const grants = [grant("live", "2027-03-31", { account: "*" }), grant("over", "2026-01-31", { id: "nobody" })];
    const laid = applyExemptions(RUN, grants, { strict, foldsCase: () => false });
    expect(laid.summary.exempted).toBeGreaterThan(0);
    expect(laid.warnings.length).toBeGreaterThan(1);
    expect(withoutExemptions({ ...laid, digests: { ...laid.digests, exemptions: "e" } })).toEqual(RUN);
  });
});
