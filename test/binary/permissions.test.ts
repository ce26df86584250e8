import { describe, expect, it } from "vitest";
import { OWN_CALLS } from "../../src/collect/azure/own-calls.ts";
import { demarc } from "./demarc.ts";

const HUB = ["--organization", "--hub-account", "111122223333", "--github", "repo:acme/cloud:ref:refs/heads/main"];
const FEW = ["--rule", "aws-account-password-policy-min-length", "--rule", "aws-iam-user-access-keys-rotated"];

interface Statement {
  readonly Sid: string;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: object;
  readonly Principal?: object;
}

function printed(...argv: string[]): string {
  const { exit, stdout } = demarc(["permissions", ...argv]);
  expect(exit).toBe(0);
  return stdout;
}

function statementsOf(text: string): readonly Statement[] {
  return (JSON.parse(text) as { Statement: Statement[] }).Statement;
}

function actionsOf(statements: readonly Statement[]): string[] {
  return statements.flatMap(({ Action }) => Action);
}

describe("permissions aws", () => {
  it("fits into one managed policy, and allows reads alone but for the report", () => {
    const text = printed("aws");
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (by the quota page: blanks do not count)
    expect(text.replaceAll(/\s/g, "").length).toBeLessThan(6144);
    const actions = actionsOf(statementsOf(text));
    const writes = actions.filter((action) => !/:(?:Describe|List|Get|BatchGet|Select|GET)/.test(action));
    expect(writes).toEqual(["iam:GenerateCredentialReport"]);
    expect(actions.some((action) => action.includes("*"))).toBe(false);
  });

  it("is only what the rules chosen need", () => {
    expect(actionsOf(statementsOf(printed("aws", "--rule", FEW[1]!)))).toEqual([
      "ec2:DescribeRegions",
      "iam:GetAccountPasswordPolicy",
    ]);
  });

  it("is of the services' own calls where AWS Config is not asked", () => {
    const volumes = ["--rule", "aws-ec2-volume-encrypted"];
    const direct = ["ec2:DescribeRegions", "ec2:DescribeVolumes"];
    expect(actionsOf(statementsOf(printed("aws", ...volumes, "--source", "direct")))).toEqual(direct);
    const auto = actionsOf(statementsOf(printed("aws", ...volumes, "--source", "auto", "--witness")));
    expect(auto).toEqual(
      expect.arrayContaining([...direct, "config:SelectResourceConfig", "config:DescribeConfigRules"]),
    );
  });

  it("keeps the keys of API Gateway out of reach", () => {
    const narrowed = statementsOf(printed("aws", "--partition", "aws-cn")).find(({ Sid }) => Sid === "ReadParts");
    expect(narrowed).toMatchObject({
      Action: ["apigateway:GET"],
      Resource: ["arn:aws-cn:apigateway:*::/restapis/*", "arn:aws-cn:apigateway:*::/apis/*"],
    });
  });

  it.each(["json", "terraform", "cloudformation"])("prints the roles of an organization as %s", async (format) => {
    const all = printed(
      "aws",
      ...HUB,
      "--gitlab",
      "project_path:acme/cloud:ref_type:branch:ref:*",
      ...FEW,
      "--format",
      format,
    );
    await expect(all).toMatchFileSnapshot(`golden/permissions-organization.${format}.txt`);
    const member = printed("aws", ...HUB, ...FEW, "--format", format, "--part", "member");
    await expect(member).toMatchFileSnapshot(`golden/permissions-member.${format}.txt`);
  });

  it.each<[string[], RegExp]>([
    [["--organization", "--hub-account", "111122223333"], /with --github or --gitlab which pipeline/],
    [["--hub-account", "111122223333"], /are for --organization/],
    [["--gitlab-host", "gitlab.example.com"], /are for --organization/],
    [[...HUB.slice(0, 3), "--github", "repo:*"], /expected repo:OWNER\/REPOSITORY/],
    [[...HUB.slice(0, 3), "--github", "repo:acme/*:ref:refs/heads/main"], /expected repo:OWNER\/REPOSITORY/],
    [["--format", "bicep"], /expected json, terraform, cloudformation/],
    [["--rule", "aws-nothing"], /no rule "aws-nothing"/],
    [[...FEW, "--output", import.meta.filename], /part of its path is not a folder.*\n {2}help: name another place/],
    [[...FEW, "--output", `${import.meta.filename}/in`], /part of its path is not a folder/],
  ])("refuses %j", (argv, said) => {
    const ran = demarc(["permissions", "aws", ...argv]);
    expect(ran).toMatchObject({ exit: 2, stdout: "" });
    expect(ran.stderr).toMatch(said);
  });
});

describe("permissions azure", () => {
  const RULE = ["--rule", "azure-storage-blob-soft-delete"];
  const GROUP = ["--management-group", "top"];

  it("reads and does nothing else", () => {
    const { Actions, DataActions } = JSON.parse(printed("azure", ...GROUP)) as { Actions: string[]; DataActions: [] };
    expect(Actions.filter((action) => !/^[\w./]+\/read$/i.test(action))).toEqual([]);
    expect(Actions.length).toBeGreaterThan(90);
    expect(DataActions).toEqual([]);
  });

  it("has an action for each call of demarc's own", () => {
    const { Actions } = JSON.parse(printed("azure", ...GROUP, ...RULE)) as { Actions: string[] };
    const ofTypes = Actions.filter((action) => action.startsWith("microsoft.storage/"));
    // Two of them read resource groups and types by one action each.
    expect(Actions.length - ofTypes.length).toBe(Object.keys(OWN_CALLS).length);
  });

  it("has what a second witness takes where it is expected, and says what no role on subscriptions gives", () => {
    const { stdout, stderr } = demarc(["permissions", "azure", ...GROUP, ...RULE, "--witness"]);
    const { Actions } = JSON.parse(stdout) as { Actions: string[] };
    expect(Actions).toContain("Microsoft.Security/assessments/read");
    expect(Actions).toContain("Microsoft.PolicyInsights/policyStates/queryResults/read");
    expect(stderr).toContain("GET /providers/Microsoft.PolicyInsights/policyMetadata: asked of the tenant itself");
    expect(printed("azure", ...GROUP, ...RULE)).not.toContain("policyStates");
  });

  it.each(["json", "bicep", "terraform"])("prints a role as %s", async (format) => {
    await expect(printed("azure", ...GROUP, ...RULE, "--format", format)).toMatchFileSnapshot(
      `golden/permissions-azure.${format}.txt`,
    );
  });

  it("wants to know where a role in json is for, and asks there in the others", () => {
    expect(demarc(["permissions", "azure", ...RULE])).toMatchObject({ exit: 2, stdout: "" });
    expect(printed("azure", ...RULE, "--format", "bicep")).toContain("subscription().id");
  });

  it("takes no name that would break the file it is printed into", () => {
    const ran = demarc(["permissions", "azure", ...GROUP, ...RULE, "--format", "bicep", "--role-name", "a\nb"]);
    expect(ran).toMatchObject({ exit: 2, stdout: "" });
    expect(ran.stderr).toContain("expected text of one line");
  });
});
