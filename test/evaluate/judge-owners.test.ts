import { describe, expect, it } from "vitest";
import { createJudge } from "../../src/evaluate/judge.ts";
import { UNASSIGNED } from "../../src/model/owner.ts";
import type { FindOwner } from "../../src/model/owner.ts";
import type { Evaluation, RunSummary } from "../../src/model/run.ts";
import { OUTCOMES } from "../../src/model/words.ts";
import { model, facts, rule, thing, judge, encrypted } from "./judged-things.ts";

describe("owners and units", () => {
  const findOwner: FindOwner = ({ account }) => ({
    unit: account === "1" ? "first" : null,
    of: ({ layer }) => ({ id: account === "1" ? `team-${layer}` : UNASSIGNED, because: "test", unit: null }),
  });
  const stricter = { ...encrypted, severity: "critical" as const };
  const own = rule("test-thing-named", { expect: { path: "configuration.named", equals: true } });

  function judgeOwned(): { evaluations: Evaluation[]; summary: RunSummary } {
    const evaluations: Evaluation[] = [];
    const judging = createJudge({
      rules: [encrypted],
      responsibility: model,
      facts,
      maxAge: 7,
      emit: new Set(OUTCOMES),
      onEvaluation: (evaluation) => void evaluations.push(evaluation),
      findOwner,
      unitRules: [{ unit: "first", rules: [stricter, own] }],
    });
    judging.see(thing("a", { encrypted: false, named: true }));
    judging.see(thing("b", { encrypted: false, named: true }, { account: "2" }));
    const hidden = { provider: "test", types: ["Test::Thing"], reason: "access_denied", message: "no" } as const;
    judging.see({ blind_spot: { ...hidden, account: "1" } });
    return { evaluations, summary: judging.finish().summary };
  }

  it("asks a unit its own rules, and tightened ones in place of those of all", () => {
    const said = judgeOwned().evaluations.map((one) => [one.rule_id, one.severity, one.resource.id, one.outcome]);
    expect(said).toEqual([
      ["test-thing-encrypted", "critical", "a", "fail"],
      ["test-thing-named", "high", "a", "pass"],
      ["test-thing-encrypted", "high", "b", "fail"],
      ["test-thing-encrypted", "critical", null, "unknown"],
      ["test-thing-named", "high", null, "unknown"],
    ]);
  });

  it("counts every pair once by owner", () => {
    const { by_owner: byOwner, ...all } = judgeOwned().summary;
    const owners = Object.values(byOwner);
    expect(Object.keys(byOwner)).toEqual(["team-service-config", "unassigned"]);
    for (const outcome of [...OUTCOMES, "pairs"] as const)
      expect(owners.reduce((sum, counts) => sum + counts[outcome], 0)).toBe(all[outcome]);
    expect(owners.reduce((sum, { party_blind: blind }) => sum + blind.would_fail, 0)).toBe(2);
  });

  it("counts none by owner where nobody said who owns what", () => {
    expect(judge([encrypted], [thing("a", { encrypted: false })]).summary.by_owner).toEqual({});
  });
});
