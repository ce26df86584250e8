import { describe, expect, it } from "vitest";
import { applyExemptions } from "../../../src/assess/exemptions/apply.ts";
import type { Grant } from "../../../src/assess/exemptions/read.ts";
import type { PlaceOf } from "../../../src/assess/exemptions/reach.ts";
import { decideVerdict } from "../../../src/assess/verdict.ts";
import type { EstatePart, Evaluation, Evidence, Run } from "../../../src/model/run.ts";
import { bare, CLEAN, SAMPLE } from "../../report/sample-run.ts";

const RULE = "aws-ec2-security-group-ssh-closed-to-world";
const GROUP = "arn:aws:ec2:eu-west-1:111122223333:security-group/sg-0a11";

/** The sample without what it has been granted. */
const RUN: Run = {
  ...SAMPLE,
  evaluations: SAMPLE.evaluations.map(bare),
  exemptions: [],
  warnings: [],
};

const ESTATE: EstatePart = {
  unit: null,
  provider: "aws",
  type: "AWS::EC2::SecurityGroup",
  service: "ec2",
  resources: 1,
  accounts: ["111122223333"],
  regions: ["eu-west-1"],
  layers: [],
};

function grant(fields: Partial<Grant> = {}): Grant {
  const kind = fields.kind ?? "accepted_risk";
  return {
    id: "one",
    kind,
    rule: kind === "accepted_blind_spot" ? null : RULE,
    match: { id: GROUP },
    reason: "A bastion.",
    approved_by: "ciso",
    until: "2027-06-30",
    ...fields,
  };
}

function applied(grants: Grant[], options: { strict?: boolean; folds?: boolean; run?: Run } = {}): Run {
  const { strict = false, folds = false, run = RUN } = options;
  return applyExemptions(run, grants, { strict, foldsCase: () => folds });
}

function exemptedIds({ evaluations }: Run): (string | null)[] {
  return evaluations.filter(({ exemption }) => exemption).map(({ resource }) => resource.id);
}

