import { describe, expect, it, vi } from "vitest";
import type { AccountChoice } from "../../src/collect/aws/options.ts";
import { OWN_ACCOUNT } from "../../src/collect/aws/options.ts";
import type { Rule } from "../../src/model/rule.ts";
import type { ResourceDocument, SnapshotEntry } from "../../src/model/resource.ts";
import type { LoopbackOrganization } from "../loopback-aws/organizations.ts";
import type { WireAnswer } from "../loopback-aws/answer.ts";
import type { LoopbackAws, LoopbackOptions } from "../loopback-aws/start-aws.ts";
import { estateForTest } from "./estate-for-test.ts";
import { ACCOUNT, AS_OF, collectFor, judge } from "./scan-aws.ts";
import type { Scanned } from "./scan-aws.ts";
import { library } from "../shipped.ts";

const VOLUMES = "AWS::EC2::Volume";
const OTHER = "444455556666";
const THIRD = "777788889999";
const CLOSED = "222233334444";
const ROLE = { name: "demarc-read", sessionName: "demarc" };

const ORGANIZATION: LoopbackOrganization = {
  members: [
    { account: ACCOUNT },
    { account: OTHER, unit: "ou-ab12-prod0001" },
    { account: THIRD, unit: "ou-ab12-inner001" },
    { account: CLOSED, state: "SUSPENDED" },
  ],
  units: { "ou-ab12-prod0001": ["ou-ab12-inner001"] },
};

const rulesNamed = (...ids: string[]): Rule[] => library.rules.filter(({ id }) => ids.includes(id));
const rules = rulesNamed("aws-ec2-volume-encrypted");
const open = estateForTest();

interface Read extends Scanned {
  readonly entries: readonly SnapshotEntry[];
  readonly aws: LoopbackAws;
}

async function scan(
  { now = () => AS_OF, ...reach }: Partial<AccountChoice> & { readonly now?: () => string },
  estate: Partial<LoopbackOptions> = {},
  regions: readonly string[] = ["eu-west-1", "us-east-1"],
  only = rules,
): Promise<Read> {
  const documents = [ACCOUNT, OTHER, THIRD].flatMap((account) => [volume(account, 1), volume(account, 2)]);
  const aws = await open({ documents, organization: ORGANIZATION, ...estate });
  vi.stubEnv("AWS_REGION", "eu-west-1");
  const entries = await collectFor(only, library, { regions, now, reach: { ...OWN_ACCOUNT, ...reach } });
  return { ...(await judge(only, library, entries)), entries, aws };
}

/** Calls of one operation are answered otherwise in part. */
function answering(operation: string, odd: Partial<WireAnswer>): NonNullable<LoopbackOptions["wire"]> {
  return (call, answer) => (call.operation === operation ? { ...answer, ...odd } : answer);
}

function regionInfo(items: string): string {
  return `<DescribeRegionsResponse><requestId>x</requestId><regionInfo>${items}</regionInfo></DescribeRegionsResponse>`;
}

function volume(account: string, n: number): ResourceDocument {
  const name = `vol-${String(n).padStart(17, "0")}`;
  const place = { provider: "aws", account, region: "eu-west-1", type: VOLUMES, name, resourceId: name };
  const id = `arn:aws:ec2:eu-west-1:${account}:volume/${name}`;
  return { ...place, id, tags: {}, configuration: { volumeId: name, encrypted: true } };
}

function accountsOf({ resources }: Scanned): string[] {
  return [...new Set(resources.map(({ account }) => account))].toSorted();
}

