import { describe, expect, it } from "vitest";
import type { ResponsibilityException, ResponsibilityModel, TypeFacts } from "../../src/model/responsibility.ts";
import type { Condition } from "../../src/model/rule.ts";
import { checkModel } from "../../src/responsibility/check.ts";
import { restsOnPositiveEvidence } from "../../src/responsibility/positive-evidence.ts";
import { shippedModel } from "./load-model.ts";

const TYPE: TypeFacts = { provider: "aws", profile: "vm", confidence: "high", sources: ["aws-srm"] };
const EXCEPTION: ResponsibilityException = {
  id: "managed",
  when: { path: "configuration.managed", equals: true },
  set: { os: "provider" },
  why: "a service runs it",
  sources: ["aws-srm"],
};

function withType(facts: Partial<TypeFacts>): ResponsibilityModel {
  return { ...shippedModel, types: { "AWS::X::Y": { ...TYPE, ...facts } } };
}

function withException(change: Partial<ResponsibilityException>): ResponsibilityModel {
  return withType({ exceptions: [{ ...EXCEPTION, ...change }] });
}

const [facility, ...otherLayers] = shippedModel.layers;
const { os: _, ...withoutOs } = shippedModel.profiles["vm"]!.layers;

describe("checkModel", () => {
  const here = ["types", "AWS::X::Y", "exceptions", 0];
  const cases: [what: string, model: unknown, code: string, at: (string | number)[]][] = [
    ["a layer left out", { ...shippedModel, layers: otherLayers }, "model-missing", ["layers"]],
    [
      "a layer given twice",
      { ...shippedModel, layers: [...shippedModel.layers, facility] },
      "model-repeated",
      ["layers", 16],
    ],
    [
      "a layer that does not exist",
      { ...shippedModel, layers: [...shippedModel.layers, { ...facility, id: "floor" }] },
      "model-unknown-word",
      ["layers", 16, "id"],
    ],
    [
      "a service model without a party",
      {
        ...shippedModel,
        layers: [{ ...facility, party_by_model: { ...facility!.party_by_model, faas: undefined } }, ...otherLayers],
      },
      "model-unknown-word",
      ["layers", 0, "party_by_model", "faas"],
    ],
    [
      "a profile without a layer",
      { ...withType({}), profiles: { vm: { ...shippedModel.profiles["vm"], layers: withoutOs } } },
      "model-missing",
      ["profiles", "vm", "layers"],
    ],
    [
      "a profile with a made-up state",
      { ...withType({}), profiles: { vm: { ...shippedModel.profiles["vm"], layers: { ...withoutOs, os: "nobody" } } } },
      "model-unknown-word",
      ["profiles", "vm", "layers", "os"],
    ],
    [
      "a profile that does not exist",
      withType({ profile: "toString" }),
      "model-unknown-word",
      ["types", "AWS::X::Y", "profile"],
    ],
    [
      "a source that does not exist",
      withType({ sources: ["hearsay"] }),
      "model-unknown-word",
      ["types", "AWS::X::Y", "sources"],
    ],
    ["no source", withType({ sources: [] }), "model-no-source", ["types", "AWS::X::Y", "sources"]],
    ["an exception without a source", withException({ sources: [] }), "model-no-source", [...here, "sources"]],
    [
      "the same exception twice",
      withType({ exceptions: [EXCEPTION, EXCEPTION] }),
      "model-repeated",
      ["types", "AWS::X::Y", "exceptions", 1],
    ],
    ["an exception that changes nothing", withException({ set: {} }), "model-no-effect", here],
    [
      "absence as evidence",
      withException({ when: { path: "configuration.host", is: "unset" } }),
      "model-no-evidence",
      [...here, "when"],
    ],
    [
      "absence as evidence for leaving the layer out",
      withException({ when: { path: "configuration.host", is: "unset" }, set: { os: "n/a" } }),
      "model-no-evidence",
      [...here, "when"],
    ],
    [
      "a name as evidence",
      withException({ when: { path: "configuration.name", like: "aws-*" } }),
      "model-no-evidence",
      [...here, "when"],
    ],
    [
      "a reserved namespace without a source",
      withException({ when: { path: "name", like: "aws-*" }, reserved_namespace: true, sources: ["judgement"] }),
      "model-no-source",
      [...here, "sources"],
    ],
    [
      "absence as evidence everywhere",
      {
        ...shippedModel,
        everywhere: [
          {
            ...EXCEPTION,
            provider: "aws",
            when: { not: EXCEPTION.when },
            set_all: { from: ["customer"], to: "provider" },
          },
        ],
      },
      "model-no-evidence",
      ["everywhere", 0, "when"],
    ],
  ];

  it.each(cases)("reports %s", (_, model, code, at) => {
    const problems = checkModel(model as ResponsibilityModel);
    expect(problems.map((problem) => ({ code: problem.code, at: problem.at }))).toEqual([{ code, at }]);
    expect(problems[0]!.message).toMatch(/^[a-z].*[^.]$/);
  });

  it.each([
    ["towards the customer, absence may decide", { when: { path: "a", is: "unset" }, set: { os: "shared" } }],
    ["a reserved namespace with its source", { when: { path: "name", like: "aws-*" }, reserved_namespace: true }],
    [
      "a tag may send a report to the parent",
      { when: { path: "tags.pool", is: "set" }, set: { os: "delegate-parent" } },
    ],
  ] as [string, Partial<ResponsibilityException>][])("accepts: %s", (_, change) => {
    expect(checkModel(withException(change))).toEqual([]);
  });
});