describe("applyExemptions", () => {
  it("makes a fail carry it, and changes no outcome and no count of outcomes", () => {
    const run = applied([grant()]);
    expect(exemptedIds(run)).toEqual([GROUP]);
    expect(run.evaluations.map(({ outcome }) => outcome)).toEqual(RUN.evaluations.map(({ outcome }) => outcome));
    expect(run.summary).toEqual({ ...RUN.summary, exempted: 1, disputed: 0, unknown_accepted: 0 });
    expect(run.exemptions).toMatchObject([{ id: "one", state: "live", matched: 1, unused: false, over_broad: false }]);
    expect(run.warnings).toEqual([]);
  });

  it("touches nothing but a fail, however much it fits", () => {
    const rules = [...new Set(RUN.rules.map(({ id }) => id))];
    const run = applied(rules.map((rule) => grant({ id: rule, rule, match: { id: "*" } })));
    for (const { outcome, exemption } of run.evaluations) expect(exemption !== undefined).toBe(outcome === "fail");
  });

  it.each([
    ["the id", { id: GROUP }, 1],
    ["a pattern", { id: "*:111122223333:security-group/*" }, 2],
    ["the account", { account: "444455556666" }, 1],
    ["the type in any case", { type: "aws::ec2::securitygroup" }, 3],
    ["type and another region", { type: "AWS::EC2::SecurityGroup", region: "us-east-1" }, 0],
    ["the id in another case", { id: GROUP.toUpperCase() }, 0],
  ])("fits by %s", (_name, match, count) => {
    const run = applied([grant({ match })]);
    expect(exemptedIds(run)).toHaveLength(count);
    expect(run.exemptions[0]!.matched).toBe(count);
  });

  it("fits ids in any case where the provider does not tell them apart", () => {
    expect(exemptedIds(applied([grant({ match: { id: GROUP.toUpperCase() } })], { folds: true }))).toEqual([GROUP]);
  });

  it("fits by fingerprint", () => {
    const { fingerprint } = RUN.evaluations.find(({ resource }) => resource.id === GROUP)!;
    expect(exemptedIds(applied([grant({ match: { fingerprint } })]))).toEqual([GROUP]);
  });

  it("does not fit the finding of another rule", () => {
    expect(exemptedIds(applied([grant({ rule: "aws-s3-bucket-public-access-blocked" })]))).toEqual([]);
  });

  it.each([
    ["2026-11-20", "expired", 0, ["exemption one expired on 2026-11-20, approved by ciso: 1 finding open again"]],
    ["2026-11-21", "expiring", 1, ["exemption one ends on 2026-11-21, today"]],
    ["2026-11-22", "expiring", 1, ["exemption one ends on 2026-11-22, in 1 day"]],
    ["2026-12-05", "expiring", 1, ["exemption one ends on 2026-12-05, in 14 days"]],
    ["2026-12-06", "live", 1, []],
  ])("until %s, on 2026-11-21: %s", (until, state, count, warnings) => {
    const run = applied([grant({ until })]);
    expect(run.exemptions).toMatchObject([{ state, matched: 1 }]);
    expect(exemptedIds(run)).toHaveLength(count);
    expect(run.warnings).toEqual(warnings);
  });

  it("carries the one that ends last, and never one that has ended", () => {
    const run = applied([
      grant({ id: "old", until: "2026-01-01" }),
      grant({ id: "short", until: "2026-12-31" }),
      grant({ id: "long", until: "2027-01-31" }),
    ]);
    expect(run.evaluations.flatMap(({ exemption }) => exemption?.id ?? [])).toEqual(["long"]);
  });

  it("counts what is disputed apart", () => {
    const run = applied([grant({ kind: "false_positive", match: { account: "111122223333" } })]);
    expect(run.summary).toMatchObject({ exempted: 2, disputed: 2 });
    expect(decideVerdict(run, { failOn: "low" }).aside).toBe("2 exempted, 2 of them disputed");
  });

  it("says of many of a kind the first ones, and how many more there are", () => {
    const grants = Array.from({ length: 23 }, (_, index) =>
      grant({ id: `gone-${index}`, match: { id: `gone-${index}` } }),
    );
    const { warnings } = applied(grants);
    expect(warnings).toHaveLength(21);
    expect(warnings[19]).toBe("exemption gone-19 matches nothing: remove it");
    expect(warnings[20]).toBe("3 more entries match nothing: --format json lists them all");
    expect(applied(grants.slice(0, 20)).warnings).toHaveLength(20);
  });

  it("says what matches nothing, and fails for it where that is asked for", () => {
    const run = applied([grant({ match: { id: "gone" } })], { run: CLEAN });
    expect(run.exemptions).toMatchObject([{ unused: false }]);
    const asked = {
      ...CLEAN,
      summary: { ...CLEAN.summary, by_rule: { ...CLEAN.summary.by_rule, [RULE]: RUN.summary.by_rule[RULE]! } },
    };
    const unused = applied([grant({ match: { id: "gone" } })], { run: asked });
    expect(unused.warnings).toEqual([`exemption one matches nothing: remove it`]);
    expect(decideVerdict(unused, { failOn: "critical" }).exit).toBe(0);
    expect(decideVerdict(unused, { failOn: "critical", strictExemptions: true })).toMatchObject({
      exit: 1,
      words: "FAIL 1 exemption unused or over-broad",
    });
    expect(decideVerdict(unused, { failOn: "none", strictExemptions: true }).exit).toBe(0);
  });

  it.each([
    ["of an account that was not looked at", { match: { account: "999999999999" } }],
    ["of a region that was not looked at", { match: { region: "eu-north-1" } }],
    ["of a rule that was not asked", { rule: "aws-other-rule" }],
  ])("does not call unused what this run could not meet: %s", (_name, fields) => {
    expect(applied([grant(fields)]).exemptions).toMatchObject([{ matched: 0, unused: false }]);
  });

  it.each([
    ["looked at", { account: "3F2B8C1E" }, true],
    ["looked at, by a pattern", { account: "3F2B*" }, true],
    ["not looked at, by a pattern", { account: "4444*" }, false],
  ])("calls unused what names an account that was %s, in any case where case does not count", (_, match, unused) => {
    const run = { ...RUN, summary: { ...RUN.summary, accounts: { azure: ["3f2b8c1e"] } } };
    const held = applied([grant({ match: { ...match, id: "gone" } })], { run, folds: true });
    expect(held.exemptions).toMatchObject([{ matched: 0, unused }]);
  });

  it.each<[string, ReturnType<PlaceOf>, boolean]>([
    ["the cloud that was looked at", { providers: ["aws"] }, true],
    ["another cloud", { providers: ["azure"] }, false],
    ["an account that was looked at", { providers: [], account: "111122223333" }, true],
    ["another account", { providers: [], account: "999999999999" }, false],
    ["another region", { providers: [], region: "eu-north-1" }, false],
  ])("calls unused what speaks of a place that was looked at, not what speaks of %s", (_, place, unused) => {
    const options = { strict: false, foldsCase: () => false, placeOf: () => place };
    const run = { ...RUN, summary: { ...RUN.summary, accounts: { aws: ["111122223333"] } } };
    const { exemptions } = applyExemptions(run, [grant({ match: { id: "gone" } })], options);
    expect(exemptions).toMatchObject([{ matched: 0, unused }]);
  });

  const part = { provider: "aws", account: "111122223333" };
  it.each<[string, Partial<Run>]>([
    ["that has resources", { estate: [{ ...ESTATE, regions: ["eu-north-1"] }] }],
    ["that was expected", { scope: { name: "x", expected: [{ ...part, regions: ["eu-north-1"] }] } }],
    ["of an account of which all was expected", { scope: { name: "x", expected: [part] } }],
  ])("calls unused what speaks of a region %s", (_, looked) => {
    const { exemptions } = applied([grant({ match: { region: "eu-north-1" } })], { run: { ...RUN, ...looked } });
    expect(exemptions).toMatchObject([{ matched: 0, unused: true }]);
  });

  it("does not call unused what could not be known this time", () => {
    const unread = RUN.evaluations.find(({ outcome, resource }) => outcome === "unknown" && resource.id !== null)!;
    const run = applied([grant({ rule: unread.rule_id, match: { id: unread.resource.id! } })]);
    expect(run.exemptions).toMatchObject([{ matched: 0, unused: false }]);
  });

  it.each([
    ["a match of everything", { id: "*" }, RUN, true],
    ["many findings by account", { account: "111122223333" }, many(11), true],
    ["as many findings as may be", { account: "111122223333" }, many(10), false],
  ])("calls %s over-broad or not", (_name, match, run, broad) => {
    const held = applied([grant({ match })], { run });
    expect(held.exemptions).toMatchObject([{ over_broad: broad }]);
    expect(held.warnings.some((text) => text.includes("over-broad"))).toBe(broad);
  });

  describe("granted for other facts", () => {
    const changed = grant({ facts: "0".repeat(64) });
    it("holds with a warning", () => {
      const run = applied([changed]);
      expect(run.evaluations.flatMap(({ exemption }) => exemption ?? [])).toMatchObject([{ facts_changed: true }]);
      expect(run.warnings).toEqual([`exemption one was granted for other facts: 1 of 1 finding changed; review it`]);
    });
    it("is open where exemptions are held strictly", () => {
      const run = applied([changed], { strict: true });
      expect(exemptedIds(run)).toEqual([]);
      expect(run.warnings).toEqual([
        `exemption one was granted for other facts: 1 of 1 finding changed, and are open; review it`,
      ]);
    });
    it("gives way to one for these facts", () => {
      const facts = RUN.evaluations.find(({ resource }) => resource.id === GROUP)!.facts_digest!;
      const run = applied([changed, grant({ id: "two", facts, until: "2026-12-31" })], { strict: true });
      expect(run.evaluations.flatMap(({ exemption }) => exemption?.id ?? [])).toEqual(["two"]);
    });
  });
});

