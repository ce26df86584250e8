import { describe, expect, it } from "vitest";
import type { Answer } from "../ask.ts";
import { deny, grants, policy, when, without } from "./granting-policies.ts";
import type { Statement } from "./granting-policies.ts";

const KEY = "iam:PassedToService";
const pass = (more: Statement = {}): Statement => ({ Effect: "Allow", Action: "iam:PassRole", Resource: "*", ...more });
const stop = (more: Statement): Statement => without("Principal", deny({ Action: "iam:*", ...more }));
const asked = {
  actions: ["iam:PassRole"],
  resources: "all",
  request: { "IAM:PassedToService": "ec2.amazonaws.com" },
};

describe("a call that says something of itself", () => {
  it.each<[string, readonly Statement[], Answer]>([
    ["without conditions", [pass()], "false"],
    ["to this service", [pass(when("StringEquals", KEY, "ec2.amazonaws.com"))], "false"],
    ["to this service among others", [pass(when("StringEquals", KEY, ["a", "ec2.amazonaws.com"]))], "false"],
    [
      "to this service, by the key in other letters",
      [pass(when("StringLike", "iam:passedtoservice", "ec2*"))],
      "false",
    ],
    ["to another service", [pass(when("StringEquals", KEY, "lambda.amazonaws.com"))], "true"],
    ["to another service, if any is named", [pass(when("StringEqualsIfExists", KEY, "lambda.amazonaws.com"))], "true"],
    ["to other letters", [pass(when("StringEquals", KEY, "EC2.amazonaws.com"))], "true"],
    ["to other letters that count the same", [pass(when("StringEqualsIgnoreCase", KEY, "EC2.amazonaws.com"))], "false"],
    ["to a pattern taken letter by letter", [pass(when("StringEquals", KEY, "ec2*"))], "true"],
    ["to all but this one", [pass(when("StringNotEquals", KEY, "ec2.amazonaws.com"))], "true"],
    ["to all but another", [pass(when("StringNotLike", KEY, "lambda*"))], "false"],
    ["where none is named", [pass(when("Null", KEY, "true"))], "true"],
    ["where one is named", [pass(when("Null", KEY, "false"))], "false"],
    ["to what a variable says", [pass(when("StringLike", KEY, "${aws:PrincipalTag/service}"))], "unknown"],
    ["by a test of another kind", [pass(when("BinaryEquals", KEY, "eA=="))], "unknown"],
    ["with a condition on something else", [pass(when("StringEquals", "aws:RequestedRegion", "eu-west-1"))], "false"],
    ["to another service, and to this", [pass(when("StringEquals", KEY, "x")), pass()], "false"],
    ["denied to this service", [pass(), stop(when("StringEquals", KEY, "ec2.amazonaws.com"))], "true"],
    ["denied to another service", [pass(), stop(when("StringEquals", KEY, "lambda.amazonaws.com"))], "false"],
    ["denied to all but another", [pass(), stop(when("StringNotEquals", KEY, "lambda.amazonaws.com"))], "true"],
    [
      "denied to what a variable says",
      [pass(), stop(when("StringLike", KEY, "${aws:PrincipalTag/service}"))],
      "unknown",
    ],
    [
      "denied to this service with another factor",
      [
        pass(),
        stop({
          Condition: { StringEquals: { [KEY]: "ec2.amazonaws.com" }, Bool: { "aws:MultiFactorAuthPresent": "true" } },
        }),
      ],
      "false",
    ],
  ])("%s", (_, statements, expected) => {
    expect(grants("anyone", policy(...statements), asked)).toBe(expected);
  });
});
