import { expect, it } from "vitest";
import type { Evaluation } from "../../src/model/run.ts";
import { canonicalJson, indented, ONE_LINE } from "../../src/report/canonical.ts";
import { createEvaluationWriter } from "../../src/report/evaluation-json.ts";
import { LARGE, SAMPLE } from "./sample-run.ts";

const HOSTILE = '\u202e"\n\u001b[2J';
const [first] = SAMPLE.evaluations as [Evaluation];
/** Every member that an evaluation may have, and values that look like none. */
const WHOLE: Required<Evaluation> = {
  ...first,
  resource: { ...first.resource, id: null, name: HOSTILE },
  responsibility: { ...first.responsibility, decided_by: { ...first.responsibility.decided_by, value: HOSTILE } },
  attestation: { id: null, state: "missing" },
  evidence: [
    {
      path: HOSTILE,
      seen: { 10: 1, b: [HOSTILE, {}], a: [] },
      state: "value",
      wanted: "",
      because: "",
      call: "",
      at: "",
    },
    { path: ".", seen: undefined, state: "absent", wanted: HOSTILE, resource: HOSTILE },
  ],
  witness: [{ source: HOSTILE, says: "", outcome: "pass" }] as unknown as NonNullable<Evaluation["witness"]>,
  facts_digest: null,
  exemption: { id: "", reason: HOSTILE } as unknown as NonNullable<Evaluation["exemption"]>,
  accepted_blind_spot: "",
  baseline: "known",
};
const EVALUATIONS = [WHOLE, { ...WHOLE, evidence: [] }, ...SAMPLE.evaluations, ...LARGE.evaluations, first, WHOLE];

it.each([
  ["indented", indented("    ")],
  ["as one line", ONE_LINE],
])("writes evaluations one after the other as each alone is written: %s", (_, layout) => {
  const write = createEvaluationWriter(layout);
  for (const one of EVALUATIONS) expect(write(one)).toBe(canonicalJson(one, layout));
});
