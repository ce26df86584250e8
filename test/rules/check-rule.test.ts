import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkRuleText } from "./check-rule-text.ts";
import { VALID, FILE, withExpect, about, SERVER, GROUP, ROLE, BUCKET, ACCOUNT, library } from "./rule-texts.ts";

describe("checkRule", () => {
  it("gives the rule as plain data, with what was left out filled in", () => {
    const { rule, examples, diagnostics } = checkRuleText(VALID, FILE, library, { shipped: true });
    expect(diagnostics).toEqual([]);
    expect(rule).toMatchObject({
      id: "aws-ec2-volume-encrypted",
      resource: ["AWS::EC2::Volume"],
      expect: { path: "configuration.encrypted", equals: true },
      aliases: [],
      controls: {},
      references: [],
      file: FILE,
    });
    expect(rule).not.toHaveProperty("examples");
    expect(examples.map(({ name }) => name)).toEqual(["encrypted", "not encrypted", "refused"]);
    expect(JSON.parse(JSON.stringify(rule))).toEqual(rule);
  });

  it.each([
    ["one switch with a default", VALID, "{ path: configuration.kmsKeyId, equals: a, default: b }", ""],
    [
      "presence of an object nobody listed by itself",
      BUCKET,
      "{ path: supplementaryConfiguration.Versioning, is: set }",
      "",
    ],
    [
      "elements of a list",
      GROUP,
      "{ none: { in: configuration.ipPermissions, where: { all: [{ path: fromPort, equals: 22 }, { some: { in: ipRanges, where: { equals: 0.0.0.0/0 } } }] } } }",
      "",
    ],
    [
      "entries of a map",
      VALID,
      '{ some: { in: "configuration.labels{}", where: { all: [{ path: key, equals: owner }, { path: value, is: set }] } } }',
      "",
    ],
    ["a key of a map", VALID, `{ path: 'configuration.labels["cost:center"]', is: set }`, ""],
    ["tags, which every document has", VALID, "{ path: tags.owner, is: set }", ""],
    [
      "a path of Azure in any case",
      SERVER,
      '{ path: Properties.MinimalTLSVersion, tls_at_least: "1.2", default: "1.0" }',
      "",
    ],
    [
      "a child",
      SERVER,
      `{ every: { in: 'children["firewallrules"]', empty: pass, where: { path: properties.startIpAddress, not_equals: 0.0.0.0 } } }`,
      "",
    ],
    [
      "names of outer elements and the resource",
      VALID,
      "{ some: { in: configuration.attachments, as: disk, where: { some: { related: AWS::EC2::Volume, within: account, where: { all: [{ path: name, equals: { path: $disk.instanceId } }, { path: id, equals: { path: $.id } }] } } } } }",
      "",
    ],
    [
      "literals",
      VALID,
      "{ every: { of: { param: kinds }, as: kind, where: { path: $.configuration.volumeType, not_equals: { path: $kind } } } }",
      "params: { kinds: { type: list, default: [standard], about: old kinds } }",
    ],
    [
      "a count with a word for absence of its own",
      VALID,
      "{ count: { in: configuration.attachments, absent: fail, at_least: 1, at_most: 2 } }",
      "",
    ],
    [
      "a path that no list has, with a reason",
      VALID,
      "{ path: configuration.throughput, at_least: 125 }",
      "unlisted_paths: { configuration.throughput: newer than the list }",
    ],
    [
      "elements that no list has",
      VALID,
      "{ some: { in: configuration.extra, where: { path: x, is: set } } }",
      "unlisted_paths: { configuration.extra: new, 'configuration.extra[].x': new }",
    ],
    [
      "days of a parameter",
      VALID,
      "{ path: configuration.createTime, age_at_most: { param: days } }",
      "params: { days: { type: days, default: 90, min: 1, max: 365, stricter: lower, about: age } }",
    ],
    [
      "a table",
      about("AWS::Lambda::Function", "aws-lambda-a"),
      "{ path: configuration.runtime, in_support: { table: lambda-runtimes, days: 30 } }",
      "",
    ],
    ["not around a question", GROUP, "{ not: { closed_to_internet: { ports: [22, 3000-3010], protocol: tcp } } }", ""],
    [
      "every port",
      GROUP,
      "{ closed_to_internet: { ports: every, protocol: any, wider_than: { ipv4: 16, ipv6: 32 } } }",
      "",
    ],
    [
      "addresses of children",
      SERVER,
      "{ closed_to_internet: { addresses: children.firewallrules, start: properties.startIpAddress, end: properties.endIpAddress, empty: closed, ignore: [azure_services] } }",
      "",
    ],
    [
      "one policy and several",
      ROLE,
      '{ all: [{ grants_none: { policy: configuration.assumeRolePolicyDocument, to: other_accounts, except_accounts: ["111122223333"] } }, { grants_none: { policy: \'configuration.rolePolicyList[].policyDocument\', to: anyone, actions: ["iam:*"], request: { "iam:PassedToService": ec2.amazonaws.com }, empty: pass } }] }',
      "",
    ],
    ["a shared condition", BUCKET, "{ holds: bucket-versioned }", ""],
    [
      "a shared condition about something related",
      ACCOUNT,
      "{ some: { related: AWS::CloudTrail::Trail, within: account, where: { holds: trail-logging } } }",
      "",
    ],
    ["the regions of an account", ACCOUNT, '{ path: "@summary.mfa", equals: 1 }', "per: region"],
    ["a customer's key", VALID, "{ customer_managed_key: configuration.kmsKeyId }", ""],
    ["a field that is called like an operator", VALID, "{ path: tags.equals, equals: a }", ""],
  ])("accepts %s", (_, base, condition, more) => {
    expect(checkRuleText(withExpect(condition, more, base), "rule.yaml", library).diagnostics).toEqual([]);
  });

  it("accepts a duty of the organisation, which has no resource", () => {
    const text = withExpect("X", "", VALID)
      .replace("expect: X", "manual: { question: Are people trained?, evidence: [a list], renew: 365d }")
      .replace(/^resource: .*\n/m, "")
      .replace(/^id: .*$/m, "id: org-people-trained");
    expect(
      checkRuleText(text, "org/people-trained.yaml", library, { shipped: true }).diagnostics.map(
        ({ message }) => message,
      ),
    ).toEqual([]);
  });

  it("reports all mistakes of a file in one run, in the order of the file", () => {
    const text = withExpect(
      "{ all: [{ path: configuration.encryted, equals: true }, { path: configuration.size, at_least: big }, { any: [] }, { not: { path: configuration.kmsKeyId, is: set } }] }",
      "absent: pass",
      VALID,
    )
      .replace("severity: high", "severity: hihg")
      .replace("why:", "wy:");
    const { rule, diagnostics } = checkRuleText(text, "rule.yaml", library);
    expect(rule).toBeNull();
    expect(diagnostics.map(({ code }) => code)).toEqual([
      "rule-missing-key",
      "rule-bad-value",
      "rule-absent-too-wide",
      "rule-unknown-path",
      "rule-operand-kind",
      "rule-empty-list",
      "rule-not-line",
      "rule-unknown-key",
    ]);
    expect(diagnostics.every(({ line, column, length }) => line > 0 && column > 0 && length > 0)).toBe(true);
  });

  it("never throws, whatever stands in a rule", () => {
    const keys = [
      "all",
      "any",
      "not",
      "holds",
      "some",
      "every",
      "count",
      "in",
      "of",
      "related",
      "join",
      "within",
      "where",
      "as",
      "path",
      "equals",
      "one_of",
      "matches",
      "in_support",
      "at_least",
      "default",
      "absent",
      "empty",
      "param",
      "closed_to_internet",
      "grants_none",
      "ports",
      "addresses",
      "policy",
      "toString",
    ];
    const leaf = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.constantFrom(
        ".",
        "$.a",
        "$x.b",
        "a[",
        "configuration.attachments",
        "configuration.attachments[]",
        "configuration.labels{}",
        "bucket-versioned",
        "AWS::EC2::Volume",
      ),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        leaf,
        fc.array(tie("tree"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...keys), tie("tree"), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(tree, tree, tree, (condition, params, examples) => {
        const text = withExpect(
          JSON.stringify(condition),
          `when: ${JSON.stringify(condition)}\nparams: ${JSON.stringify(params)}\nexamples: ${JSON.stringify(examples)}`,
        );
        const { rule, diagnostics } = checkRuleText(text, "rule.yaml", library, { shipped: true });
        expect(rule === null).toBe(diagnostics.length > 0);
      }),
      { numRuns: 1500 },
    );
  });
});
