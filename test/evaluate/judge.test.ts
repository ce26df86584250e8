import { describe, expect, it } from "vitest";
import { createJudge } from "../../src/evaluate/judge.ts";
import type { FindOwner } from "../../src/model/owner.ts";
import { UNASSIGNED } from "../../src/model/owner.ts";
import type { Facts } from "../../src/evaluate/context.ts";
import type { ResponsibilityModel } from "../../src/model/responsibility.ts";
import type { BlindSpot, ResourceDocument, SnapshotEntry } from "../../src/model/resource.ts";
import type { Rule } from "../../src/model/rule.ts";
import type { Evaluation, RunSummary } from "../../src/model/run.ts";
import { LAYERS, OUTCOMES } from "../../src/model/words.ts";
import type { Layer, LayerState } from "../../src/model/words.ts";
import { AS_OF } from "./ask.ts";

const layers = (state: LayerState, changed: Partial<Record<Layer, LayerState>> = {}) =>
  ({ ...Object.fromEntries(LAYERS.map((layer) => [layer, state])), ...changed }) as Record<Layer, LayerState>;

const model: ResponsibilityModel = {
  layers: [],
  profiles: {
    thing: {
      model: "paas",
      about: "a thing",
      layers: layers("customer", { hardware: "provider", os: "n/a", runtime: "delegate-parent" }),
    },
  },
  types: {
    "Test::Thing": {
      provider: "test",
      profile: "thing",
      confidence: "high",
      sources: [],
      exceptions: [
        {
          id: "managed",
          when: { path: "configuration.managed", equals: true },
          set: { identity: "provider" },
          why: "run by the provider",
          sources: [],
        },
      ],
    },
    "Test::Account": { provider: "test", profile: "thing", confidence: "high", sources: [] },
  },
  everywhere: [],
  sources: {},
};

const facts: Facts = {
  fields: {},
  tables: {},
  conditions: {},
  providers: { test: { case: "sensitive" } },
  asOf: Date.parse(AS_OF),
};

function rule(id: string, body: Partial<Rule>): Rule {
  return {
    id,
    title: id,
    failure_title: id,
    status: "stable",
    severity: "high",
    layer: "service-config",
    responsibility: "customer",
    resource: ["Test::Thing"],
    question: "?",
    why: "because",
    controls: {},
    references: [],
    aliases: [],
    file: `${id}.yaml`,
    ...body,
  };
}

function thing(
  id: string,
  configuration: Record<string, unknown> | null,
  more: Partial<ResourceDocument> = {},
): SnapshotEntry {
  return {
    resource: {
      provider: "test",
      account: "1",
      region: "north",
      type: "Test::Thing",
      id,
      name: id,
      configuration,
      confirmed_at: AS_OF,
      ...more,
    },
  };
}

function judge(
  rules: readonly Rule[],
  entries: readonly SnapshotEntry[],
  maxAge = 7,
  known: Facts = facts,
): { evaluations: Evaluation[]; summary: RunSummary } {
  const evaluations: Evaluation[] = [];
  const judging = createJudge({
    rules,
    responsibility: model,
    facts: known,
    maxAge,
    emit: new Set(OUTCOMES),
    onEvaluation: (evaluation) => void evaluations.push(evaluation),
  });
  for (const entry of entries) judging.see(entry);
  const { summary } = judging.finish();
  const counted = OUTCOMES.reduce((sum, outcome) => sum + summary[outcome], 0);
  expect(counted).toBe(summary.pairs);
  expect(evaluations).toHaveLength(summary.pairs);
  return { evaluations, summary };
}

const encrypted = rule("test-thing-encrypted", { expect: { path: "configuration.encrypted", equals: true } });

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

  it("have fingerprints of their own", () => {
    const { evaluations } = judge(
      [encrypted, second],
      [{ blind_spot: spot }, { blind_spot: { ...spot, region: "south" } }],
    );
    expect(new Set(evaluations.map(({ fingerprint }) => fingerprint)).size).toBe(4);
  });
});

/** "There must be a good thing", asked of the account. */
const exists = rule("test-account-has-thing", {
  resource: ["Test::Account"],
  expect: {
    some: { related: "Test::Thing", within: "account", where: { path: "configuration.good", equals: true } },
  },
});
const account: SnapshotEntry = {
  resource: {
    provider: "test",
    account: "1",
    region: "global",
    type: "Test::Account",
    id: "1",
    name: "1",
    confirmed_at: AS_OF,
  },
};

