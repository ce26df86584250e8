import { describe, expect, it } from "vitest";
import { foldRanking } from "../../../src/assess/missing/rank-missing.ts";
import type { NameAction } from "../../../src/assess/missing/rank-missing.ts";
import { NOT_IN_INPUT } from "../../../src/model/not-in-input.ts";
import type { Ranking } from "../../../src/model/examination.ts";
import { MORE_ELEMENTS } from "../../../src/model/more-elements.ts";
import type { BlindSpot } from "../../../src/model/resource.ts";
import type { Evaluation, Evidence } from "../../../src/model/run.ts";

const ACCOUNT = "111122223333";
const TYPE = "AWS::EC2::Volume";
const byCall: NameAction = ({ reason, call }) => (reason === "access_denied" ? call : undefined);

function unread(seen: string): Evidence {
  return { path: "@x", seen, state: "unread", wanted: "equals true" };
}

function unknown(rule_id: string, evidence: readonly Evidence[], more: Partial<Evaluation> = {}): Evaluation {
  const resource = { provider: "aws", account: ACCOUNT, region: "eu-west-1", type: TYPE, id: "v", name: "v" };
  const decided_by = { path: null, value: TYPE, step: "", why: "", sources: [] };
  const responsibility = {
    party: null,
    layer: "logging",
    service_model: null,
    claim: "customer",
    assumed: false,
    decided_by,
  };
  const rest = { severity: "low", owner: { id: "unassigned", because: "" }, fingerprint: "f", facts_digest: null };
  const reason = "expectation_unknown";
  return {
    rule_id,
    outcome: "unknown",
    reason,
    resource,
    responsibility,
    evidence,
    ...rest,
    ...more,
  } as unknown as Evaluation;
}

function rank(evaluations: readonly Evaluation[], spots: readonly BlindSpot[] = []): Ranking {
  const fold = foldRanking();
  evaluations.forEach(fold.add);
  return fold.finish(spots, byCall);
}

describe("what is missing", () => {
  it("is nothing where nothing is unknown", () => {
    expect(rank([])).toEqual({ unknown: 0, rules: [], missing: [], answerable: 0 });
  });

  it("is counted with every pair that rests on it, and apart where nothing else does", () => {
    const [a, b] = [
      unread("iam:GetAccountSummary AccessDenied"),
      unread("sns:ListSubscriptionsByTopic AuthorizationError"),
    ];
    const {
      missing,
      unknown: all,
      answerable,
    } = rank([unknown("r1", [a]), unknown("r2", [a, b]), unknown("r1", [a, a])]);
    expect({ all, answerable }).toEqual({ all: 3, answerable: 3 });
    expect(missing).toMatchObject([
      { action: "iam:GetAccountSummary", pairs: 3, alone: 2, rules: ["r1", "r2"] },
      { action: "sns:ListSubscriptionsByTopic", pairs: 1, alone: 0, rules: ["r2"] },
    ]);
  });

  it("is the call that would have told of a candidate, whatever asks", () => {
    const seen = "AWS::KMS::Key: a candidate whose configuration.keyId was not read: kms:DescribeKey AccessDenied";
    const { missing, answerable } = rank([unknown("r", [unread(seen)])]);
    expect(answerable).toBe(1);
    expect(missing).toMatchObject([
      { action: "kms:DescribeKey", cause: { reason: "access_denied", type: "AWS::KMS::Key" } },
    ]);
  });

  it("is the call that would have told of more elements", () => {
    const { missing, answerable } = rank([unknown("r", [unread(`${MORE_ELEMENTS}: lambda:GetPolicy AccessDenied`)])]);
    expect(answerable).toBe(1);
    expect(missing).toMatchObject([{ action: "lambda:GetPolicy", cause: { reason: "access_denied", type: TYPE } }]);
  });

  it.each<[string, Evidence, Partial<Evaluation>]>([
    ["elements that are too many to be asked for", unread(`${MORE_ELEMENTS}: lambda:GetPolicy limit: above 100`), {}],
    [
      "a candidate of which nothing says why",
      unread("AWS::KMS::Key: a candidate whose configuration.keyId was not read"),
      {},
    ],
    ["a call that failed", unread("iam:GetAccountSummary ServiceFailure"), {}],
    ["a call that nobody made", unread("iam:GetAccountSummary not_collected: the root is denied to others"), {}],
    ["a fact that nobody asked for", unread(NOT_IN_INPUT.fact), {}],
    ["a value that decides nothing", { ...unread("x"), state: "wrong_type" }, {}],
    ["an old document", unread("12 days old"), { reason: "stale" }],
  ])("is no permission for %s", (_, evidence, more) => {
    const { missing, answerable } = rank([unknown("r", [evidence], more)]);
    expect(answerable).toBe(0);
    expect(missing.map(({ action }) => action)).toEqual([undefined]);
  });

  it("promises no answer where a permission is only part of it", () => {
    const { answerable, missing } = rank([
      unknown("r", [unread("iam:GetAccountSummary AccessDenied"), unread(NOT_IN_INPUT.fact)]),
    ]);
    expect(answerable).toBe(0);
    expect(missing.map(({ action, alone }) => [action, alone])).toContainEqual(["iam:GetAccountSummary", 0]);
  });

  it("is what the blind spot says, of a placeholder and of what is related", () => {
    const call = "config:SelectResourceConfig";
    const spot: BlindSpot = {
      provider: "aws",
      types: [TYPE],
      reason: "access_denied",
      call,
      code: "Denied",
      message: "no",
    };
    const placeholder = unknown("r1", [unread("Denied: no")], { reason: "blind_spot" });
    const related = unknown("r2", [unread(`${TYPE} was not wholly read: no`)]);
    expect(rank([placeholder, related], [spot])).toMatchObject({
      answerable: 2,
      missing: [{ action: call, pairs: 2, alone: 2, rules: ["r1", "r2"] }],
    });
  });
});
