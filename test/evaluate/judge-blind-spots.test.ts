import { describe, expect, it } from "vitest";
import { DECLARED } from "../../src/model/resource.ts";
import type { BlindSpot, SnapshotEntry } from "../../src/model/resource.ts";
import { rule, judge, encrypted, thing } from "./judged-things.ts";

describe("blind spots", () => {
  const spot: BlindSpot = {
    provider: "test",
    account: "1",
    region: "north",
    types: ["Test::Thing"],
    reason: "access_denied",
    call: "test:List",
    code: "AccessDenied",
    message: "denied",
  };
  const second = rule("test-thing-second", {
    resource: ["Test::Thing", "Test::Other"],
    expect: { path: "configuration.x", equals: 1 },
  });
  const elsewhere = rule("test-account-fact", {
    resource: ["Test::Account"],
    expect: { path: "configuration.x", equals: 1 },
  });

  it("are one unknown for each rule on the types they cover", () => {
    const { evaluations } = judge([encrypted, second, elsewhere], [{ blind_spot: spot }]);
    expect(evaluations.map(({ rule_id }) => rule_id)).toEqual(["test-thing-encrypted", "test-thing-second"]);
    expect(evaluations[0]).toMatchObject({
      outcome: "unknown",
      reason: "blind_spot",
      resource: { id: null, account: "1", region: "north", type: "Test::Thing" },
      responsibility: { party: null },
    });
  });

  it("count once for a rule on two types that are both covered", () => {
    expect(
      judge([second], [{ blind_spot: { ...spot, types: ["Test::Other", "Test::Thing"] } }]).evaluations,
    ).toHaveLength(1);
  });

  it("on every type blind every rule of the provider, and of unknown origin every rule", () => {
    expect(judge([encrypted, elsewhere], [{ blind_spot: { ...spot, types: ["*"] } }]).summary.unknown).toBe(2);
    expect(
      judge([encrypted, elsewhere], [{ blind_spot: { ...spot, provider: "*", types: ["*"] } }]).summary.unknown,
    ).toBe(2);
    expect(judge([encrypted], [{ blind_spot: { ...spot, provider: "other", types: ["*"] } }]).summary.pairs).toBe(0);
  });

  it("stand for an account that is expected and not there, but where another spot speaks of it", () => {
    const header: SnapshotEntry = {
      header: { scope: { name: "all", expected: [{ provider: "test", account: "1" }] } },
    };
    const declared = { provider: "test", account: "1", region: "north", type: "Test::Thing", call: DECLARED };
    expect(judge([encrypted], [header]).summary).toMatchObject({ pairs: 1, unknown: 1 });
    expect(judge([encrypted], [header, thing("a", { encrypted: true })]).summary).toMatchObject({ pairs: 1, pass: 1 });
    expect(judge([encrypted], [header, { blind_spot: { ...spot, message: "told" } }]).evaluations).toMatchObject([
      { evidence: [{ seen: "AccessDenied: told" }] },
    ]);
    // Somebody's word that it was read shows nothing of it.
    expect(judge([encrypted], [header, { read: declared }]).summary).toMatchObject({ pairs: 1, unknown: 1 });
    expect(judge([encrypted], [header, { read: { ...declared, call: "test:List" } }]).summary.pairs).toBe(0);
  });

  it("have fingerprints of their own", () => {
    const { evaluations } = judge(
      [encrypted, second],
      [{ blind_spot: spot }, { blind_spot: { ...spot, region: "south" } }],
    );
    expect(new Set(evaluations.map(({ fingerprint }) => fingerprint)).size).toBe(4);
  });
});
