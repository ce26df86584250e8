import { describe, expect, it } from "vitest";
import type { ResourceDocument, SnapshotEntry } from "../../src/model/resource.ts";
import type { Rule } from "../../src/model/rule.ts";
import { rule, thing, judge, encrypted } from "./judged-things.ts";

describe("the outcome of a pair", () => {
  it.each<[string, Partial<Rule>, SnapshotEntry, string, string]>([
    ["expectation true", {}, thing("a", { encrypted: true }), "pass", "expectation_met"],
    ["expectation false", {}, thing("a", { encrypted: false }), "fail", "expectation_not_met"],
    ["expectation unknown", {}, thing("a", { other: 1 }), "unknown", "expectation_unknown"],
    ["no document", {}, thing("a", null), "unknown", "expectation_unknown"],
    ["the provider's layer", { layer: "hardware" }, thing("a", { encrypted: false }), "inherited", "provider_side"],
    ["a layer that is not there", { layer: "os" }, thing("a", { encrypted: false }), "not_applicable", "layer_absent"],
    [
      "a layer told on the parent",
      { layer: "runtime" },
      thing("a", { encrypted: false }),
      "not_applicable",
      "reported_on_parent",
    ],
    [
      "an exception holds",
      { layer: "identity" },
      thing("a", { managed: true, encrypted: false }),
      "inherited",
      "provider_side",
    ],
    [
      "an exception does not hold",
      { layer: "identity" },
      thing("a", { encrypted: false }),
      "fail",
      "expectation_not_met",
    ],
    [
      "what an exception needs was not read",
      { layer: "identity" },
      thing("a", { encrypted: true }, { unread: [{ path: "configuration.managed", reason: "access_denied" }] }),
      "unknown",
      "responsibility_undetermined",
    ],
    [
      "`when` false",
      { when: { path: "configuration.kind", equals: "x" } },
      thing("a", { kind: "y" }),
      "not_applicable",
      "condition_not_met",
    ],
    [
      "`when` unknown",
      { when: { path: "configuration.kind", equals: "x" } },
      thing("a", { encrypted: true }),
      "unknown",
      "condition_unknown",
    ],
    [
      "the party comes before `when`",
      { layer: "hardware", when: { path: "configuration.kind", equals: "x" } },
      thing("a", { kind: "y" }),
      "inherited",
      "provider_side",
    ],
    ["too old", {}, thing("a", { encrypted: true }, { confirmed_at: "2026-11-13T11:59:59Z" }), "unknown", "stale"],
    [
      "just not too old",
      {},
      thing("a", { encrypted: true }, { confirmed_at: "2026-11-13T12:00:00Z" }),
      "pass",
      "expectation_met",
    ],
    [
      "of unknown age",
      {},
      {
        resource: {
          ...(thing("a", { encrypted: true }) as { resource: ResourceDocument }).resource,
          confirmed_at: undefined,
        } as unknown as ResourceDocument,
      },
      "pass",
      "expectation_met",
    ],
    [
      "a child this resource cannot have",
      { expect: { path: "children.logs.enabled", equals: true } },
      thing("a", { x: 1 }, { children: { logs: { unsupported: true } } }),
      "not_applicable",
      "unsupported",
    ],
    [
      "such a child, and something else unknown",
      {
        expect: {
          all: [
            { path: "children.logs.enabled", equals: true },
            { path: "configuration.y", equals: 1 },
          ],
        },
      },
      thing("a", { x: 1 }, { children: { logs: { unsupported: true } } }),
      "unknown",
      "expectation_unknown",
    ],
  ])("%s", (_, change, entry, outcome, reason) => {
    expect(judge([{ ...encrypted, ...change }], [entry]).evaluations).toMatchObject([{ outcome, reason }]);
  });

  it("is manual where only a person can answer", () => {
    const manual = rule("test-thing-tested", { manual: { question: "?", evidence: ["a report"], renew: "365d" } });
    expect(judge([manual], [thing("a", { x: 1 })]).evaluations).toMatchObject([
      { outcome: "manual", reason: "needs_person" },
    ]);
    expect(judge([{ ...manual, layer: "hardware" }], [thing("a", { x: 1 })]).evaluations).toMatchObject([
      { outcome: "inherited" },
    ]);
  });

  it("carries what decided", () => {
    const [evaluation] = judge([encrypted], [thing("a", { encrypted: false })]).evaluations;
    expect(evaluation).toMatchObject({
      responsibility: {
        party: "customer",
        layer: "service-config",
        service_model: "paas",
        claim: "customer",
        assumed: false,
        decided_by: { step: "profile thing" },
      },
      evidence: [{ path: "configuration.encrypted", seen: false, wanted: "equals true" }],
    });
    expect(evaluation!.facts_digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it("is the customer's, assumed, on a type the model does not know", () => {
    const [evaluation] = judge(
      [{ ...encrypted, resource: ["Test::New"] }],
      [thing("a", { encrypted: false }, { type: "Test::New" })],
    ).evaluations;
    expect(evaluation).toMatchObject({
      outcome: "fail",
      responsibility: { party: "customer", assumed: true, service_model: null },
    });
  });
});

describe("what a party-blind scan would have said", () => {
  it("counts failures whoever answers for them, and those nobody here can mend", () => {
    const rules = [
      encrypted,
      rule("test-thing-hardware", { layer: "hardware", expect: { path: "configuration.encrypted", equals: true } }),
    ];
    const { summary } = judge(rules, [
      thing("a", { encrypted: false }),
      thing("b", { encrypted: true }),
      thing("c", { x: 1 }),
    ]);
    expect(summary.party_blind).toEqual({ would_fail: 2, not_yours: 1, unread: 1 });
    expect(summary.by_party.customer).toMatchObject({ fail: 1, pass: 1, unknown: 1 });
    expect(summary.by_party.provider).toMatchObject({ inherited: 3 });
  });
});

describe("fingerprints and digests", () => {
  it("do not hang on wording, severity, order, time or the rule's present name", () => {
    const [first] = judge([encrypted], [thing("a", { encrypted: false })]).evaluations;
    const renamed = {
      ...encrypted,
      id: "test-thing-at-rest",
      first_id: encrypted.id,
      title: "other",
      severity: "low" as const,
    };
    const [second] = judge(
      [renamed],
      [thing("a", { encrypted: false, more: 1 }, { confirmed_at: "2026-11-19T00:00:00Z" })],
    ).evaluations;
    expect(second!.fingerprint).toBe(first!.fingerprint);
    expect(second!.facts_digest).toBe(first!.facts_digest);
    expect(first!.fingerprint).toBe("1d699035221a376a9531b585f034f2df01c6458ed9f1c819c65c824e77e6e7c3");
  });

  it("change with a worse fact, not with a new order", () => {
    const every = rule("test-thing-list", {
      expect: { every: { in: "configuration.list", empty: "pass", where: { path: "x", at_least: 5 } } },
    });
    const digest = (list: unknown[]) => judge([every], [thing("a", { list })]).evaluations[0]!.facts_digest;
    expect(digest([{ x: 1 }, { x: 9 }])).toBe(digest([{ x: 9 }, { x: 1 }]));
    expect(digest([{ x: 1 }])).not.toBe(digest([{ x: 2 }]));
    expect(digest([{ x: 1 }, { x: 2 }])).not.toBe(digest([{ x: 1 }]));
  });
});

it("counts resources, those without rules, and those of unknown age", () => {
  const { summary } = judge(
    [encrypted],
    [
      thing("a", { encrypted: true }),
      thing("b", {}, { type: "Test::New" }),
      { skipped: { reason: "deleted", count: 3 } },
    ],
  );
  expect(summary).toMatchObject({ resources: 2, resources_without_rules: 1, skipped: 3, age_unknown: 0 });
});

it("counts what was passed over like a resource that no rule asks about", () => {
  const first = thing("a", { encrypted: true });
  const place = { provider: "test", account: "1", region: "north", type: "Test::New" };
  const passed = judge([encrypted], [first, { passed_over: { ...place, count: 2 } }]);
  const others = ["b", "c"].map((id) => thing(id, {}, { type: "Test::New" }));
  const seen = judge([encrypted], [first, ...others]);
  expect(passed.summary).toEqual(seen.summary);
});

it("asks a duty of the organisation once, whatever was seen", () => {
  const duty = rule("org-training-given", { resource: [], layer: "client-endpoints" });
  for (const entries of [[], [thing("a", {}), thing("b", {})]]) {
    const { evaluations } = judge([duty], entries);
    expect(evaluations.map(({ outcome, resource }) => [outcome, resource.id])).toEqual([["manual", "organization"]]);
  }
});
