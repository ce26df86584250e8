import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer, AskOptions } from "../ask.ts";
import { answerTo, ask } from "../ask.ts";

const OWN = "111122223333";
const OTHER = "444455556666";
const words = (entries: Record<string, object>) => ({
  name: "",
  checked: "2026-11-01",
  source: "",
  words: entries as Record<string, Record<string, unknown>>,
});
const tables = {
  "policy-condition-keys": words({
    "aws:PrincipalOrgID": { limits: true },
    "aws:PrincipalOrgPaths": { limits: true },
    "aws:PrincipalAccount": { limits: true },
    "aws:PrincipalArn": { limits: true },
    "aws:SourceAccount": { limits: true },
    "aws:SourceArn": { limits: true },
    "aws:SourceIp": { limits: true },
    "aws:SourceVpce": { limits: true },
    "aws:PrincipalTag": { limits: false },
    "aws:SecureTransport": { limits: false },
    "aws:MultiFactorAuthPresent": { limits: false },
  }),
  "oidc-issuers": words({
    "token.actions.githubusercontent.com": { shared: true, claim: "sub", subject: "repo:owner/" },
    "accounts.google.com": { shared: true, claim: "aud" },
    "oidc.eks.amazonaws.com": { shared: false, claim: "sub", subject: "system:serviceaccount:" },
  }),
};