describe("an organization", () => {
  it("is read account by account through a role, without those that are suspended", async () => {
    const scanned = await scan({ organization: true, role: ROLE });
    expect(accountsOf(scanned)).toEqual([ACCOUNT, OTHER, THIRD]);
    expect(scanned.blindSpots).toEqual([]);
    expect(scanned.exit).toBe(0);
    expect(scanned.run.scope.name).toBe(
      `AWS organization o-loopback01: 3 accounts, without 1 suspended (${CLOSED}) in eu-west-1, us-east-1`,
    );
    expect(scanned.run.scope.expected?.map(({ account }) => account)).toEqual([ACCOUNT, OTHER, THIRD]);
    const signed = scanned.aws.callsOf("SelectResourceConfig").map(({ account }) => account);
    expect(new Set(signed)).toEqual(new Set([ACCOUNT, OTHER, THIRD]));
  });

  it.each<[string, Partial<AccountChoice>, string[]]>([
    ["below a unit and those in it", { units: ["ou-ab12-prod0001"] }, [OTHER, THIRD]],
    ["below an inner unit", { units: ["ou-ab12-inner001"] }, [THIRD]],
    ["without some", { excluded: [OTHER] }, [ACCOUNT, THIRD]],
    ["only some", { accounts: [THIRD] }, [THIRD]],
  ])("%s", async (_, choice, expected) => {
    expect(accountsOf(await scan({ organization: true, role: ROLE, ...choice }))).toEqual(expected);
  });

  it("of more accounts than a page lists is listed to its end", async () => {
    const members = Array.from({ length: 45 }, (_, n) => ({ account: String(100000000000 + n) }));
    const { run } = await scan({ organization: true }, { organization: { members } });
    expect(run.scope.expected).toHaveLength(45);
  });

  it("that cannot be listed leaves the own account, and says that there may be more", async () => {
    const faults = [{ service: "organizations", fault: "access_denied" }] as const;
    const scanned = await scan({ organization: true }, { faults });
    expect(accountsOf(scanned)).toEqual([ACCOUNT]);
    expect(scanned.blindSpots).toMatchObject([{ call: "organizations:ListAccounts", types: [VOLUMES] }]);
    expect(scanned.blindSpots[0]).not.toHaveProperty("account");
    expect(scanned.exit).toBe(3);
  });
});

describe("a list of an organization that", () => {
  const account = { Id: ACCOUNT, Status: "ACTIVE" };

  it.each<[string, string, object, readonly string[]]>([
    ["names an account not", "ListAccounts", { Accounts: [account, { Status: "ACTIVE" }] }, []],
    ["holds what is no account", "ListAccounts", { Accounts: [account, "444455556666"] }, []],
    ["names the next page by no text", "ListAccounts", { Accounts: [account], NextToken: 7 }, []],
    [
      "names a unit not",
      "ListOrganizationalUnitsForParent",
      { OrganizationalUnits: [{ Name: "x" }] },
      ["ou-ab12-prod0001"],
    ],
  ])("%s leaves the own account, and says that there may be more", async (_, operation, odd, units) => {
    const wire = answering(operation, { body: JSON.stringify(odd) });
    const scanned = await scan({ organization: true, role: ROLE, units }, { wire });
    expect(accountsOf(scanned)).toEqual([ACCOUNT]);
    expect(scanned.blindSpots).toMatchObject([{ call: `organizations:${operation}`, types: [VOLUMES] }]);
    expect(scanned.blindSpots[0]).not.toHaveProperty("account");
  });
});

describe("a collection that goes on", () => {
  const done = new Set([`${CLOSED}/eu-west-1`, `${ACCOUNT}/eu-west-1`]);
  const regions = ["eu-west-1"];

  it("with the credentials of another account than it was begun with ends", async () => {
    await open({ documents: [volume(ACCOUNT, 1)] });
    await expect(collectFor(rules, library, { regions, done })).rejects.toMatchObject({
      diagnostics: [{ code: "aws-other-account", message: expect.stringContaining(CLOSED) }],
    });
  });

  it("says that an account was read in part which is in the organization no more", async () => {
    await open({ documents: [volume(ACCOUNT, 1)], organization: { members: [{ account: ACCOUNT }] } });
    const reach = { ...OWN_ACCOUNT, organization: true };
    const { blindSpots } = await judge(rules, library, await collectFor(rules, library, { regions, reach, done }));
    expect(blindSpots).toMatchObject([{ account: CLOSED, types: [VOLUMES], reason: "not_collected" }]);
  });
});

