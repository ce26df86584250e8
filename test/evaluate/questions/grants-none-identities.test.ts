import { describe, expect, it } from "vitest";
import { answerTo, ask } from "../ask.ts";
import type { Answer } from "../ask.ts";
import { tables, policy, when, grants } from "./granting-policies.ts";
import type { Statement } from "./granting-policies.ts";

describe("policies of identities", () => {
  const admin = (more: Statement = {}) => ({ Effect: "Allow", Action: "*", Resource: "*", ...more });
  const asked = { actions: "administrator" };

  it.each<[string, unknown, Answer]>([
    ["everything", policy(admin()), "false"],
    ["everything, spelt out", policy(admin({ Action: "*:*" })), "false"],
    [
      "everything among others",
      policy(admin({ Action: ["s3:Get*", "*"], Resource: ["arn:aws:s3:::b", "*"] })),
      "false",
    ],
    ["one service", policy(admin({ Action: "iam:*" })), "true"],
    ["one resource", policy(admin({ Resource: "arn:aws:s3:::b" })), "true"],
    ["all but identities", policy({ Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: "*" }), "true"],
    ["all but billing", policy({ Effect: "Allow", NotAction: "aws-portal:*", Resource: "*" }), "false"],
    ["all but some of identities", policy({ Effect: "Allow", NotAction: "iam:*User", Resource: "*" }), "false"],
    ["with another factor", policy(admin(when("Bool", "aws:MultiFactorAuthPresent", "true"))), "false"],
    ["on a key nobody knows", policy(admin(when("Bool", "foo:Bar", "true"))), "false"],
    ["denied", policy(admin(), { Effect: "Deny", Action: "*", Resource: "*" }), "true"],
    ["identities denied", policy(admin(), { Effect: "Deny", Action: "iam:*", Resource: "*" }), "true"],
    ["something denied", policy(admin(), { Effect: "Deny", Action: "s3:*", Resource: "*" }), "false"],
    [
      "denied without another factor",
      policy(admin(), {
        Effect: "Deny",
        Action: "*",
        Resource: "*",
        ...when("Bool", "aws:MultiFactorAuthPresent", "false"),
      }),
      "false",
    ],
    [
      "denied outside an address",
      policy(admin(), {
        Effect: "Deny",
        Action: "*",
        Resource: "*",
        ...when("NotIpAddress", "aws:SourceIp", "198.51.100.0/24"),
      }),
      "false",
    ],
    [
      "denied on a key nobody knows",
      policy(admin(), { Effect: "Deny", Action: "*", Resource: "*", ...when("StringEquals", "foo:Bar", "x") }),
      "unknown",
    ],
  ])("administrator: %s", (_name, document, expected) => {
    expect(grants("anyone", document, asked)).toBe(expected);
  });

  const each = {
    grants_none: { policy: "configuration.list[].document", to: "anyone", actions: "administrator", empty: "pass" },
  };
  it.each<[string, unknown, Answer]>([
    ["none", [], "true"],
    [
      "one that grants",
      [{ document: policy(admin({ Resource: "arn:aws:s3:::b" })) }, { document: policy(admin()) }],
      "false",
    ],
    ["one that cannot be read", [{ document: "{" }], "unknown"],
    ["one that cannot be read beside one that grants", [{ document: "{" }, { document: policy(admin()) }], "false"],
    ["one without a document", [{}], "unknown"],
    ["absent", null, "unknown"],
  ])("several: %s", (_name, list, expected) => {
    expect(answerTo(each, { configuration: { list, other: 1 } }, { tables })).toBe(expected);
  });

  it("names the policy and the statement", () => {
    const list = [{ document: policy(admin({ Action: "s3:*" }), admin()) }];
    expect(ask(each, { configuration: { list } }, { tables }).evidence).toMatchObject([
      {
        path: "configuration.list[0].document.Statement[1]",
        seen: admin(),
        wanted: "does not grant every action on every resource to anyone",
      },
    ]);
  });
});
