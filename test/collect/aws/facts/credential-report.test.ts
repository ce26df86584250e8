import { describe, expect, it } from "vitest";
import type { Aws } from "../../../../src/collect/aws/facts/aws.ts";
import { openAws, Refused } from "../../../../src/collect/aws/facts/aws.ts";
import { credentialsOf, ROOT } from "../../../../src/collect/aws/facts/credential-report.ts";
import type { JsonObject } from "../../../../src/inventory/json-text.ts";

const ADA = "arn:aws:iam::111122223333:user/ada";
const HEAD =
  "user,arn,user_creation_time,password_enabled,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_2_active,cert_1_active,cert_2_active";
const report = (...lines: string[]): JsonObject => ({
  Content: new TextEncoder().encode([HEAD, ...lines].join("\n")),
  GeneratedTime: new Date("2026-11-20T06:00:00Z"),
});
const LINE = `ada,${ADA},2025-01-02T08:00:00+00:00,true,false,true,N/A,false,false,false`;
const STARTED: JsonObject = { State: "STARTED" };

/** Answers in turn; a text is the code of a refusal. `slept`: how often it was waited for. */
function playing(answers: Record<string, (JsonObject | string)[]>): { aws: Aws; slept: () => number } {
  let slept = 0;
  const clock = { now: () => 0, sleep: async () => void (slept += 1) };
  const ask = async ({ operation }: { operation: string }): Promise<{ value: JsonObject } | { failure: never }> => {
    const list = answers[operation]!;
    const answer = list.length > 1 ? list.shift()! : list[0]!;
    if (typeof answer !== "string") return { value: answer };
    const failure = { reason: "access_denied", call: `iam:${operation}`, code: answer, message: answer, help: "" };
    return { failure: failure as never };
  };
  const api = { region: "eu-west-1", ask, call: () => Promise.reject(new Error("not asked")) };
  const at = openAws({ account: "111122223333", apiIn: () => api, clock });
  return { aws: at("eu-west-1"), slept: () => slept };
}

describe("a user's line of the credential report", () => {
  it("has what the report says, and null for what it leaves open", async () => {
    const { aws } = playing({ GenerateCredentialReport: [STARTED], GetCredentialReport: [report(LINE)] });
    expect(await credentialsOf(aws, ADA)).toMatchObject({
      user_created_at: "2025-01-02T08:00:00.000Z",
      password_enabled: true,
      password_last_used: null,
      mfa_active: false,
      access_keys: [{ slot: 1, active: true, last_rotated: null, last_used: null }],
      certificates: [],
    });
    expect(await credentialsOf(aws, ROOT)).toBeNull();
  });

  it("is waited for while AWS makes the report", async () => {
    const notReady = "CredentialReportNotReadyException";
    const answers = { GenerateCredentialReport: [STARTED], GetCredentialReport: [notReady, notReady, report(LINE)] };
    const { aws, slept } = playing(answers);
    expect(await credentialsOf(aws, ADA)).toMatchObject({ mfa_active: false });
    expect(slept()).toBe(2);
  });

  it("comes from a report that is there where none may be made", async () => {
    const answers = { GenerateCredentialReport: ["AccessDenied"], GetCredentialReport: [report(LINE)] };
    expect(await credentialsOf(playing(answers).aws, ADA)).not.toBeNull();
  });

  it.each([
    [
      "no report may be made and there is none",
      ["AccessDenied"],
      ["CredentialReportNotPresentException"],
      "iam:GenerateCredentialReport",
    ],
    ["it may not be read", [STARTED], ["AccessDenied"], "iam:GetCredentialReport"],
    ["AWS never gets done", [STARTED], ["CredentialReportNotReadyException"], "iam:GetCredentialReport"],
    ["the answer is no report", [STARTED], [{ Content: new Uint8Array() }], "iam:GetCredentialReport"],
  ])("is unread where %s", async (_, GenerateCredentialReport, GetCredentialReport, call) => {
    const { aws } = playing({ GenerateCredentialReport, GetCredentialReport } as Parameters<typeof playing>[0]);
    const refused = await credentialsOf(aws, ADA).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refused);
    expect((refused as Refused).failure.call).toBe(call);
  });

  it("is not null for a user whose line cannot be told apart", async () => {
    const answers = {
      GenerateCredentialReport: [STARTED],
      GetCredentialReport: [report("b,ob,arn:aws:iam::1:user/b,ob,x")],
    };
    await expect(credentialsOf(playing(answers).aws, ADA)).rejects.toBeInstanceOf(Refused);
  });
});