describe("an account that is not reached", () => {
  it("is a blind spot where its role is missing, and the others are read", async () => {
    const roles = [{ name: ROLE.name, accounts: [ACCOUNT, THIRD] }];
    const scanned = await scan({ organization: true, role: ROLE }, { roles });
    expect(accountsOf(scanned)).toEqual([ACCOUNT, THIRD]);
    expect(scanned.blindSpots).toEqual([
      expect.objectContaining({
        account: OTHER,
        types: [VOLUMES],
        reason: "access_denied",
        call: "sts:AssumeRole",
        help: "have the role demarc-read in each of these accounts, and let this identity assume it",
      }),
    ]);
    expect(scanned.exit).toBe(3);
  });

  it("is a blind spot where no role was named", async () => {
    const scanned = await scan({ organization: true });
    expect(accountsOf(scanned)).toEqual([ACCOUNT]);
    expect(scanned.blindSpots.map(({ account, reason }) => [account, reason])).toEqual([
      [OTHER, "not_collected"],
      [THIRD, "not_collected"],
    ]);
  });

  it("is read with the credentials at hand where it is their own and has no such role", async () => {
    const scanned = await scan({ organization: true, role: ROLE }, { roles: [{ name: ROLE.name, accounts: [OTHER] }] });
    expect(accountsOf(scanned)).toEqual([ACCOUNT, OTHER]);
  });
});

describe("a role", () => {
  it("is handed what it asks for, under the name of the session", async () => {
    const role = { name: "audit/demarc-read", externalId: "e-1", sessionName: "nightly" };
    const roles = [{ name: "audit/demarc-read", externalId: "e-1" }];
    const scanned = await scan({ accounts: [OTHER], role }, { roles });
    expect(accountsOf(scanned)).toEqual([OTHER]);
    expect(scanned.aws.callsOf("AssumeRole").map(({ input }) => input["RoleSessionName"])).toEqual(["nightly"]);
  });

  it.each([
    ["an ARN says the account itself", `arn:aws:iam::${OTHER}:role/demarc-read`, [], [OTHER]],
    ["the account of an ARN gives way", `arn:aws:iam::${ACCOUNT}:role/demarc-read`, [OTHER, THIRD], [OTHER, THIRD]],
  ])("%s", async (_, name, accounts, expected) => {
    expect(accountsOf(await scan({ accounts, role: { ...ROLE, name } }))).toEqual(expected);
  });

  it("is assumed again before its credentials run out, and when they do all the same", async () => {
    // Half a minute passes with each call: more are never under way at once than come before the end.
    let time = Date.parse("2026-11-20T12:00:00Z");
    const clock = (): number => (time += 30_000);
    const now = (): string => new Date(time).toISOString();
    const before = await scan({ accounts: [OTHER], role: ROLE, now }, { clock, sessionMs: 480_000 });
    expect(before.blindSpots).toEqual([]);
    expect(before.aws.callsOf("AssumeRole").length).toBeGreaterThan(1);
    expect(before.aws.calls.filter(({ outcome }) => outcome !== "ok")).toEqual([]);
    const faults = [{ operation: "SelectResourceConfig", fault: "expired_token", nth: 2 }] as const;
    const after = await scan({ accounts: [OTHER], role: ROLE }, { faults });
    expect(after.blindSpots).toEqual([]);
    expect(accountsOf(after)).toEqual([OTHER]);
  });

  it("is assumed once where the clock of the machine is wrong, and its sessions seem over as soon as they begin", async () => {
    const clock = (): number => Date.parse("2026-11-20T11:00:00Z");
    const scanned = await scan({ accounts: [OTHER], role: ROLE }, { clock });
    expect(scanned.blindSpots).toEqual([]);
    expect(scanned.aws.callsOf("AssumeRole")).toHaveLength(1);
  });

  it("that cannot be assumed again ends the collection", async () => {
    const faults = [
      { operation: "SelectResourceConfig", fault: "expired_token", nth: 2, times: 99 },
      { operation: "AssumeRole", fault: "access_denied", nth: 2, times: 99 },
    ] as const;
    const scanned = scan({ accounts: [OTHER], role: ROLE }, { faults });
    await expect(scanned).rejects.toMatchObject({ diagnostics: [{ code: "aws-credentials-expired" }] });
  });

  it.each<[string, Partial<AccountChoice>, string]>([
    ["needs to know where", { role: ROLE }, "aws-no-accounts"],
    ["that leaves no account", { role: ROLE, accounts: [OTHER], excluded: [OTHER] }, "aws-no-accounts"],
    [
      "for an account of another organization",
      { role: ROLE, organization: true, accounts: ["999900001111"] },
      "aws-strange-account",
    ],
  ])("%s", async (_, choice, code) => {
    await expect(scan(choice)).rejects.toMatchObject({ diagnostics: [{ code }] });
  });
});