type Statement = Record<string, unknown>;
const allow = (more: Statement = {}): Statement => ({
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::b/*",
  ...more,
});
const deny = (more: Statement = {}): Statement => ({
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: "*",
  ...more,
});
const policy = (...Statement: unknown[]) => ({ Version: "2012-10-17", Statement });
const without = (key: string, statement: Statement): Statement =>
  Object.fromEntries(Object.entries(statement).filter(([name]) => name !== key));
const when = (operator: string, key: string, value: unknown) => ({ Condition: { [operator]: { [key]: value } } });

function grants(to: string, document: unknown, more: object = {}, options: AskOptions = {}): Answer {
  const condition = { grants_none: { policy: "configuration.policy", to, ...more } };
  return answerTo(condition, { configuration: { policy: document, other: 1 } }, { tables, ...options });
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
        wanted: "grants every action on every resource to none of anyone",
      },
    ]);
  });
});

describe("no grant to other accounts", () => {
  const to = (Principal: unknown, more: Statement = {}) =>
    policy(allow({ Principal, Action: "sts:AssumeRole", ...more }));

  it.each<[string, unknown, Answer]>([
    ["everybody", to("*"), "false"],
    ["its own account", to({ AWS: OWN }), "true"],
    ["its own root", to({ AWS: `arn:aws:iam::${OWN}:root` }), "true"],
    ["its own role", to({ AWS: `arn:aws:iam::${OWN}:role/x` }), "true"],
    ["its own session", to({ AWS: `arn:aws:sts::${OWN}:assumed-role/x/y` }), "true"],
    ["another account", to({ AWS: OTHER }), "false"],
    ["another root", to({ AWS: `arn:aws:iam::${OTHER}:root` }), "false"],
    ["another in a list", to({ AWS: [OWN, `arn:aws:iam::${OTHER}:user/x`] }), "false"],
    ["another in a partition of its own", to({ AWS: `arn:aws-us-gov:iam::${OTHER}:root` }), "false"],
    ["an excepted account", to({ AWS: "777788889999" }), "true"],
    ["a unique id", to({ AWS: "AROAEXAMPLEID12345678" }), "unknown"],
    [
      "a canonical user",
      to({ CanonicalUser: "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be" }),
      "unknown",
    ],
    ["a service", to({ Service: "ec2.amazonaws.com" }), "true"],
    ["a provider of its own", to({ Federated: `arn:aws:iam::${OWN}:saml-provider/x` }), "true"],
    ["a public provider", to({ Federated: "accounts.google.com" }), "true"],
    ["everybody in an organisation", to("*", when("StringEquals", "aws:PrincipalOrgID", "o-abcd123456")), "unknown"],
    ["everybody of its own account", to("*", when("StringEquals", "aws:PrincipalAccount", OWN)), "true"],
    ["everybody of another account", to("*", when("StringEquals", "aws:PrincipalAccount", [OWN, OTHER])), "false"],
    [
      "a role of its own by condition",
      to("*", when("ArnEquals", "aws:PrincipalArn", `arn:aws:iam::${OWN}:role/x`)),
      "true",
    ],
    [
      "everybody of its own account and an organisation",
      to("*", { Condition: { StringEquals: { "aws:PrincipalAccount": OWN, "aws:PrincipalOrgID": "o-abcd123456" } } }),
      "true",
    ],
    ["everybody on a key nobody knows", to("*", when("StringEquals", "foo:Bar", "x")), "unknown"],
    [
      "another account that its own condition shuts out",
      to({ AWS: OTHER }, when("StringEquals", "aws:PrincipalAccount", OWN)),
      "true",
    ],
    [
      "another account that is denied",
      policy(allow({ Principal: { AWS: OTHER } }), deny({ Principal: { AWS: `arn:aws:iam::${OTHER}:root` } })),
      "true",
    ],
    [
      "another account of which a user is denied",
      policy(allow({ Principal: { AWS: OTHER } }), deny({ Principal: { AWS: `arn:aws:iam::${OTHER}:user/x` } })),
      "false",
    ],
    [
      "everybody, all but another denied",
      policy(allow(), { ...without("Principal", deny()), NotPrincipal: { AWS: `arn:aws:iam::${OTHER}:root` } }),
      "false",
    ],
    [
      "everybody, all but its own denied",
      policy(allow(), { ...without("Principal", deny()), NotPrincipal: { AWS: `arn:aws:iam::${OWN}:root` } }),
      "true",
    ],
  ])("%s", (_name, document, expected) => {
    expect(grants("other_accounts", document, { except_accounts: ["777788889999"] })).toBe(expected);
  });

  it.each<[string, object, Answer]>([
    ["no condition", {}, "false"],
    ["an external id", when("StringEquals", "sts:ExternalId", "secret"), "true"],
    ["any external id", when("StringLike", "sts:ExternalId", "*"), "false"],
    ["an external id if given", when("StringEqualsIfExists", "sts:ExternalId", "secret"), "false"],
    ["an external id from a variable", when("StringEquals", "sts:ExternalId", "${aws:username}"), "unknown"],
    ["an organisation", when("StringEquals", "aws:PrincipalOrgID", "o-abcd123456"), "false"],
  ])("without an external id: %s", (_name, more, expected) => {
    expect(grants("other_accounts_without_external_id", to({ AWS: OTHER }, more as Statement))).toBe(expected);
    expect(grants("other_accounts_without_external_id", to({ AWS: OWN }, more as Statement))).toBe("true");
  });
});

describe("no grant to services without a source", () => {
  it.each<[string, object, Answer]>([
    ["no condition", {}, "false"],
    ["an account", when("StringEquals", "aws:SourceAccount", OWN), "true"],
    ["an ARN", when("ArnLike", "aws:SourceArn", `arn:aws:sns:*:${OWN}:*`), "true"],
    ["an organisation", when("StringEquals", "aws:SourceOrgID", "o-abcd123456"), "true"],
    ["any account", when("StringLike", "aws:SourceAccount", "*"), "false"],
    ["an account if given", when("StringEqualsIfExists", "aws:SourceAccount", OWN), "false"],
    ["another key", when("StringEquals", "foo:Bar", "x"), "false"],
  ])("%s", (_name, more, expected) => {
    expect(
      grants("services_without_source", policy(allow({ Principal: { Service: "sns.amazonaws.com" }, ...more }))),
    ).toBe(expected);
    expect(grants("services_without_source", policy(allow({ Principal: { AWS: OTHER }, ...more })))).toBe("true");
  });
});

describe("no unpinned web identity", () => {
  const trust = (issuer: string, more: object = {}) =>
    policy({ Effect: "Allow", Principal: { Federated: issuer }, Action: "sts:AssumeRoleWithWebIdentity", ...more });
  const arn = (host: string) => `arn:aws:iam::${OWN}:oidc-provider/${host}`;
  const github = "token.actions.githubusercontent.com";
  const eks = "oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF";

  it.each<[string, unknown, Answer]>([
    ["no condition", trust(arn(github)), "false"],
    ["only the audience", trust(arn(github), when("StringEquals", `${github}:aud`, "sts.amazonaws.com")), "false"],
    [
      "a repository",
      trust(arn(github), when("StringEquals", `${github}:sub`, "repo:acme/site:ref:refs/heads/main")),
      "true",
    ],
    ["all of an owner", trust(arn(github), when("StringLike", `${github}:sub`, "repo:acme/*")), "true"],
    ["everybody", trust(arn(github), when("StringLike", `${github}:sub`, "repo:*")), "false"],
    ["any owner", trust(arn(github), when("StringLike", `${github}:sub`, "repo:*/site:*")), "false"],
    ["owners that begin alike", trust(arn(github), when("StringLike", `${github}:sub`, "repo:acme*/site")), "false"],
    ["one good and one bad", trust(arn(github), when("StringLike", `${github}:sub`, ["repo:acme/*", "*"])), "false"],
    ["if given", trust(arn(github), when("StringLikeIfExists", `${github}:sub`, "repo:acme/*")), "false"],
    ["for all values", trust(arn(github), when("ForAllValues:StringLike", `${github}:sub`, "repo:acme/*")), "false"],
    ["of another issuer", trust(arn(github), when("StringLike", "gitlab.com:sub", "repo:acme/*")), "false"],
    ["a variable", trust(arn(github), when("StringLike", `${github}:sub`, "repo:acme/${aws:x}")), "unknown"],
    [
      "an account of a cluster",
      trust(arn(eks), when("StringEquals", `${eks}:sub`, "system:serviceaccount:ns:name")),
      "true",
    ],
    ["a space of a cluster", trust(arn(eks), when("StringLike", `${eks}:sub`, "system:serviceaccount:ns:*")), "true"],
    [
      "every account of a cluster",
      trust(arn(eks), when("StringLike", `${eks}:sub`, "system:serviceaccount:*")),
      "false",
    ],
    [
      "an application of a public issuer",
      trust("accounts.google.com", when("StringEquals", "accounts.google.com:aud", "12.apps")),
      "true",
    ],
    ["any application of a public issuer", trust("accounts.google.com"), "false"],
    [
      "one subject of an issuer nobody knows",
      trust(arn("id.example.com"), when("StringEquals", "id.example.com:sub", "me")),
      "true",
    ],
    [
      "some subjects of an issuer nobody knows",
      trust(arn("id.example.com"), when("StringLike", "id.example.com:sub", "me*")),
      "unknown",
    ],
    ["SAML", trust(`arn:aws:iam::${OWN}:saml-provider/x`), "true"],
    ["a service", policy(allow({ Principal: { Service: "ec2.amazonaws.com" } })), "true"],
  ])("%s", (_name, document, expected) => {
    expect(grants("unpinned_web_identity", document)).toBe(expected);
  });
});

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
