import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { saidIn } from "../../src/collect/said.ts";

describe("the words of an error", () => {
  it.each([
    ["  two\n\tlines ", "two lines"],
    ["x-amz-security-token:IQoJb3/+= x-amz-date:1", "x-amz-security-token:[withheld] x-amz-date:1"],
    ['{"X-Amz-Security-Token": "IQoJ", "host":"x"}', '{"X-Amz-Security-Token": "[withheld]", "host":"x"}'],
    [
      "Action=AssumeRole&TokenCode=123456&ExternalId=abc",
      "Action=AssumeRole&TokenCode=[withheld]&ExternalId=[withheld]",
    ],
    [
      "AWS4-HMAC-SHA256 Credential=AKID/1/x, SignedHeaders=host, Signature=0a1b",
      "AWS4-HMAC-SHA256 Credential=AKID/1/x, SignedHeaders=host, Signature=[withheld]",
    ],
    ["authorization: Bearer eyJhbGci.eyJz.c2ln-x", "authorization: Bearer [withheld]"],
    ["token eyJhbGci.eyJz.c2ln-x is old", "token [withheld] is old"],
    [`eyJhbGci.${"x".repeat(10_000)}`, "[withheld]"],
    ["by http://reader:word@proxy:3128/ none", "by http://[withheld]@proxy:3128/ none"],
    ["client_secret=x&client_assertion=y", "client_secret=[withheld]&client_assertion=[withheld]"],
  ])("%j is said as %s", (text, said) => expect(saidIn(text)).toBe(said));

  it.each([
    "The security token included in the request is expired",
    "Signature expired: 20261120T120000Z is now earlier than 20261121T120000Z",
    "User: arn:aws:iam::111122223333:user/reader is not authorized to perform: secretsmanager:ListSecrets",
    "InvalidToken: The token is malformed",
    "The bearer token is missing",
  ])("and what is no credential stays: %s", (text) => expect(saidIn(text)).toBe(text));

  it("and of any length are short and soon made", () => {
    const said = fc.property(fc.string({ unit: "binary" }), (unit) => {
      expect(saidIn(unit.repeat(1_000)).length).toBeLessThan(4_100);
    });
    fc.assert(said, { numRuns: 30 });
    for (const unit of ["secret=", "eyJ", "eyJa.", "//a", "bearer ", "access_token: ", " "])
      expect(saidIn(unit.repeat(1_000_000)).length).toBeLessThan(4_100);
  });
});
