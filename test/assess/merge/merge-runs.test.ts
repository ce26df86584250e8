import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyExemptions } from "../../../src/assess/exemptions/apply.ts";
import type { Grant } from "../../../src/assess/exemptions/read.ts";
import { exemptionWarnings } from "../../../src/assess/exemptions/warnings.ts";
import { addUp } from "../../../src/assess/merge/add-up.ts";
import { mergeRuns } from "../../../src/assess/merge/merge-runs.ts";
import type { NamedRun } from "../../../src/assess/merge/newest-of-each.ts";
import { DiagnosticError } from "../../../src/diagnostics/diagnostic.ts";
import type { RunAttestation } from "../../../src/model/attestation.ts";
import type { BlindSpot } from "../../../src/model/resource.ts";
import { type EstatePart, type Evaluation, ORGANIZATION, type Run } from "../../../src/model/run.ts";
import { OUTCOMES } from "../../../src/model/words.ts";
import { bare, CLEAN, SAMPLE } from "../../report/sample-run.ts";

function of(accounts: string[], as_of: string, run: Run = SAMPLE): NamedRun {
  const summary = { ...run.summary, accounts: { aws: accounts } };
  return { file: `${accounts.join("+")}@${as_of}`, run: { ...run, as_of, summary } };
}

const ONE = of(["111122223333"], "2026-11-20T00:00:00Z");
const TWO = of(["444455556666"], "2026-11-21T00:00:00Z", CLEAN);
const OLD_ONE = of(["111122223333"], "2026-10-01T00:00:00Z", CLEAN);
const THREE = of(["777788889999"], "2026-11-21T00:00:00Z");

const NOTHING = { pass: 0, fail: 0, not_applicable: 0, inherited: 0, manual: 0, unknown: 0 };

