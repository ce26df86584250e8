import { describe, expect, it } from "vitest";
import type { Example } from "../../src/rules/examples.ts";
import { checkRuleText } from "./check-rule-text.ts";
import { FILE, VALID, library } from "./rule-texts.ts";

const FIRST = `
  - name: first
    outcome: pass
    at: configuration.encrypted
    unread: [tags]
    resource: { name: disk, configuration: { encrypted: true, "a.b": 1, list: [{ key: x, value: 1 }, { key: y, value: 2 }] } }
    related: [{ type: AWS::EC2::Volume, id: one, configuration: { encrypted: true } }, { type: AWS::EC2::Volume, id: two }]
    reads: [{ type: AWS::EC2::Volume }]`;

/** The example written below the first one. */
function completed(second: string): Example {
  const text = VALID.replace(
    /^examples:[^]*$/m,
    () => `examples:${FIRST}\n  - { name: second, outcome: fail, ${second} }\n`,
  );
  const { examples, diagnostics } = checkRuleText(text, FILE, library);
  expect(diagnostics).toEqual([]);
  return examples[1]!;
}

const first = completed("as_in: first");

describe("an example that takes over another", () => {
  it("has what is judged of it, and nothing of what is said of it", () => {
    expect(first).toEqual({
      name: "second",
      outcome: "fail",
      unread: ["tags"],
      resource: {
        name: "disk",
        configuration: {
          encrypted: true,
          "a.b": 1,
          list: [
            { key: "x", value: 1 },
            { key: "y", value: 2 },
          ],
        },
      },
      related: [
        { type: "AWS::EC2::Volume", id: "one", configuration: { encrypted: true } },
        { type: "AWS::EC2::Volume", id: "two" },
      ],
      reads: [{ type: "AWS::EC2::Volume" }],
    });
  });

  it.each<[string, string, { [K in keyof Example]?: Example[K] | undefined }]>([
    [
      "says keys of its own in place of those it takes over",
      "related: [], reads: [], at: .",
      { related: [], reads: [], at: "." },
    ],
    [
      "sets values, and makes keys",
      "set: { resource.name: other, resource.tags.owner: shop }",
      {
        resource: { ...first.resource, name: "other", tags: { owner: "shop" } },
      },
    ],
    [
      "sets an element that is picked",
      'set: { "related[id=two].name": b }',
      {
        related: [first.related![0]!, { type: "AWS::EC2::Volume", id: "two", name: "b" }],
      },
    ],
    [
      "removes keys and elements",
      'remove: ["related[id=one]", resource.configuration, unread]',
      {
        related: [first.related![1]!],
        resource: { name: "disk" },
        unread: undefined,
      },
    ],
    [
      "adds elements",
      "add: { reads: { type: AWS::EC2::Volume, region: us-east-1 } }",
      {
        reads: [{ type: "AWS::EC2::Volume" }, { type: "AWS::EC2::Volume", region: "us-east-1" }],
      },
    ],
    [
      "changes a key of its own",
      "resource: { configuration: { encrypted: true } }, set: { resource.configuration.encrypted: false }",
      {
        resource: { configuration: { encrypted: false } },
      },
    ],
    [
      "sets a key with a dot, and null",
      `set: { 'resource.configuration["a.b"]': null }`,
      {
        resource: { ...first.resource, configuration: { ...(first.resource["configuration"] as object), "a.b": null } },
      },
    ],
  ])("%s", (_, second, other) => {
    const wanted = Object.entries({ ...first, ...other }).filter(([, value]) => value !== undefined);
    expect(completed(`as_in: first, ${second}`)).toEqual(Object.fromEntries(wanted));
  });

  it("may be taken over itself, and leaves the one it took over as it was", () => {
    const chain = `${FIRST}
  - { name: second, outcome: fail, as_in: first, set: { resource.configuration.encrypted: false } }
  - { name: third, outcome: fail, as_in: second, set: { resource.name: third } }
  - { name: fourth, outcome: pass, as_in: first }\n`;
    const { examples } = checkRuleText(
      VALID.replace(/^examples:[^]*$/m, () => `examples:${chain}`),
      FILE,
      library,
    );
    const shown = examples.map(({ resource }) => [
      resource["name"],
      (resource["configuration"] as { encrypted: boolean }).encrypted,
    ]);
    expect(shown).toEqual([
      ["disk", true],
      ["disk", false],
      ["third", false],
      ["disk", true],
    ]);
  });
});
