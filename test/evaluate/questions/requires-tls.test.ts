import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer } from "../ask.ts";
import { answerTo, ask } from "../ask.ts";

const CONDITION = { requires_tls: { policy: "configuration.policy" } };
const BUCKET = { type: "AWS::S3::Bucket", id: "arn:aws:s3:::b" };
const QUEUE = { type: "AWS::SQS::Queue", id: "arn:aws:sqs:eu-west-1:111122223333:q" };

const refuse = (more: Record<string, unknown> = {}) => ({
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::b", "arn:aws:s3:::b/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
  ...more,
});
const { Principal: _everybody, ...withoutPrincipal } = refuse();
const { Resource: _both, ...withoutResource } = refuse();
const policy = (...Statement: unknown[]) => ({ Version: "2012-10-17", Statement });

function tls(document: unknown, { type, id } = BUCKET, unread: string[] = []): Answer {
  return answerTo(CONDITION, { id, configuration: { policy: document, other: 1 } }, { type, unread });
}

describe("plain HTTP is refused", () => {
  it.each<[string, unknown, Answer]>([
    ["by the usual statement", policy(refuse()), "true"],
    ["among others", policy({ Effect: "Allow", Principal: "*", Action: "s3:Get*", Resource: "*" }, refuse()), "true"],
    ["on every resource", policy(refuse({ Resource: "*" })), "true"],
    ["for every action", policy(refuse({ Action: "*" })), "true"],
    ["with a boolean", policy(refuse({ Condition: { Bool: { "aws:SecureTransport": false } } })), "true"],
    ["if it exists", policy(refuse({ Condition: { BoolIfExists: { "AWS:securetransport": ["false"] } } })), "true"],
    ["by principal AWS", policy(refuse({ Principal: { AWS: "*" } })), "true"],
    [
      "in two statements",
      policy(refuse({ Resource: "arn:aws:s3:::b" }), refuse({ Resource: "arn:aws:s3:::b/*" })),
      "true",
    ],
    ["on the bucket only", policy(refuse({ Resource: "arn:aws:s3:::b" })), "false"],
    ["on the objects only", policy(refuse({ Resource: "arn:aws:s3:::b/*" })), "false"],
    ["on another bucket", policy(refuse({ Resource: ["arn:aws:s3:::c", "arn:aws:s3:::c/*"] })), "false"],
    ["for some actions", policy(refuse({ Action: "s3:Get*" })), "false"],
    ["for one account", policy(refuse({ Principal: { AWS: "111122223333" } })), "false"],
    ["for everybody but one", policy({ ...withoutPrincipal, NotPrincipal: { AWS: "111122223333" } }), "false"],
    ["for nobody named", policy(withoutPrincipal), "unknown"],
    ["on nothing named, objects and all", policy(withoutResource), "unknown"],
    ["when TLS is there", policy(refuse({ Condition: { Bool: { "aws:SecureTransport": "true" } } })), "false"],
    [
      "on a further condition",
      policy(
        refuse({
          Condition: { Bool: { "aws:SecureTransport": "false" }, StringEquals: { "aws:SourceVpce": "vpce-1" } },
        }),
      ),
      "false",
    ],
    ["by version of TLS", policy(refuse({ Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } })), "false"],
    [
      "by another operator",
      policy(refuse({ Condition: { StringEquals: { "aws:SecureTransport": "false" } } })),
      "unknown",
    ],
    [
      "by an allow over TLS",
      policy({ ...refuse({ Condition: { Bool: { "aws:SecureTransport": "true" } } }), Effect: "Allow" }),
      "false",
    ],
    [
      "on a resource with a variable",
      policy(refuse({ Resource: ["arn:aws:s3:::${x}", "arn:aws:s3:::b/*"] })),
      "unknown",
    ],
    ["no policy", null, "false"],
    ["no statement", policy(), "unknown"],
    ["as text", JSON.stringify(policy(refuse())), "true"],
    ["beside a statement that cannot be read", policy(refuse(), { Effect: "Maybe" }), "unknown"],
  ])("%s", (_name, document, expected) => {
    expect(tls(document)).toBe(expected);
  });

  it("needs only the thing itself where nothing is in it", () => {
    expect(tls(policy(refuse({ Action: "sqs:*", Resource: QUEUE.id })), QUEUE)).toBe("true");
    expect(tls(policy(refuse({ Action: "SQS:*", Resource: "*" })), QUEUE)).toBe("true");
    expect(tls(policy(refuse({ Action: "s3:*", Resource: QUEUE.id })), QUEUE)).toBe("false");
  });

  it("does not know what covers a thing without an ARN", () => {
    const thing = { type: "test::thing", id: "thing-1" };
    expect(tls(policy(refuse()), thing)).toBe("unknown");
    expect(tls(policy(refuse({ Action: "*", Resource: "*" })), thing)).toBe("true");
  });

  it("is false without a policy, also under a negation", () => {
    expect(answerTo({ not: CONDITION }, { configuration: { policy: null, other: 1 } })).toBe("true");
    expect(tls(policy(refuse()), BUCKET, ["configuration.policy"])).toBe("unknown");
    expect(tls(null, BUCKET, ["configuration.policy"])).toBe("unknown");
    expect(tls(policy(refuse()), BUCKET, ["configuration.policy.Statement[]"])).toBe("unknown");
  });

  it("asks each policy of a list", () => {
    const each = { requires_tls: { policy: "configuration.list[]", empty: "fail" } };
    const list = (...documents: unknown[]) => ({ id: BUCKET.id, configuration: { list: documents } });
    expect(answerTo(each, list(policy(refuse())), { type: BUCKET.type })).toBe("true");
    expect(answerTo(each, list(policy(refuse()), policy(refuse({ Action: "s3:Get*" }))), { type: BUCKET.type })).toBe(
      "false",
    );
    expect(answerTo(each, list(), { type: BUCKET.type })).toBe("false");
  });

  it("names the statement that refuses, or how many were looked at", () => {
    const other = { Effect: "Allow", Principal: "*", Action: "s3:Get*", Resource: "*" };
    const body = (...statements: unknown[]) => ({ id: BUCKET.id, configuration: { policy: policy(...statements) } });
    expect(ask(CONDITION, body(other, refuse()), { type: BUCKET.type }).evidence).toMatchObject([
      { path: "configuration.policy.Statement[1]", seen: refuse() },
    ]);
    expect(ask(CONDITION, body(other), { type: BUCKET.type }).evidence).toMatchObject([
      { path: "configuration.policy", seen: 1, state: "none_found" },
    ]);
  });

  it("garbage never throws, and never passes", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(tls(value)).not.toBe("true");
        expect(tls(policy(refuse({ Condition: value })))).not.toBe("true");
      }),
    );
  });
});