describe("an accepted blind spot", () => {
  const spot = (match: Record<string, string>): Grant => grant({ kind: "accepted_blind_spot", match });
  const read: Evaluation = RUN.evaluations.find(({ evidence }) => evidence[0]?.state === "unread")!;
  const bucket: Evaluation = {
    ...read,
    evidence: read.evidence.map((fact) => ({ ...fact, call: "s3:GetPublicAccessBlock" })),
  };
  const run: Run = { ...RUN, evaluations: [...RUN.evaluations.filter((one) => one !== read), bucket] };

  it.each([
    ["of type and account", { account: "111122223333", type: "AWS::S3::Bucket" }, 1],
    ["of the call", { account: "111122223333", call: "s3:Get*" }, 1],
    ["of another call", { account: "111122223333", call: "s3:List*" }, 0],
    ["of another account", { account: "444455556666", type: "AWS::S3::Bucket" }, 0],
  ])("%s covers what was not read", (_name, match, count) => {
    const held = applied([spot(match)], { run });
    expect(held.summary.unknown_accepted).toBe(count);
    expect(held.summary.unknown).toBe(RUN.summary.unknown);
    expect(held.evaluations.filter(({ exemption }) => exemption)).toEqual([]);
  });

  it.each([
    ["the key of another call", "s3:GetBucketPolicy AccessDenied", { call: "config:*" }, 0],
    ["the key of that call", "s3:GetBucketPolicy AccessDenied", { call: "s3:*" }, 1],
    [
      "what it is joined with, by another call",
      "AWS::S3::AccountPublicAccessBlock was not wholly read: denied",
      { call: "config:*" },
      0,
    ],
    [
      "what it is joined with, by that call",
      "AWS::S3::AccountPublicAccessBlock was not wholly read: denied",
      { call: "s3:Get*" },
      1,
    ],
    [
      "what it is joined with and nobody asked for",
      "AWS::S3::Bucket was not read in 111122223333 eu-west-1",
      { call: "config:*" },
      0,
    ],
    ["a key that its own call left out", "the source always writes this key", { call: "config:*" }, 1],
  ])("that names a call covers %s, or does not", (_name, seen, match, count) => {
    const facts = read.evidence.map((fact) => ({ ...fact, seen, call: "config:SelectResourceConfig" }));
    const types = ["AWS::S3::AccountPublicAccessBlock"];
    const blind = {
      provider: "aws",
      types,
      reason: "access_denied",
      call: "s3:GetPublicAccessBlock",
      message: "denied",
    } as const;
    const known: Run = { ...RUN, blind_spots: [blind], evaluations: [{ ...read, evidence: facts }] };
    const held = applied([spot({ account: "111122223333", ...match })], { run: known });
    expect(held.summary.unknown_accepted).toBe(count);
  });

  it("does not cover what was read and is not known for another reason", () => {
    const odd: Evaluation = { ...bucket, evidence: bucket.evidence.map((fact) => ({ ...fact, state: "wrong_type" })) };
    const held = applied([spot({ type: "AWS::S3::Bucket", account: "*" })], { run: { ...run, evaluations: [odd] } });
    expect(held.summary.unknown_accepted).toBe(0);
  });

  it.each<[string, Record<string, string>, readonly Partial<Evidence>[], number]>([
    ["two that it covers", { call: "s3:*" }, [{}, {}], 1],
    ["one of another call too", { call: "s3:*" }, [{}, { call: "iam:ListUsers" }], 0],
    ["one of which nobody knows the call", { call: "*" }, [{ seen: "AWS::S3::Bucket was not read in 1 eu-west-1" }], 0],
    ["one that was read and is odd too", { type: "AWS::S3::Bucket" }, [{}, { state: "wrong_type" }], 0],
    ["no fact at all", { type: "AWS::S3::Bucket" }, [], 0],
  ])("covers a pair with %s, or does not", (_name, match, facts, count) => {
    const [fact] = bucket.evidence;
    const evidence = facts.map((one) => ({ ...fact!, seen: "the source always writes this key", ...one }));
    const held = applied([spot({ account: "*", ...match })], {
      run: { ...run, evaluations: [{ ...bucket, evidence }] },
    });
    expect(held.summary.unknown_accepted).toBe(count);
  });

  it("leaves the run incomplete for what it does not cover, and ends", () => {
    const verdict = (until: string): string =>
      decideVerdict(applied([{ ...spot({ type: "AWS::S3::Bucket", account: "*" }), until }], { run }), {
        failOn: "critical",
      }).words;
    expect(verdict("2027-01-31")).toBe("FAIL 1 finding at or above critical");
    expect(verdict("2026-11-01")).toBe("FAIL 1 finding at or above critical; INCOMPLETE 1 pair unknown");
  });
});

/** The sample with so many findings of the rule in one account. */
function many(count: number): Run {
  const one = RUN.evaluations.find(({ resource }) => resource.id === GROUP)!;
  return { ...RUN, evaluations: Array.from({ length: count }, (_, index) => ({ ...one, fingerprint: `m${index}` })) };
}
