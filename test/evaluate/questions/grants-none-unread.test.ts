import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerTo, ask } from "../ask.ts";
import { OWN, OTHER, tables, allow, policy, when, grants } from "./granting-policies.ts";

describe("what was not read", () => {
  const condition = (more: object = {}) => ({ grants_none: { policy: "configuration.policy", to: "public", ...more } });

  it("is unknown as a whole", () => {
    for (const end of ["", ".Statement", ".Statement[]", ".Statement[0].Condition", ".Statement[7].Sid"]) {
      const unread = [`configuration.policy${end}`];
      expect(grants("public", policy(allow({ Principal: { AWS: OWN } })), {}, { unread })).toBe("unknown");
      expect(grants("public", policy(allow()), {}, { unread })).toBe("unknown");
    }
  });

  it("absent counts as the rule says", () => {
    const none = { configuration: { policy: null, other: 1 } };
    expect(answerTo(condition(), none, { tables })).toBe("unknown");
    expect(answerTo(condition({ absent: "pass" }), none, { tables })).toBe("true");
    expect(answerTo(condition({ absent: "fail" }), none, { tables })).toBe("false");
    expect(answerTo({ not: condition({ absent: "fail" }) }, none, { tables })).toBe("false");
    expect(answerTo(condition({ absent: "pass" }), none, { tables, unread: ["configuration.policy"] })).toBe("unknown");
  });

  it("says what it does not know", () => {
    const unknown = policy(allow({ ...when("StringEquals", "foo:Bar", "x") }));
    expect(ask(condition(), { configuration: { policy: unknown } }, { tables }).evidence).toMatchObject([
      { path: "configuration.policy.Statement[0]", because: "what a condition on foo:Bar means is not known" },
    ]);
    expect(ask(condition(), { configuration: { policy: policy() } }, { tables }).evidence).toMatchObject([
      { path: "configuration.policy", state: "wrong_type", seen: "no statement" },
    ]);
  });

  const anyPolicy = fc
    .array(
      fc.record(
        {
          Effect: fc.constantFrom("Allow", "Allow", "Deny"),
          Principal: fc.constantFrom("*", { AWS: OWN }, { AWS: OTHER }, { Service: "ec2.amazonaws.com" }, 3),
          Action: fc.constantFrom("*", "s3:Get*", ["s3:GetObject"], "x"),
          Resource: fc.constantFrom("*", "arn:aws:s3:::b/*"),
          Condition: fc.constantFrom(
            when("StringEquals", "aws:SourceAccount", OWN).Condition,
            when("StringNotEquals", "foo:Bar", "x").Condition,
          ),
        },
        { requiredKeys: ["Effect", "Action", "Principal"] },
      ),
      { maxLength: 3 },
    )
    .map((list) => policy(...list));

  it("settles nothing", () => {
    const places = [
      "configuration.policy",
      "configuration.policy.Statement[]",
      "configuration.policy.Statement[0].Principal",
      "configuration",
    ];
    const who = fc.constantFrom(
      "public",
      "other_accounts",
      "services_without_source",
      "unpinned_web_identity",
      "anyone",
    );
    fc.assert(
      fc.property(anyPolicy, fc.subarray(places), who, (document, unread, to) => {
        const whole = grants(to, document);
        const part = grants(to, document, {}, { unread });
        expect(part === "unknown" || part === whole).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("text and object say the same", () => {
    fc.assert(
      fc.property(anyPolicy, (document) => {
        expect(grants("public", JSON.stringify(document))).toBe(grants("public", document));
      }),
    );
  });

  it("garbage never throws, and never passes", () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.string()), (value) => {
        expect(grants("public", value)).toBe("unknown");
        grants("anyone", policy(value));
        grants("public", policy(allow({ Principal: value, Condition: value })));
        grants("public", policy({ ...allow(), Condition: { StringEquals: value } }));
      }),
    );
  });
});
