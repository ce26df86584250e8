import { describe, expect, it } from "vitest";
import { answerTo } from "../ask.ts";
import type { Answer } from "../ask.ts";
import { OWN, OTHER, allow, deny, policy, without, when, grants, tables } from "./granting-policies.ts";
import type { Statement } from "./granting-policies.ts";

/** Asked of a role that has the policy. */
function grantsOnItself(document: unknown): Answer {
  const asked = { policy: "configuration.policy", to: "public", actions: ["iam:PutRolePolicy"], resources: "own" };
  const role = { id: "arn:aws:iam::111122223333:role/deploy", configuration: { policy: document } };
  return answerTo({ grants_none: asked }, role, { tables });
}

describe("no grant to the public", () => {
  it.each<[string, unknown, Answer]>([
    ["everybody", policy(allow()), "false"],
    ["everybody with an AWS identity", policy(allow({ Principal: { AWS: "*" } })), "false"],
    ["everybody in a list", policy(allow({ Principal: { AWS: [OWN, "*"] } })), "false"],
    ["one statement, not in a list", { Version: "2012-10-17", Statement: allow() }, "false"],
    ["everybody but one", policy({ ...without("Principal", allow()), NotPrincipal: { AWS: OWN } }), "false"],
    ["an account", policy(allow({ Principal: { AWS: OTHER } })), "true"],
    ["a service", policy(allow({ Principal: { Service: "logs.amazonaws.com" } })), "true"],
    [
      "a distribution",
      policy(allow({ Principal: { AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1" } })),
      "true",
    ],
    ["only a deny", policy(deny()), "true"],
    ["as JSON text", JSON.stringify(policy(allow())), "false"],
    ["as JSON text, closed", JSON.stringify(policy(allow({ Principal: { AWS: OWN } }))), "true"],
    ["as URL-encoded JSON", encodeURIComponent(JSON.stringify(policy(allow()))), "false"],
    ["the older language", { Version: "2008-10-17", Statement: [allow()] }, "false"],
    ["no version", { Statement: [allow()] }, "false"],
  ])("%s", (_name, document, expected) => {
    expect(grants("public", document)).toBe(expected);
  });

  it.each<[string, unknown]>([
    ["no JSON", "{"],
    ["text that decodes to nothing", "%7B%"],
    ["a JSON scalar", "3"],
    ["a list", [allow()]],
    ["a number", 3],
    ["masked", { masked: true, length: 20, looks_like: "nothing" }],
    ["no statement", policy()],
    ["no statements at all", { Version: "2012-10-17" }],
    ["a statement that is text", policy("Allow")],
    ["an unknown key of the policy", { ...policy(allow({ Principal: { AWS: OWN } })), Extra: 1 }],
    ["an unknown key of a statement", policy(allow({ Principal: { AWS: OWN }, Extra: 1 }))],
    ["an unknown version", { ...policy(allow({ Principal: { AWS: OWN } })), Version: "2030-01-01" }],
    ["another effect", policy(allow({ Principal: { AWS: OWN }, Effect: "Permit" }))],
    ["no effect", policy(without("Effect", allow({ Principal: { AWS: OWN } })))],
    ["no action", policy(without("Action", allow({ Principal: { AWS: OWN } })))],
    ["both kinds of action", policy(allow({ Principal: { AWS: OWN }, NotAction: "s3:*" }))],
    ["an action without service", policy(allow({ Principal: { AWS: OWN }, Action: "GetObject" }))],
    ["an action that is a number", policy(allow({ Principal: { AWS: OWN }, Action: 1 }))],
    ["no actions in the list", policy(allow({ Principal: { AWS: OWN }, Action: [] }))],
    ["no principal", policy(without("Principal", allow()))],
    ["a deny without principal", policy(allow(), without("Principal", deny()))],
    ["both kinds of principal", policy(allow({ NotPrincipal: "*" }))],
    ["a principal that is text", policy(allow({ Principal: OWN }))],
    ["a kind of principal that is none", policy(allow({ Principal: { Azure: "*" } }))],
    ["a principal with a wildcard", policy(allow({ Principal: { AWS: `arn:aws:iam::${OWN}:role/*` } }))],
    ["a principal that names nobody", policy(allow({ Principal: {} }))],
    ["a service that is a wildcard", policy(allow({ Principal: { Service: "*" } }))],
    ["a malformed resource", policy(allow({ Principal: { AWS: OWN }, Resource: "bucket" }))],
    ["a condition that is text", policy(allow({ Principal: { AWS: OWN }, Condition: "x" }))],
    ["an unknown operator", policy(allow({ Principal: { AWS: OWN }, ...when("StringSame", "aws:SourceArn", "x") }))],
    ["a condition that tests nothing", policy(allow({ Principal: { AWS: OWN }, Condition: { StringEquals: {} } }))],
    [
      "a condition without values",
      policy(allow({ Principal: { AWS: OWN }, ...when("StringEquals", "aws:SourceArn", []) })),
    ],
    ["one odd statement among others", policy(allow({ Principal: { AWS: OWN } }), { Effect: "Allow" })],
    ["an odd statement beside an open one", policy(allow(), { Effect: "Allow" })],
  ])("%s: unknown", (_name, document) => {
    expect(grants("public", document)).toBe("unknown");
  });

  it.each<[string, object, Answer]>([
    ["an organisation", when("StringEquals", "aws:PrincipalOrgID", "o-abcd123456"), "true"],
    ["an organisation, key in another case", when("StringEquals", "AWS:principalorgid", "o-abcd123456"), "true"],
    ["every organisation", when("StringLike", "aws:PrincipalOrgID", "o-*"), "false"],
    ["any path of any organisation", when("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-*/*"), "false"],
    ["a path", when("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", ["o-abcd/*"]), "true"],
    ["all of none", when("ForAllValues:StringLike", "aws:PrincipalOrgPaths", ["o-abcd/*"]), "false"],
    ["only wildcards", when("StringLike", "aws:SourceAccount", "*"), "false"],
    ["one value of wildcards", when("StringLike", "aws:SourceAccount", [OWN, "?*"]), "false"],
    ["an account as a number", when("StringEquals", "aws:SourceAccount", 111122223333), "true"],
    ["if it exists", when("StringEqualsIfExists", "aws:PrincipalOrgID", "o-abcd123456"), "false"],
    ["not an organisation", when("StringNotEquals", "aws:PrincipalOrgID", "o-abcd123456"), "false"],
    ["a key that exists", when("Null", "aws:PrincipalOrgID", "false"), "false"],
    ["an ARN", when("ArnLike", "aws:SourceArn", `arn:aws:sns:*:${OWN}:*`), "true"],
    ["a bucket, whose ARN has no account", when("ArnLike", "aws:SourceArn", "arn:aws:s3:::mine"), "true"],
    ["every ARN of a service", when("ArnLike", "aws:SourceArn", "arn:aws:s3:::*"), "false"],
    ["every ARN", when("ArnLike", "aws:SourceArn", "arn:aws:*:*:*:*"), "false"],
    ["a name in any account", when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/Admin"), "unknown"],
    ["a name at the end of any ARN", when("StringLike", "aws:PrincipalArn", "*:role/Admin"), "unknown"],
    ["buckets by how they begin", when("ArnLike", "aws:SourceArn", "arn:aws:s3:::logs-*"), "unknown"],
    ["a session of any role", when("StringLike", "aws:userid", "*:alice"), "unknown"],
    ["any session of a role", when("StringLike", "aws:userid", "AROAEXAMPLE1234567890:*"), "true"],
    ["an account by how it begins", when("StringLike", "aws:SourceAccount", "1111*"), "unknown"],
    ["a root of any organisation", when("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "*/r-ab12/*"), "unknown"],
    ["any service", when("StringLike", "aws:PrincipalServiceName", "*.amazonaws.com"), "unknown"],
    ["addresses by how they are written", when("StringLike", "aws:SourceIp", "*.*.*.*"), "unknown"],
    ["a variable", when("StringEquals", "aws:SourceAccount", "${aws:PrincipalAccount}"), "unknown"],
    ["TLS", when("Bool", "aws:SecureTransport", "true"), "false"],
    ["a tag", when("StringEquals", "aws:PrincipalTag/team", "x"), "false"],
    ["a key nobody knows", when("StringEquals", "foo:Bar", "x"), "unknown"],
    [
      "a key nobody knows beside a limit",
      { Condition: { StringEquals: { "foo:Bar": "x", "aws:SourceAccount": OWN } } },
      "true",
    ],
    [
      "a key nobody knows beside TLS",
      { Condition: { StringEquals: { "foo:Bar": "x" }, Bool: { "aws:SecureTransport": true } } },
      "unknown",
    ],
    ["a narrow address", when("IpAddress", "aws:SourceIp", ["198.51.100.0/24", "12.0.0.0/16"]), "true"],
    ["a wide address", when("IpAddress", "aws:SourceIp", "0.0.0.0/0"), "false"],
    ["two wide halves", when("IpAddress", "aws:SourceIp", ["0.0.0.0/1", "128.0.0.0/1"]), "false"],
    ["an address that is none", when("IpAddress", "aws:SourceIp", "office"), "unknown"],
    ["all but an address", when("NotIpAddress", "aws:SourceIp", "198.51.100.0/24"), "false"],
    ["an empty condition", { Condition: {} }, "false"],
  ])("limited to %s", (_name, more, expected) => {
    expect(grants("public", policy(allow(more as Statement)))).toBe(expected);
  });

  it("reads no variables under the older language", () => {
    const document = { Version: "2008-10-17", Statement: [allow(when("StringEquals", "aws:SourceAccount", "${x}"))] };
    expect(grants("public", document)).toBe("true");
  });

  it("knows no key without the table, and is limited by none of an old one", () => {
    const limited = policy(allow(when("StringEquals", "aws:PrincipalOrgID", "o-abcd123456")));
    const tls = policy(allow(when("Bool", "aws:SecureTransport", "true")));
    expect(grants("public", limited, {}, { tables: {} })).toBe("unknown");
    expect(grants("public", tls, {}, { tables: {} })).toBe("unknown");
    expect(grants("public", limited, {}, { asOf: "2028-01-01T00:00:00Z" })).toBe("unknown");
    expect(grants("public", tls, {}, { asOf: "2028-01-01T00:00:00Z" })).toBe("false");
  });

  it.each<[string, Statement[], Answer]>([
    ["all of it", [deny()], "true"],
    ["all of it, written before", [], "false"],
    ["another action", [deny({ Action: "s3:PutObject" })], "false"],
    ["another resource", [deny({ Resource: "arn:aws:s3:::c/*" })], "false"],
    ["part of the resource", [deny({ Resource: "arn:aws:s3:::b/x/*" })], "false"],
    ["more of the resource", [deny({ Resource: "arn:aws:s3:::b*" })], "true"],
    ["another principal", [deny({ Principal: { AWS: OTHER } })], "false"],
    ["all but some", [{ ...without("Principal", deny()), NotPrincipal: { AWS: OWN } }], "true"],
    ["all but everybody", [{ ...without("Principal", deny()), NotPrincipal: "*" }], "false"],
    ["all actions but one", [{ ...without("Action", deny()), NotAction: "s3:PutObject" }], "true"],
    ["all actions but this", [{ ...without("Action", deny()), NotAction: "s3:Get*" }], "false"],
    ["all resources but one", [{ ...without("Resource", deny()), NotResource: "arn:aws:s3:::c/*" }], "true"],
    [
      "all resources but a variable one",
      [{ ...without("Resource", deny()), NotResource: "arn:aws:s3:::${aws:username}/*" }],
      "unknown",
    ],
    ["outside an organisation", [deny(when("StringNotEquals", "aws:PrincipalOrgID", "o-abcd123456"))], "true"],
    [
      "outside an organisation, if it exists",
      [deny(when("StringNotEqualsIfExists", "aws:PrincipalOrgID", "o-abcd123456"))],
      "true",
    ],
    ["outside every organisation", [deny(when("StringNotLike", "aws:PrincipalOrgID", "*"))], "false"],
    ["inside an organisation", [deny(when("StringEquals", "aws:PrincipalOrgID", "o-abcd123456"))], "false"],
    ["outside an address", [deny(when("NotIpAddress", "aws:SourceIp", "198.51.100.0/24"))], "true"],
    ["outside the world", [deny(when("NotIpAddress", "aws:SourceIp", "0.0.0.0/0"))], "false"],
    [
      "outside one of two",
      [
        deny({
          Condition: {
            StringNotEquals: { "aws:SourceVpce": "vpce-1" },
            ArnNotLike: { "aws:PrincipalArn": `arn:aws:iam::${OWN}:role/x` },
          },
        }),
      ],
      "true",
    ],
    ["without TLS", [deny(when("Bool", "aws:SecureTransport", "false"))], "false"],
    [
      "outside a limit and without TLS",
      [
        deny({
          Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1" }, Bool: { "aws:SecureTransport": "false" } },
        }),
      ],
      "false",
    ],
    ["on a key nobody knows", [deny(when("StringEquals", "foo:Bar", "x"))], "unknown"],
    ["outside a key nobody knows", [deny(when("StringNotEquals", "foo:Bar", "x"))], "unknown"],
    [
      "on a key nobody knows, of another action",
      [deny({ Action: "s3:PutObject", ...when("StringEquals", "foo:Bar", "x") })],
      "false",
    ],
  ])("denied: %s", (_name, denies, expected) => {
    expect(grants("public", policy(allow(), ...denies))).toBe(expected);
    expect(grants("public", policy(...denies, allow()))).toBe(expected);
  });

  it("needs a deny of every action granted", () => {
    const many = allow({ Action: ["s3:GetObject", "s3:PutObject"] });
    expect(grants("public", policy(many, deny({ Action: "s3:GetObject" })))).toBe("false");
    expect(grants("public", policy(many, deny({ Action: "s3:GetObject" }), deny({ Action: "s3:Put*" })))).toBe("true");
  });
});

describe("actions", () => {
  it.each<[string, unknown, unknown, Answer]>([
    ["the same", "s3:GetObject", ["s3:GetObject"], "false"],
    ["the same in another case", "S3:getobject", ["s3:GetObject"], "false"],
    ["a pattern that has it", "s3:Get*", ["s3:GetObject"], "false"],
    ["in a pattern", "s3:GetObject", ["s3:Get*"], "false"],
    ["in both patterns", "s3:*Object", ["s3:Get*"], "false"],
    ["everything", "*", ["s3:Get*"], "false"],
    ["another", "s3:PutObject", ["s3:Get*"], "true"],
    ["one of several", ["sqs:*", "s3:PutObject"], ["s3:Get*", "s3:Put*"], "false"],
    ["a whole service", "s3:*", "whole_service", "false"],
    ["everything is a whole service too", "*", "whole_service", "false"],
    ["part of a service", "s3:Get*", "whole_service", "true"],
  ])("%s", (_name, Action, actions, expected) => {
    expect(grants("public", policy(allow({ Action })), { actions })).toBe(expected);
  });

  it.each<[string, unknown, unknown, Answer]>([
    ["all but others", "s3:Put*", ["s3:GetObject"], "false"],
    ["all but this", "s3:Get*", ["s3:GetObject"], "true"],
    ["all but part of these", "s3:GetObject", ["s3:Get*"], "false"],
    ["all but one service", "iam:*", "whole_service", "false"],
    ["all but everything", "*", "whole_service", "true"],
  ])("NotAction: %s", (_name, NotAction, actions, expected) => {
    expect(grants("public", policy({ ...without("Action", allow()), NotAction }), { actions })).toBe(expected);
  });

  it.each<[string, string | string[], string | string[], unknown, Answer]>([
    ["every key", "kms:Decrypt", "arn:aws:kms:*:111122223333:key/*", ["kms:Decrypt"], "false"],
    ["every key of a region", "kms:*", "arn:aws:kms:eu-west-1:111122223333:key/*", ["kms:Decrypt"], "false"],
    ["one key", "kms:Decrypt", "arn:aws:kms:eu-west-1:111122223333:key/6d1f0c3a", ["kms:Decrypt"], "true"],
    ["keys of another service", "kms:Decrypt", "arn:aws:sqs:*:111122223333:*", ["kms:Decrypt"], "true"],
    ["every role", "iam:*", "arn:aws:iam::111122223333:role/*", ["iam:PutRolePolicy"], "false"],
    ["every role, and anything at all", "*", "arn:aws:iam::*:role/*", ["iam:PutRolePolicy"], "false"],
    ["roles below a path", "iam:*", "arn:aws:iam::111122223333:role/app/*", ["iam:PutRolePolicy"], "true"],
    ["every bucket", "s3:*", "arn:aws:s3:::*", "whole_service", "false"],
    ["every object of every bucket", "s3:*", ["arn:aws:s3:::mine", "arn:aws:s3:::*/*"], "whole_service", "false"],
    ["every object of a bucket", "s3:*", "arn:aws:s3:::mine/*", "whole_service", "true"],
    ["every queue, but actions of another", "s3:*", "arn:aws:sqs:*:111122223333:*", "whole_service", "true"],
    ["every queue, and anything at all", "*", "arn:aws:sqs:*:111122223333:*", "whole_service", "false"],
    ["every bucket, and anything at all", "*", "arn:aws:s3:::*", "administrator", "true"],
  ])("on every resource of a kind: %s", (_name, Action, Resource, actions, expected) => {
    const document = policy(allow({ Action, Resource }));
    expect(grants("public", document, { actions, resources: "all" })).toBe(expected);
    const other = deny({ Action: "sts:*", Resource: "*" });
    expect(grants("public", policy(allow({ Action, Resource }), other), { actions, resources: "all" })).toBe(expected);
  });

  it.each<[string, string, Answer]>([
    ["whoever asks", "arn:aws:iam::*:user/${aws:username}", "false"],
    ["whoever asks, in other letters", "arn:aws:iam::111122223333:user/${aws:UserName}", "false"],
    ["whoever asks, below a path", "arn:aws:iam::111122223333:user/team/${aws:username}", "false"],
    ["its own id", "arn:aws:iam::111122223333:role/deploy", "false"],
    ["names like its own", "arn:aws:iam::111122223333:role/dep*", "false"],
    ["everything", "*", "false"],
    ["every role", "arn:aws:iam::111122223333:role/*", "false"],
    ["another", "arn:aws:iam::111122223333:role/reports", "true"],
    ["names like others", "arn:aws:iam::111122223333:role/deploy-*", "true"],
    ["users with the same tag", "arn:aws:iam::111122223333:user/${aws:PrincipalTag/team}", "true"],
    ["what is below whoever asks", "arn:aws:iam::111122223333:user/${aws:username}/*", "true"],
    ["a bucket of whoever asks", "arn:aws:s3:::home/user/${aws:username}", "true"],
  ])("on the thing itself: %s", (_name, Resource, expected) => {
    const statement = allow({ Action: "iam:Put*", Resource });
    expect(grantsOnItself(policy(statement))).toBe(expected);
    expect(grantsOnItself(policy(statement, deny({ Action: "sts:*" })))).toBe(expected);
    expect(grantsOnItself(policy(statement, deny({ Action: "iam:*" })))).toBe("true");
    expect(grantsOnItself(policy(allow({ Action: "iam:List*", Resource })))).toBe("true");
  });

  it("on the thing itself: all but another", () => {
    const statement = {
      ...without("Resource", allow({ Action: "iam:*" })),
      NotResource: "arn:aws:iam::*:role/reports",
    };
    expect(grantsOnItself(policy(statement))).toBe("false");
  });

  it("counts only grants on every resource where that is asked", () => {
    expect(grants("public", policy(allow()), { resources: "all" })).toBe("true");
    expect(grants("public", policy(allow({ Resource: "*" })), { resources: "all" })).toBe("false");
    expect(grants("public", policy(allow({ Resource: "arn:aws:*" })), { resources: "all" })).toBe("false");
    expect(grants("public", policy(allow({ Resource: "arn:*:*:*:*:*" })), { resources: "all" })).toBe("false");
    expect(
      grants("public", policy({ ...without("Resource", allow()), NotResource: "arn:aws:s3:::b" }), {
        resources: "all",
      }),
    ).toBe("false");
  });
});
