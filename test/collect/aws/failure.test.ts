import { describe, expect, it } from "vitest";
import { verdictOn } from "../../../src/collect/aws/failure.ts";

function sdkError(name: string, message = "", facts: object = {}): Error {
  return Object.assign(new Error(message), { name }, facts);
}

function status(httpStatusCode: number, more: object = {}): object {
  return { $metadata: { httpStatusCode, ...more } };
}

const verdict = (error: unknown): ReturnType<typeof verdictOn> =>
  verdictOn(error, "config:SelectResourceConfig", "eu-west-1");

describe("what an error of the SDK means", () => {
  it.each<[string, unknown, object]>([
    ["AccessDeniedException", status(400), { kind: "refused", failure: { reason: "access_denied" } }],
    ["AccessDenied", status(403), { kind: "refused", failure: { reason: "access_denied" } }],
    ["UnrecognizedClientException", status(400), { kind: "refused", failure: { reason: "access_denied" } }],
    [
      "NoAvailableConfigurationRecorderException",
      status(400),
      { kind: "refused", failure: { reason: "not_recorded" } },
    ],
    ["InvalidExpressionException", status(400), { kind: "refused", failure: { reason: "service_error" } }],
    ["ValidationException", status(400), { kind: "refused", failure: { reason: "service_error" } }],
    ["ThrottlingException", status(400), { kind: "throttled", failure: { reason: "throttled" } }],
    ["Whatever", status(429), { kind: "throttled", failure: { reason: "throttled" } }],
    ["InternalServerError", status(500), { kind: "transient", failure: { reason: "service_error" } }],
    ["TimeoutError", {}, { kind: "transient", failure: { reason: "network" } }],
    ["AbortError", {}, { kind: "transient", failure: { reason: "network" } }],
    ["ExpiredTokenException", status(400), { kind: "expired" }],
    ["RequestTimeTooSkewed", status(403), { kind: "fatal", diagnostic: { code: "aws-clock-skew" } }],
    ["CredentialsProviderError", {}, { kind: "fatal", diagnostic: { code: "aws-no-credentials" } }],
    ["TokenProviderError", {}, { kind: "fatal", diagnostic: { code: "aws-no-credentials" } }],
  ])("%s %j", (name, facts, expected) => {
    expect(verdict(sdkError(name, "what AWS said", facts as object))).toMatchObject(expected);
  });

  it.each(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EPIPE", "EAI_AGAIN", "CERT_HAS_EXPIRED"])("%s", (code) => {
    const expected = { kind: "transient", failure: { reason: "network", code } };
    expect(verdict(sdkError("Error", `connect ${code}`, { code }))).toMatchObject(expected);
  });

  it("takes what cannot be read for no answer of AWS", () => {
    const foreign = { reason: "service_error", code: "ForeignAnswer", help: expect.stringContaining("proxies") };
    for (const error of [
      Object.assign(new SyntaxError("Unexpected token <"), status(500)),
      new TypeError("x is not iterable"),
      sdkError("Error", "@aws-sdk XML parse error: unexpected content.\n  Deserialization error: to see", status(500)),
    ])
      expect(verdict(error)).toMatchObject({ kind: "transient", failure: foreign });
  });

  it.each([
    ["Region is missing", "no AWS region is known"],
    [
      'Region not accepted: region="eu west" is not a valid hostname component.',
      'the configured AWS region "eu west" does not exist',
    ],
  ])("says in one line that %s", (said, message) => {
    const diagnostic = { code: "aws-no-region", message };
    expect(verdict(sdkError("Error", said))).toMatchObject({ kind: "fatal", diagnostic });
  });

  it("tries a call again after the SDK has set its clock", () => {
    const late = sdkError("InvalidSignatureException", "Signature expired: now", status(403));
    expect(verdict(late)).toMatchObject({ kind: "fatal", diagnostic: { code: "aws-clock-skew" } });
    const corrected = sdkError(
      "InvalidSignatureException",
      "Signature expired",
      status(403, { clockSkewCorrected: true }),
    );
    expect(verdict(corrected)).toMatchObject({ kind: "transient" });
  });

  it("says how to mend what was refused", () => {
    const plain = verdict(sdkError("AccessDeniedException", "User x is not authorized"));
    expect(plain).toMatchObject({ failure: { help: "allow config:SelectResourceConfig for this identity" } });
    const policy = sdkError("AccessDeniedException", "with an explicit deny in a service control policy");
    expect(verdict(policy)).toMatchObject({
      failure: { help: expect.stringContaining("service control policy") as string },
    });
  });

  it("says that no region is known", () => {
    expect(verdict(new Error("Region is missing"))).toMatchObject({ diagnostic: { code: "aws-no-region" } });
  });

  it.each([undefined, null, "text", 3, {}])("makes something of %j", (thrown) => {
    expect(verdict(thrown)).toMatchObject({ kind: "transient", failure: { reason: "service_error" } });
  });
});