describe("regions", () => {
  it("are all that are enabled, where none is named", async () => {
    const { reads, run } = await scan({}, {}, []);
    expect(reads).toHaveLength(17);
    expect(run.scope.expected?.[0]?.regions).toHaveLength(17);
  });

  it("that are not enabled hide nothing", async () => {
    const scanned = await scan({}, {}, ["eu-west-1", "ap-east-1"]);
    expect(scanned.blindSpots).toEqual([]);
    expect(scanned.reads.map(({ region }) => region)).toEqual(["eu-west-1"]);
  });

  it("that are not enabled hide what has no region, where none of those asked for is", async () => {
    const only = rulesNamed("aws-iam-role-trust-no-wildcard", "aws-account-password-policy-min-length");
    const scanned = await scan({}, {}, ["ap-east-1"], only);
    expect(scanned.reads).toEqual([]);
    expect(scanned.blindSpots).toMatchObject([
      { account: ACCOUNT, types: ["AWS::::Account", "AWS::IAM::Role"], reason: "not_collected" },
    ]);
    expect(scanned.exit).toBe(3);
  });

  it.each<[string, Partial<WireAnswer>]>([
    ["names none", { body: regionInfo("") }],
    ["names one not", { body: regionInfo("<item><optInStatus>opted-in</optInStatus></item>") }],
    ["is another", { body: "<Response><Errors><Error><Code>InternalError</Code></Error></Errors></Response>" }],
    ["is a part, and empty", { status: 206, body: "" }],
  ])("are a blind spot where the answer %s", async (_, odd) => {
    const scanned = await scan({}, { wire: answering("DescribeRegions", odd) }, []);
    expect(scanned.reads.map(({ region }) => region)).toEqual(["eu-west-1"]);
    expect(scanned.blindSpots).toMatchObject([{ account: ACCOUNT, call: "ec2:DescribeRegions", types: [VOLUMES] }]);
  });

  it("are a blind spot where they cannot be listed; the configured one is read", async () => {
    const faults = [{ operation: "DescribeRegions", fault: "access_denied" }] as const;
    const scanned = await scan({}, { faults }, []);
    expect(scanned.reads.map(({ region }) => region)).toEqual(["eu-west-1"]);
    expect(scanned.blindSpots).toMatchObject([{ account: ACCOUNT, call: "ec2:DescribeRegions", types: [VOLUMES] }]);
    expect(scanned.exit).toBe(3);
  });

  it("that are named need no list", async () => {
    const faults = [{ operation: "DescribeRegions", fault: "access_denied" }] as const;
    expect((await scan({}, { faults })).blindSpots).toEqual([]);
  });

  it("that nobody knows are said", async () => {
    const refused = { diagnostics: [{ code: "aws-unknown-region", help: 'did you mean "eu-west-1"?' }] };
    await expect(scan({}, {}, ["eu-wset-1"])).rejects.toMatchObject(refused);
  });

  it("forbidden by a service control policy are blind, and whom to ask is said", async () => {
    const message = "User is not authorized to perform: x with an explicit deny in a service control policy";
    const faults = [
      { service: "config", region: "us-east-1", fault: "error", code: "AccessDeniedException", message },
    ] as const;
    const { blindSpots } = await scan({}, { faults });
    expect(blindSpots).toMatchObject([
      {
        region: "us-east-1",
        reason: "access_denied",
        help: expect.stringContaining("service control policy") as string,
      },
    ]);
  });
});
