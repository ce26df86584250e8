import { describe, expect, it } from "vitest";
import type { Answer } from "../ask.ts";
import { OWN, OTHER, allow, deny, policy, without, when, grants } from "./granting-policies.ts";
import type { Statement } from "./granting-policies.ts";

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
    ["an external id of a kind", when("StringLike", "sts:ExternalId", "acme-*"), "true"],
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
    ["every ARN of a service", when("ArnLike", "aws:SourceArn", "arn:aws:s3:::*"), "false"],
    ["a name in any account", when("ArnLike", "aws:SourceArn", "arn:aws:sns:*:*:orders"), "unknown"],
    ["buckets by how they begin", when("ArnLike", "aws:SourceArn", "arn:aws:s3:::logs-*"), "false"],
    ["a bucket, whoever owns it", when("ArnLike", "aws:SourceArn", "arn:aws:s3:::logs"), "false"],
    [
      "a bucket of an account",
      { Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::logs" }, StringEquals: { "aws:SourceAccount": OWN } } },
      "true",
    ],
    [
      "a topic or a bucket, whoever owns it",
      when("ArnLike", "aws:SourceArn", [`arn:aws:sns:eu-west-1:${OWN}:orders`, "arn:aws:s3:::logs"]),
      "false",
    ],
    ["an account from a variable", when("StringEquals", "aws:SourceAccount", "${aws:PrincipalAccount}"), "unknown"],
    ["an account if given", when("StringEqualsIfExists", "aws:SourceAccount", OWN), "false"],
    ["a skill", when("StringEquals", "lambda:EventSourceToken", "amzn1.ask.skill.0a81c2d3"), "true"],
    ["skills by how they begin", when("StringLike", "lambda:EventSourceToken", "amzn1.ask.skill.*"), "unknown"],
    ["any skill", when("StringLike", "lambda:EventSourceToken", "*"), "false"],
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