describe("there must be an X", () => {
  const read = (region: string, type = "Test::Thing"): SnapshotEntry => ({
    read: { provider: "test", account: "1", region, type, call: "test:List" },
  });
  const header = (...regions: string[]): SnapshotEntry => ({
    header: { scope: { name: "s", expected: [{ provider: "test", account: "1", regions }] } },
  });
  const good = thing("g", { good: true });
  const bad = thing("b", { good: false });
  const blind = (region: string): SnapshotEntry => ({
    blind_spot: {
      provider: "test",
      account: "1",
      region,
      types: ["Test::Thing"],
      reason: "access_denied",
      message: "denied",
    },
  });

  it.each<[string, SnapshotEntry[], string]>([
    ["one is there", [account, good], "pass"],
    ["one is there and comes later or earlier", [good, account], "pass"],
    ["one is there, another region is blind", [account, good, blind("south")], "pass"],
    ["none, and nothing says that all was read", [account, bad], "unknown"],
    [
      "none, all that was expected was read",
      [header("north", "south"), read("north"), read("south"), account, bad],
      "fail",
    ],
    ["none at all, all that was expected was read", [header("north"), read("north"), account], "fail"],
    ["none, one expected region was not read", [header("north", "south"), read("north"), account, bad], "unknown"],
    ["none, one call covered every region", [header("north", "south"), read("*"), account, bad], "fail"],
    ["none, no scope given: the regions seen", [read("north"), account, bad], "fail"],
    [
      "none, a region known from another type was not read",
      [read("north"), read("south", "Test::Other"), account, bad],
      "unknown",
    ],
    [
      "none, one region blind",
      [header("north", "south"), read("north"), read("south"), blind("south"), account, bad],
      "unknown",
    ],
    [
      "the only one is too old",
      [header("north"), read("north"), account, thing("g", { good: true }, { confirmed_at: "2026-01-01T00:00:00Z" })],
      "unknown",
    ],
    [
      "the only one is in another account",
      [header("north"), read("north"), account, thing("g", { good: true }, { account: "2" })],
      "fail",
    ],
  ])("%s", (_, entries, outcome) => {
    const { evaluations } = judge([exists], entries);
    expect(evaluations.find(({ resource }) => resource.type === "Test::Account")?.outcome).toBe(outcome);
  });

  it("is answered from the same things in whatever order they came", () => {
    const others = ["c", "a", "b"].map((id) => thing(id, { good: false }));
    const evidence = (entries: SnapshotEntry[]): string =>
      JSON.stringify(judge([exists], [account, read("north"), ...entries]).evaluations[0]!.evidence);
    expect(evidence(others)).toContain('"b"');
    expect(evidence(others.toReversed())).toBe(evidence(others));
  });

  it("judges the same in any order", () => {
    const entries = [header("north", "south"), read("north"), read("south"), account, bad, good];
    const forward = judge([exists, encrypted], entries)
      .evaluations.map(({ fingerprint, outcome }) => `${fingerprint} ${outcome}`)
      .toSorted();
    const backward = judge([exists, encrypted], entries.toReversed())
      .evaluations.map(({ fingerprint, outcome }) => `${fingerprint} ${outcome}`)
      .toSorted();
    expect(backward).toEqual(forward);
  });

  it("needs a listed organization for `within: organization`", () => {
    const wide = rule("test-account-wide", {
      ...exists,
      id: "test-account-wide",
      expect: {
        some: { related: "Test::Thing", within: "organization", where: { path: "configuration.good", equals: true } },
      },
    });
    expect(judge([wide], [read("north"), account]).evaluations).toMatchObject([{ outcome: "unknown" }]);
    expect(judge([wide], [header("north"), read("north"), account]).evaluations).toMatchObject([{ outcome: "fail" }]);
    expect(judge([wide], [account, thing("g", { good: true }, { account: "2" })]).evaluations).toMatchObject([
      { outcome: "pass" },
    ]);
  });

  it("needs no look elsewhere where what was found is the only one there can be", () => {
    const joined = rule("test-thing-peer", {
      expect: {
        some: {
          related: "Test::Thing",
          join: { ours: "configuration.peer", theirs: "name" },
          within: "organization",
          where: { path: "configuration.good", equals: true },
        },
      },
    });
    const entries = [thing("a", { peer: "b", good: true }), thing("b", { good: false, peer: "zzz" })];
    const outcomeOfA = (known: Facts): string | undefined =>
      judge([joined], entries, 7, known).evaluations.find(({ resource }) => resource.id === "a")?.outcome;
    expect(outcomeOfA(facts)).toBe("unknown");
    expect(outcomeOfA({ ...facts, fields: { "Test::Thing": { fields: {}, unique: ["name"] } } })).toBe("fail");
  });

  const notPeered = rule("test-thing-not-peered", {
    expect: {
      none: {
        related: "Test::Thing",
        join: { ours: "name", theirs: "configuration.peer" },
        within: "account",
        empty: "pass",
      },
    },
  });

  it("names the call that would have told of a candidate", () => {
    const refused = {
      path: "configuration.peer",
      reason: "access_denied",
      call: "test:GetPeer",
      code: "Denied",
    } as const;
    const entries = [read("north"), thing("a", { peer: "nobody" }), thing("b", { other: 1 }, { unread: [refused] })];
    const seen = "Test::Thing: a candidate whose configuration.peer was not read: test:GetPeer Denied";
    for (const { evidence } of judge([notPeered], entries).evaluations)
      expect(evidence).toMatchObject([{ seen, state: "unread" }]);
  });

  it("looks for a key in its own region alone, and says what was not read there", () => {
    const id = "1234abcd-12ab-34cd-56ef-1234567890ab";
    const keyed = rule("test-thing-own-key", { expect: { customer_managed_key: "configuration.key" } });
    const blind = (region: string): SnapshotEntry => ({
      blind_spot: {
        provider: "test",
        account: "1",
        region,
        types: ["AWS::KMS::Key"],
        reason: "access_denied",
        message: `refused in ${region}`,
      } as BlindSpot,
    });
    const evidence = judge([keyed], [blind("south"), blind("north"), thing("a", { key: id })]).evaluations.find(
      ({ resource }) => resource.id === "a",
    )?.evidence;
    expect(evidence).toMatchObject([
      { seen: "AWS::KMS::Key was not wholly read: refused in north", because: `the key ${id} was not read` },
    ]);
  });

  it("may miss a candidate that lacks a joined key which its source always writes", () => {
    const entries = [read("north"), thing("a", { peer: "nobody" }), thing("b", { other: 1 })];
    const outcomes = (known: Facts): string[] =>
      judge([notPeered], entries, 7, known).evaluations.map(({ outcome }) => outcome);
    expect(outcomes(facts)).toEqual(["pass", "pass"]);
    const peer = { type: "text", always: true } as const;
    expect(outcomes({ ...facts, fields: { "Test::Thing": { fields: { "configuration.peer": peer } } } })).toEqual([
      "unknown",
      "unknown",
    ]);
  });

  it("keeps an empty document's waiting copy readable", () => {
    const joined = rule("test-thing-joined", {
      expect: {
        some: {
          related: "Test::Thing",
          join: { ours: "configuration.peer", theirs: "name" },
          within: "account",
          absent: "fail",
        },
      },
    });
    expect(judge([joined], [thing("a", { unrelated: 1 })]).evaluations).toMatchObject([{ outcome: "fail" }]);
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
  const passed = judge([encrypted], [first, { passed_over: place }]);
  const seen = judge([encrypted], [first, thing("b", {}, { type: "Test::New" })]);
  expect(passed.summary).toEqual(seen.summary);
});

describe("what is kept in memory", () => {
  const read: SnapshotEntry = {
    read: { provider: "test", account: "1", region: "*", type: "Test::Thing", call: "test:List" },
  };
  const things = Array.from({ length: 50 }, (_, index) => thing(`t${index}`, { good: false }));

  it.each([
    ["entries", { entries: 20, bytes: 1e9 }],
    ["bytes", { entries: 1e9, bytes: 2_000 }],
  ])("is bounded by %s, and what does not fit makes unknown, never a fail", (_, keep) => {
    expect(judgeWith(keep)).toEqual(["unknown"]);
    expect(judgeWith()).toEqual(["fail"]);
  });

  function judgeWith(keep?: { entries: number; bytes: number }): string[] {
    const outcomes: string[] = [];
    const judging = createJudge({
      rules: [exists],
      responsibility: model,
      facts,
      maxAge: 7,
      emit: new Set(OUTCOMES),
      onEvaluation: ({ outcome }) => void outcomes.push(outcome),
      ...(keep && { keep }),
    });
    for (const entry of [account, read, ...things]) judging.see(entry);
    const { warnings } = judging.finish();
    expect(warnings).toHaveLength(keep ? 1 : 0);
    return outcomes;
  }
});

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

it("asks a duty of the organisation once, whatever was seen", () => {
  const duty = rule("org-training-given", { resource: [], layer: "client-endpoints" });
  for (const entries of [[], [thing("a", {}), thing("b", {})]]) {
    const { evaluations } = judge([duty], entries);
    expect(evaluations.map(({ outcome, resource }) => [outcome, resource.id])).toEqual([["manual", "organization"]]);
  }
});