describe("merging runs", () => {
  it("leaves one run as it is", () => {
    expect(mergeRuns([ONE])).toBe(ONE.run);
  });

  it("adds up the counts, and they still add up", () => {
    const { summary, evaluations } = mergeRuns([ONE, TWO]);
    expect(summary.pairs).toBe(SAMPLE.summary.pairs + CLEAN.summary.pairs);
    expect(OUTCOMES.reduce((sum, outcome) => sum + summary[outcome], 0)).toBe(summary.pairs);
    expect(summary.accounts).toEqual({ aws: ["111122223333", "444455556666"] });
    expect(evaluations).toHaveLength(SAMPLE.evaluations.length + CLEAN.evaluations.length);
  });

  it("counts a duty of the organisation once, however many runs were asked it", () => {
    const counts = { ...NOTHING, manual: 1 };
    const owner = { id: "people", because: "role", unit: null };
    const duty: Evaluation = {
      ...SAMPLE.evaluations[0]!,
      rule_id: "org-people-trained",
      outcome: "manual",
      resource: { ...ORGANIZATION, region: "global", id: "organization", name: "the organisation" },
      responsibility: { ...SAMPLE.evaluations[0]!.responsibility, party: "customer", layer: "identity" },
      owner,
      fingerprint: "duty",
    };
    const pairs = {
      ...counts,
      pairs: 1,
      by_party: { customer: counts },
      by_layer: { identity: counts },
      by_rule: { [duty.rule_id]: counts },
      by_account: { org: { "*": counts } },
    };
    const part: EstatePart = {
      unit: null,
      provider: "org",
      type: "organization",
      service: "organization",
      resources: 0,
      accounts: [],
      regions: [],
      layers: [{ layer: "identity", party: "customer", counts }],
    };
    const asked = ({ file, run }: NamedRun): NamedRun => {
      const summary = addUp(run.summary, { ...pairs, by_owner: { people: pairs } }) as Run["summary"];
      return { file, run: { ...run, evaluations: [...run.evaluations, duty], estate: [...run.estate, part], summary } };
    };
    const once = mergeRuns([asked(ONE), TWO, THREE]);
    const thrice = mergeRuns([asked(ONE), asked(TWO), asked(THREE)]);
    expect(thrice.evaluations.filter(({ fingerprint }) => fingerprint === "duty")).toHaveLength(1);
    expect(thrice.summary).toEqual(once.summary);
    expect(thrice.estate).toEqual(once.estate);
    const { file, run } = asked(TWO);
    const { by_account: _, ...counted } = run.summary;
    const early: NamedRun = { file, run: { ...run, estate: [], summary: { ...counted, by_account: {} } } };
    const { summary, estate } = mergeRuns([
      { ...asked(ONE), run: { ...asked(ONE).run, as_of: "2026-12-01T00:00:00Z" } },
      early,
    ]);
    expect(summary.by_account["org"]).toEqual({ "*": counts });
    expect(estate.find(({ provider }) => provider === "org")).toEqual(part);
  });

  it("gives the same whatever the order", () => {
    const want = JSON.stringify(mergeRuns([ONE, TWO, OLD_ONE, THREE]));
    fc.assert(
      fc.property(fc.shuffledSubarray([ONE, TWO, OLD_ONE, THREE], { minLength: 4 }), (runs) => {
        expect(JSON.stringify(mergeRuns(runs as [NamedRun, ...NamedRun[]]))).toBe(want);
      }),
    );
  });

  it("takes the newer of two runs of one account, and says which it left out", () => {
    const { summary, warnings, as_of } = mergeRuns([OLD_ONE, ONE]);
    expect(as_of).toBe(ONE.run.as_of);
    expect(summary.pairs).toBe(SAMPLE.summary.pairs);
    expect(warnings).toContain(
      `${OLD_ONE.file} (as of ${OLD_ONE.run.as_of}) is left out: ${ONE.file} (as of ${ONE.run.as_of}) is of the same accounts and newer`,
    );
  });

  it("takes the first by name of two equally new ones, and calls neither newer", () => {
    const { by_rule } = SAMPLE.summary;
    const asked = { ...CLEAN, summary: { ...CLEAN.summary, by_rule } };
    const again = { ...of(["111122223333"], ONE.run.as_of, asked), file: "0.run" };
    for (const runs of [[ONE, again] as const, [again, ONE] as const]) {
      const { summary, warnings } = mergeRuns([...runs]);
      expect(summary.pairs).toBe(CLEAN.summary.pairs);
      expect(warnings).toContain(
        `${ONE.file} (as of ${ONE.run.as_of}) is left out: 0.run (as of ${ONE.run.as_of}) is of the same accounts and as new`,
      );
    }
  });

  it("counts once what two runs saw that saw no account, where they could not read the same", () => {
    const spot = { provider: "aws", types: ["*"], reason: "unrecognised", message: "x" } as unknown as BlindSpot;
    const blind = { ...of([], "2026-11-20T00:00:00Z"), file: "a" };
    const again = { ...blind, file: "b" };
    const other = { ...blind, file: "c", run: { ...blind.run, blind_spots: [spot] } };
    const { summary, warnings } = mergeRuns([blind, again]);
    expect(summary.pairs).toBe(SAMPLE.summary.pairs);
    expect(warnings).toContain(
      "b (as of 2026-11-20T00:00:00Z) is left out: a (as of 2026-11-20T00:00:00Z) is of no account either, for the same reasons, and as new",
    );
    expect(mergeRuns([blind, other]).summary.pairs).toBe(2 * SAMPLE.summary.pairs);
  });

  it("refuses runs of one account that have resources in other regions, and leaves out one that has not", () => {
    const part = { ...SAMPLE.estate[0]!, accounts: ["111122223333"] };
    const inRegions = (regions: string[], as_of: string): NamedRun =>
      of(["111122223333"], as_of, { ...SAMPLE, estate: [{ ...part, regions }] });
    const newer = inRegions(["eu-west-1", "global"], "2026-11-20T00:00:00Z");
    expect(() => mergeRuns([newer, inRegions(["eu-central-1"], "2026-11-19T00:00:00Z")])).toThrow("eu-central-1");
    expect(mergeRuns([newer, inRegions(["global"], "2026-11-19T00:00:00Z")]).estate).toEqual(newer.run.estate);
  });

  it("refuses runs of one account where the older has something open of a rule that the newer did not ask", () => {
    const asking = (rule: string, as_of: string, fail: number): NamedRun => {
      const by_rule = { [rule]: { ...NOTHING, fail, pass: 1 } };
      return of(["111122223333"], as_of, { ...SAMPLE, summary: { ...SAMPLE.summary, by_rule } });
    };
    const newer = asking("aws-a", "2026-11-20T00:00:00Z", 0);
    const older = (rule: string, fail: number): NamedRun => asking(rule, "2026-11-19T00:00:00Z", fail);
    expect(() => mergeRuns([newer, older("aws-b", 1)])).toThrow("aws-b");
    expect(mergeRuns([newer, older("aws-b", 0)]).as_of).toBe(newer.run.as_of);
    expect(mergeRuns([newer, older("aws-a", 1)]).as_of).toBe(newer.run.as_of);
    expect(mergeRuns([newer, older("aws-b", 1)], (id) => (id === "aws-b" ? "aws-a" : id)).as_of).toBe(newer.run.as_of);
  });

  it("refuses runs that share some accounts and not others", () => {
    const both = of(["111122223333", "444455556666"], "2026-11-01T00:00:00Z");
    expect(() => mergeRuns([both, ONE])).toThrow(DiagnosticError);
  });

  it("cannot say what should be there where one run cannot", () => {
    const expected = { provider: "aws", account: "111122223333" };
    const scoped = { ...ONE, run: { ...ONE.run, scope: { name: "a", expected: [expected] } } };
    expect(mergeRuns([scoped, TWO]).scope).toEqual({ name: "a, sample estate" });
    const other = {
      ...TWO,
      run: { ...TWO.run, scope: { name: "b", expected: [{ ...expected, regions: ["eu-west-1"] }] } },
    };
    expect(mergeRuns([scoped, other]).scope.expected).toEqual([{ ...expected, regions: ["eu-west-1"] }]);
  });

  it("may lack something where one run asked for some things only", () => {
    const some = { ...ONE, run: { ...ONE.run, scope: { name: "a", partial: true } } };
    expect(mergeRuns([some, TWO]).scope.partial).toBe(true);
    expect(mergeRuns([ONE, TWO]).scope).not.toHaveProperty("partial");
  });

  it("lays no baseline of a single run over the whole", () => {
    const held = { ...ONE, run: { ...ONE.run, baseline: { scope: "x", as_of: "y", fixed: [], not_judged: 0 } } };
    expect(mergeRuns([held, TWO]).baseline).toBeUndefined();
  });

  describe("of different days", () => {
    const attestation: RunAttestation = {
      id: "soc",
      party: "aws",
      artifact: "soc2-type2",
      issuer: null,
      scope: {},
      period: { start: "2025-10-01", end: "2026-03-31" },
      expires: "2026-11-10",
      bridge: null,
      qualified: [],
      evidence: { sha256: null, location: null, reviewed_by: "us", reviewed_on: null },
      state: "valid",
      reviewed: true,
      customer_duties: [],
    };
    const duty = { id: "C1", about: "x", satisfied_by: ["renamed"], state: "uncovered" as const, because: "y" };
    const rule = Object.entries(SAMPLE.summary.by_rule).find(([, { pass, fail }]) => pass + fail > 0)![0];
    const presentId = (id: string): string => (id === "renamed" ? rule : id);
    const early = "2026-11-05T00:00:00Z";
    const late = "2026-11-20T00:00:00Z";
    const handing: RunAttestation = { ...attestation, customer_duties: [duty] };

    it("lists an attestation once, as the newest day found it, and each duty by all that was judged", () => {
      const runs = [
        of(["111122223333"], early, { ...SAMPLE, attestations: [handing] }),
        of(["444455556666"], late, { ...CLEAN, attestations: [{ ...handing, state: "expired" }], warnings: [] }),
      ] as const;
      const { attestations, warnings } = mergeRuns(runs, presentId);
      expect(attestations).toHaveLength(1);
      expect(attestations[0]).toMatchObject({ state: "expired", customer_duties: [{ id: "C1", state: "assessed" }] });
      expect(warnings.filter((text) => text.startsWith("attestation soc"))).toEqual([
        "attestation soc: expired on 2026-11-10",
      ]);
    });

    it("lists an attestation as the newest day has it, where it was reviewed or bridged since", () => {
      const since: RunAttestation = {
        ...handing,
        evidence: { ...handing.evidence, reviewed_on: "2026-11-18" },
        bridge: { until: "2026-12-31", ref: "letter" },
        expires: "2026-11-19",
        state: "bridged",
      };
      const runs = (day: string): [NamedRun, NamedRun] => [
        of(["111122223333"], day, { ...SAMPLE, attestations: [handing] }),
        of(["444455556666"], late, { ...CLEAN, attestations: [since] }),
      ];
      expect(mergeRuns(runs(early)).attestations).toMatchObject([{ state: "bridged", bridge: since.bridge }]);
      expect(mergeRuns(runs(late)).attestations).toHaveLength(2);
    });

    it("lists two that say different things under one id", () => {
      const other = { ...handing, scope: { services: ["s3"] } };
      const runs = [
        of(["111122223333"], late, { ...SAMPLE, attestations: [handing] }),
        of(["444455556666"], late, { ...CLEAN, attestations: [other] }),
      ] as const;
      expect(mergeRuns(runs).attestations).toHaveLength(2);
    });

    const open = { ...SAMPLE, as_of: early, exemptions: [], evaluations: SAMPLE.evaluations.map(bare), warnings: [] };
    const finding = open.evaluations.find(({ outcome }) => outcome === "fail")!;
    const blind = open.evaluations.find(
      ({ outcome, evidence: [fact] }) => outcome === "unknown" && fact?.state === "unread",
    )!;
    const granted = (until: string): Run =>
      applyExemptions(
        open,
        [
          { id: "one", kind: "false_positive", rule: finding.rule_id, match: { fingerprint: finding.fingerprint } },
          { id: "spot", kind: "accepted_blind_spot", rule: null, match: { fingerprint: blind.fingerprint } },
        ].map((one) => ({ ...one, reason: "r", approved_by: "us", until })) as Grant[],
        { strict: false, foldsCase: () => false },
      );

    it.each([
      ["2026-11-20", 1],
      ["2026-11-19", 0],
    ])("what was accepted until %s covers %i on the day of the whole", (until, covered) => {
      const old = of(["111122223333"], early, granted(until));
      expect(old.run.summary).toMatchObject({ exempted: 1, disputed: 1, unknown_accepted: 1 });
      const { summary, evaluations, exemptions, warnings } = mergeRuns([old, of(["444455556666"], late, CLEAN)]);
      expect(summary).toMatchObject({ exempted: covered, disputed: covered, unknown_accepted: covered });
      expect(evaluations.filter(({ exemption }) => exemption)).toHaveLength(covered);
      expect(new Set(exemptions.map(({ state }) => state))).toEqual(new Set([covered ? "expiring" : "expired"]));
      expect(warnings.filter((text) => text.startsWith("exemption one"))).toEqual([
        covered
          ? `exemption one ends on ${until}, today`
          : `exemption one expired on ${until}, approved by us: 1 finding open again`,
      ]);
    });

    it("says of no exemption that it matches nothing where it fits in another run", () => {
      const used = of(["111122223333"], late, granted("2027-06-30"));
      const [one] = used.run.exemptions.filter(({ id }) => id === "one");
      const idle = { ...open, exemptions: [{ ...one!, matched: 0, unused: true }] };
      const warned = { ...idle, warnings: exemptionWarnings(idle.exemptions, late, false) };
      expect(warned.warnings).toEqual(["exemption one matches nothing: remove it"]);
      expect(mergeRuns([used, of(["444455556666"], late, warned)]).warnings).not.toContain(warned.warnings[0]);
    });
  });
});
