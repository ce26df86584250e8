import { beforeAll, describe, expect, it, vi } from "vitest";
import { ASSUME_ROLE, neededActions, organizationActions } from "../../src/collect/aws/actions.ts";
import type { AccountChoice } from "../../src/collect/aws/options.ts";
import { OWN_ACCOUNT } from "../../src/collect/aws/options.ts";
import { neededTypes } from "../../src/commands/sources/needed-types.ts";
import type { ResourceDocument } from "../../src/model/resource.ts";
import { iamAction, NEEDS_NO_LEAVE } from "../loopback-aws/iam-action.ts";
import { TRUST } from "../loopback-aws/sample-estate.ts";
import type { LoopbackAws } from "../loopback-aws/start-aws.ts";
import { estateForTest } from "./estate-for-test.ts";
import { expectExact, rankingOf } from "./predicted.ts";
import { ACCOUNT, collectFor, judge } from "./scan-aws.ts";
import type { Scanned } from "./scan-aws.ts";
import { library } from "../shipped.ts";

const MEMBER = "444455556666";
const MANAGEMENT = "777788889999";
const ACCOUNTS = [ACCOUNT, MANAGEMENT, MEMBER];
const REGIONS = ["eu-west-1", "us-east-1"];
const ROLE = { name: "demarc-read", sessionName: "demarc" };
/** A type that no query shows. */
const BY_NAME = "AWS::SNS::Topic";
const IDS = [
  "aws-ec2-volume-encrypted",
  "aws-iam-role-trust-no-wildcard",
  "aws-account-password-policy-min-length",
  "aws-sns-topic-kms-encrypted",
];

/** Without these nobody could tell what an aggregator holds. */
const ENDS = ["config:DescribeConfigurationAggregatorSourcesStatus", "config:SelectAggregateResourceConfig"];

const rules = library.rules.filter(({ id }) => IDS.includes(id));
const needed = neededTypes(rules, library, "aws");
const asked = { types: needed.types, notInConfig: needed.notInInventory, paths: needed.paths, fields: library.fields };

/** What `permissions aws --organization` lays in each role. */
function rolesFor(aggregated: boolean): { readonly hub: readonly string[]; readonly member: readonly string[] } {
  const { account, aggregator } = neededActions({ ...asked, aggregated });
  return { hub: [ASSUME_ROLE, ...organizationActions(false), ...aggregator], member: account };
}

let aws: LoopbackAws;
const open = estateForTest();

async function scan(aggregated: boolean, without?: string): Promise<Scanned> {
  const { hub, member } = rolesFor(aggregated);
  const allowed = (actions: readonly string[]): ReadonlySet<string> =>
    new Set(actions.filter((action) => action !== without));
  aws = await open({
    documents: ACCOUNTS.flatMap(documentsOf),
    organization: { members: ACCOUNTS.map((account) => ({ account })) },
    regions: REGIONS.map((name) => ({ name })),
    notSelectable: [BY_NAME],
    aggregator: {
      name: "all",
      sources: ACCOUNTS.flatMap((account) => REGIONS.map((region) => ({ account, region }))),
    },
    granted: (arn) => allowed(arn.includes(":assumed-role/demarc-read/") ? member : hub),
  });
  vi.stubEnv("AWS_REGION", REGIONS[0]);
  // Where no role can be assumed, the hub's own account is read with the hub's own role, which lacks everything.
  const excluded = without === ASSUME_ROLE ? [ACCOUNT] : [];
  const reach: AccountChoice = { ...OWN_ACCOUNT, organization: true, excluded, role: ROLE };
  const aggregator = aggregated ? { aggregator: "all" } : {};
  const entries = await collectFor(rules, library, { regions: [], reach, ...aggregator });
  return judge(rules, library, entries);
}

function documentsOf(account: string): ResourceDocument[] {
  const inRegion = (region: string, type: string, name: string, configuration: object): ResourceDocument => {
    const place = { provider: "aws", account, region, type, name, resourceId: name, tags: {} };
    return { ...place, id: `arn:aws:x:${region}:${account}:${name}`, configuration, supplementaryConfiguration: {} };
  };

  return [
    ...REGIONS.flatMap((region) => [
      inRegion(region, "AWS::EC2::Volume", `vol-${region}`, { volumeId: `vol-${region}`, encrypted: true }),
      inRegion(region, BY_NAME, `topic-${region}`, { TopicArn: `topic-${region}`, KmsMasterKeyId: "alias/own" }),
    ]),
    inRegion("global", "AWS::IAM::Role", "reader", { path: "/", roleName: "reader", assumeRolePolicyDocument: TRUST }),
    {
      provider: "aws",
      account,
      region: "global",
      type: "AWS::::Account",
      id: account,
      name: account,
      tags: null,
      "@iam": { password_policy: { MinimumPasswordLength: 16 } },
    },
  ];
}

describe.each([
  ["a role in each account", false],
  ["an aggregator and a role in each account", true],
])("the roles of an organization, with %s", (_, aggregated) => {
  const { hub, member } = rolesFor(aggregated);
  let whole: Scanned;
  let called: ReadonlyMap<string, ReadonlySet<string>>;

  beforeAll(async () => {
    whole = await scan(aggregated);
    const by = (isMember: boolean): Set<string> =>
      new Set(aws.calls.filter(({ accessKeyId }) => accessKeyId.startsWith("ASIA") === isMember).map(iamAction));
    called = new Map([
      ["hub", by(false)],
      ["member", by(true)],
    ]);
  });

  it("are enough, and no more than is called", async () => {
    await scan(aggregated);
    expect(whole.run.summary.unknown).toBe(0);
    expect(whole.exit).toBe(0);
    expect([...called.get("hub")!].filter((action) => action !== NEEDS_NO_LEAVE).toSorted()).toEqual(hub.toSorted());
    expect([...called.get("member")!].toSorted()).toEqual(member.toSorted());
  });

  it.each(member)("without %s in the member role: exactly what doctor lays on it is unknown", async (action) => {
    const scanned = await scan(aggregated, action);
    expect(expectExact(scanned, whole, [action])).toBeGreaterThan(0);
    expect(rankingOf(scanned).missing.map((one) => one.action)).toContain(action);
  });

  it.each(hub.filter((action) => !ENDS.includes(action)))(
    "without %s in the hub's role: exactly what doctor lays on it is unknown",
    async (action) => {
      const scanned = await scan(aggregated, action);
      expect(expectExact(scanned, whole, [action])).toBeGreaterThan(0);
      expect(rankingOf(scanned).missing.map((one) => one.action)).toContain(action);
    },
  );

  it.each(hub.filter((action) => ENDS.includes(action)))("without %s in the hub's role it ends", async (action) => {
    await expect(scan(aggregated, action)).rejects.toMatchObject({ diagnostics: [{ code: "aws-no-aggregator" }] });
  });
});
