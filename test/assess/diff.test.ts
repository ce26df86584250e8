import { describe, expect, it } from "vitest";
import { diffExit, diffRuns, diffWords } from "../../src/assess/diff.ts";
import type { Evaluation, Run } from "../../src/model/run.ts";
import { renderDiffJson } from "../../src/report/diff/json.ts";
import { renderDiffMarkdown } from "../../src/report/diff/markdown.ts";
import { renderDiffText } from "../../src/report/diff/text.ts";
import { PLAIN } from "../../src/report/style.ts";
import { bare, SAMPLE } from "../report/sample-run.ts";

const JUDGING = { max_age: 7, declared_reads: [], unit_rules: false, types_chosen: false };
const BEFORE: Run = { ...SAMPLE, judging: JUDGING, evaluations: SAMPLE.evaluations.map(bare), blind_spots: [] };
const FAILS = BEFORE.evaluations.filter(({ outcome }) => outcome === "fail");
const [ONE] = FAILS as [Evaluation];
const UNKNOWN = BEFORE.evaluations.find(({ outcome }) => outcome === "unknown")!;

function elsewhere(one: Evaluation): Evaluation {
  return { ...one, fingerprint: "elsewhere", resource: { ...one.resource, account: "111122223333" } };
}

function after(change: (one: Evaluation) => Evaluation[], rest: Partial<Run> = {}): Run {
  return { ...BEFORE, evaluations: BEFORE.evaluations.flatMap((one) => (one === ONE ? change(one) : [one])), ...rest };
}
const exemption = SAMPLE.evaluations.find((one) => one.exemption)!.exemption!;

describe("diffRuns", () => {
  it.each([
    ["nothing changed", after((one) => [one]), 0, "OK not worse; 0 fixed"],
    ["one was mended", after((one) => [{ ...one, outcome: "pass" }]), 0, "OK not worse; 1 fixed"],
    ["one is new", after((one) => [one, { ...one, fingerprint: "new" }]), 1, "WORSE 1 new, 0 worse; 0 fixed"],
    ["one is worse", after((one) => [{ ...one, facts_digest: "other" }]), 1, "WORSE 0 new, 1 worse; 0 fixed"],
    [
      "one is not known any more",
      after((one) => [{ ...one, outcome: "unknown" }]),
      3,
      "INCOMPLETE 1 not judged; INCOMPLETE 1 more unknown; 0 fixed",
    ],
    [
      "more is unknown",
      after((one) => [one, ...["a", "b"].map((print) => ({ ...UNKNOWN, fingerprint: print }))]),
      3,
      "INCOMPLETE 2 more unknown; 0 fixed",
    ],
    [
      "as much is unknown, and in another account",
      { ...BEFORE, evaluations: BEFORE.evaluations.map((one) => (one === UNKNOWN ? elsewhere(one) : one)) },
      3,
      "INCOMPLETE 1 more unknown; 0 fixed",
    ],
    [
      "a resource of which something is unknown has another in its place",
      {
        ...BEFORE,
        evaluations: BEFORE.evaluations.map((one) => (one === UNKNOWN ? { ...one, fingerprint: "x" } : one)),
      },
      0,
      "OK not worse; 0 fixed",
    ],
    [
      "older documents count",
      after((one) => [one], { judging: { ...JUDGING, max_age: 30 } }),
      1,
      "GATE CHANGED: max-age (7d, now 30d); 0 fixed",
    ],
    [
      "older documents do not count any more",
      after((one) => [one], { judging: { ...JUDGING, max_age: 1 } }),
      0,
      "OK not worse; 0 fixed",
    ],
    [
      "somebody declared that all of a type was there",
      after((one) => [one], {
        judging: {
          ...JUDGING,
          declared_reads: [{ provider: "aws", type: "x", account: "1", region: "global", call: "declared" }],
        },
      }),
      1,
      "GATE CHANGED: declare-read; 0 fixed",
    ],
    [
      "the gate was changed",
      after((one) => [one], { digests: { ...BEFORE.digests, exemptions: "a", config: "b" } }),
      1,
      "GATE CHANGED: config, exemptions; 0 fixed",
    ],
    [
      "demarc came with other rules",
      after((one) => [one], { digests: { rules: "other" } }),
      0,
      "OK not worse; 0 fixed",
    ],
    [
      "another estate was judged, as it is on another day",
      after((one) => [one], { digests: { ...BEFORE.digests, input: "x" } }),
      0,
      "OK not worse; 0 fixed",
    ],
    [
      "another baseline was used",
      after((one) => [one], { digests: { ...BEFORE.digests, baseline: "x" } }),
      0,
      "OK not worse; 0 fixed",
    ],
  ])("%s", (_name, later, exit, words) => {
    const diff = diffRuns(BEFORE, later as Run, (id) => id);
    expect([diffExit(diff, false), diffWords(diff, false)]).toEqual([exit, words]);
  });

  it("does not take an exemption for a mend", () => {
    const diff = diffRuns(
      BEFORE,
      after((one) => [{ ...one, exemption }]),
      (id) => id,
    );
    expect(diff.newly_exempted.map(({ fingerprint }) => fingerprint)).toEqual([ONE.fingerprint]);
    expect([diff.fixed, diff.new]).toEqual([[], []]);
  });

  it("calls new what an exemption covered then and nothing covers now", () => {
    const before = after((one) => [{ ...one, exemption }]);
    expect(diffRuns(before, BEFORE, (id) => id).new.map(({ fingerprint }) => fingerprint)).toEqual([ONE.fingerprint]);
  });

  it("lets a changed gate pass where that was agreed, and still says so", () => {
    const diff = diffRuns(
      BEFORE,
      after((one) => [one], { digests: { ...BEFORE.digests, owners: "x" } }),
      (id) => id,
    );
    expect([diffExit(diff, true), diffWords(diff, true)]).toEqual([0, "gate changed: owners; 0 fixed"]);
  });
});

describe("the difference in each format", () => {
  const later = after((one) => [{ ...one, facts_digest: "other" }], { digests: { rules: "x", exemptions: "y" } });
  const mended = { ...later, evaluations: later.evaluations.filter((one) => one !== FAILS[1]) };
  const diff = diffRuns(BEFORE, mended, (id) => id);
  const result = { words: diffWords(diff, false), exit: diffExit(diff, false) };
  it.each([
    ["diff.txt", renderDiffText(diff, result, { width: 80, ascii: false, style: PLAIN })],
    ["diff.md", renderDiffMarkdown(diff, result)],
    ["diff.json", renderDiffJson(diff, result)],
  ])("is as in %s", async (file, text) => {
    await expect(text).toMatchFileSnapshot(`../report/golden/${file}`);
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  });

  it("says what the later run warns of where the gate's own files are not the same", () => {
    const warnings = [...BEFORE.warnings, "demarc.yaml: a-rule is off: because"];
    const same = diffRuns(
      BEFORE,
      after((one) => [one], { warnings }),
      (id) => id,
    );
    const digests = { ...BEFORE.digests, config: "b" };
    const changed = diffRuns(
      BEFORE,
      after((one) => [one], { warnings, digests }),
      (id) => id,
    );
    expect([same.newly_said, changed.newly_said]).toEqual([[], ["demarc.yaml: a-rule is off: because"]]);
    const text = renderDiffText(changed, { words: "", exit: 1 }, { width: 80, ascii: false, style: PLAIN });
    expect(text).toContain("now said: demarc.yaml: a-rule is off: because");
  });
});
