import { describe, expect, it } from "vitest";
import type { ResourceDocument } from "../../src/model/resource.ts";
import type { Fix } from "../../src/model/rule.ts";
import { applyChanges } from "../../src/rules/apply-changes.ts";

const HEAD = { provider: "aws", account: "111122223333", region: "eu-west-1", type: "T", id: "i", name: "n" };

function mend(body: object, fix: Partial<Fix>, evidence: readonly string[] = [], fold = false): unknown {
  const document = { ...HEAD, ...body } as ResourceDocument;
  const before = structuredClone(document);
  const { configuration } = applyChanges(document, fix, { evidence, fold });
  expect(document).toEqual(before);
  return configuration;
}

describe("applyChanges", () => {
  it.each([
    ["sets a value", { a: 1 }, { set: { "configuration.a": 2 } }, { a: 2 }],
    ["makes what is missing on the way", null, { set: { "configuration.a.b": true } }, { a: { b: true } }],
    ["sets a key with a dot", {}, { set: { 'configuration["a.b"]': 1 } }, { "a.b": 1 }],
    [
      "sets the picked element",
      {
        l: [
          { key: "x", value: 1 },
          { key: "y", value: 1 },
        ],
      },
      { set: { "configuration.l[key=y].value": 2 } },
      {
        l: [
          { key: "x", value: 1 },
          { key: "y", value: 2 },
        ],
      },
    ],
    [
      "adds a picked element that is missing",
      { l: [] },
      { set: { "configuration.l[key=y].value": 2 } },
      { l: [{ key: "y", value: 2 }] },
    ],
    ["removes a key", { a: 1, b: 2 }, { remove: ["configuration.a"] }, { b: 2 }],
    ["adds to a list", { l: [1] }, { add: { "configuration.l": 2 } }, { l: [1, 2] }],
    ["adds to a list that is missing", {}, { add: { "configuration.l": { a: 1 } } }, { l: [{ a: 1 }] }],
  ])("%s", (_, configuration, fix, after) => expect(mend({ configuration }, fix)).toEqual(after));

  it("changes the elements that the evidence names, and no other", () => {
    const configuration = { l: [{ a: 1 }, { a: 1 }, { a: 1 }] };
    const evidence = ["configuration.l[0].a", "configuration.l[2].a", "configuration.list[1]"];
    expect(mend({ configuration }, { set: { "configuration.l[].a": 2 } }, evidence)).toEqual({
      l: [{ a: 2 }, { a: 1 }, { a: 2 }],
    });
    expect(
      mend({ configuration: { l: [1, 2, 3] } }, { remove: ["configuration.l[]"] }, [
        "configuration.l[0]",
        "configuration.l[2]",
      ]),
    ).toEqual({ l: [2] });
  });

  it("finds keys in any case where the provider does not care", () => {
    expect(mend({ configuration: { Enabled: false } }, { set: { "configuration.enabled": true } }, [], true)).toEqual({
      Enabled: true,
    });
    expect(mend({ configuration: { Enabled: false } }, { set: { "configuration.enabled": true } })).toEqual({
      Enabled: false,
      enabled: true,
    });
  });

  it("hands out no part of the fix itself", () => {
    const fix: Partial<Fix> = { set: { "configuration.a": { b: [] } }, add: { "configuration.a.b": 1 } };
    expect(mend({ configuration: {} }, fix)).toEqual({ a: { b: [1] } });
    expect(fix.set).toEqual({ "configuration.a": { b: [] } });
  });
});