describe("restsOnPositiveEvidence", () => {
  const seen: Condition = { path: "a", equals: 1 };
  const missing: Condition = { path: "b", is: "unset" };
  const cases: [condition: Condition, positive: boolean][] = [
    [seen, true],
    [{ path: "a", one_of: [1] }, true],
    [{ path: "a", is: "set" }, true],
    [{ path: "a", contains_any: ["x"] }, true],
    [missing, false],
    [{ path: "a", not_equals: 1 }, false],
    [{ path: "a", not_one_of: [1] }, false],
    [{ path: "a", equals: 1, default: 1 }, false],
    [{ path: "a", equals: 1, absent: "pass" }, false],
    [{ path: "a", like: "x*" }, false],
    [{ path: "name", equals: "x" }, false],
    [{ path: ["b", "tags.owner"], equals: "x" }, false],
    [{ path: "names", equals: "x" }, true],
    [{ all: [missing, seen] }, true],
    [{ all: [missing, missing] }, false],
    [{ any: [seen, seen] }, true],
    [{ any: [seen, missing] }, false],
    [{ any: [] }, false],
    [{ any: [seen, { all: [missing, { not: seen }] }] }, false],
    [{ not: seen }, false],
    [{ not: missing }, false],
    [{ holds: "something" }, false],
    [{ requires_tls: { policy: "a" } }, false],
    [{ some: { in: "l", where: seen } }, true],
    [{ some: { in: "l", where: missing } }, false],
    [{ some: { in: "l", absent: "pass", where: seen } }, false],
    [{ every: { in: "l", empty: "fail", where: seen } }, true],
    [{ every: { in: "l", empty: "pass", where: seen } }, false],
    [{ every: { in: "l", empty: "fail", absent: "pass", where: seen } }, false],
    [{ every: { in: "l", empty: "fail", where: { not_one_of: [1] } } }, false],
    [{ none: { in: "l", where: seen } }, false],
    [{ count: { in: "l", at_least: 1 } }, true],
    [{ count: { in: "l", at_least: 0 } }, false],
    [{ count: { in: "l", at_most: 3 } }, false],
    [{ count: { in: "l", at_least: { param: "n" } } }, false],
  ];
  it.each(cases.map(([condition, positive]) => [JSON.stringify(condition), condition, positive] as const))(
    "%s",
    (_, condition, positive) => {
      expect(restsOnPositiveEvidence(condition, false)).toBe(positive);
    },
  );

  it("takes spellings and names in a reserved namespace, but no absence there either", () => {
    expect(restsOnPositiveEvidence({ path: "name", like: "x*" }, true)).toBe(true);
    expect(restsOnPositiveEvidence({ path: "name", equals: "x" }, true)).toBe(true);
    expect(restsOnPositiveEvidence({ path: "name", is: "unset" }, true)).toBe(false);
  });
});
