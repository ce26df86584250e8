import { expect, it } from "vitest";
import { openAws } from "../../../../src/collect/aws/facts/aws.ts";
import { WEB_FACTS } from "../../../../src/collect/aws/facts/web.ts";
import { volume } from "../../../loopback-aws/sample-estate.ts";

const { read } = WEB_FACTS.find(({ path }) => path === "@rules")!;

async function rulesOf(WebACL: unknown): Promise<unknown> {
  const apiIn = (region: string): ReturnType<Parameters<typeof openAws>[0]["apiIn"]> => ({
    region,
    call: () => Promise.reject(new Error("not asked")),
    ask: async () => ({ value: { WebACL } }),
  });
  const clock = { now: () => 0, sleep: async () => {} };
  const aws = openAws({ account: "111122223333", apiIn, clock })("eu-west-1");
  const id = "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/front/1";
  return read(aws, { ...volume(1), type: "AWS::WAFv2::WebACL", id });
}

const rule = (Name: string): object => ({ Name, Priority: 0, OverrideAction: { None: {} } });

it("are those of the account and, before and after them, the groups of Firewall Manager", async () => {
  const acl = {
    PreProcessFirewallManagerRuleGroups: [{ ...rule("first"), FirewallManagerStatement: {} }],
    Rules: [{ ...rule("own"), Statement: {} }],
    PostProcessFirewallManagerRuleGroups: [rule("last")],
  };
  expect(await rulesOf(acl)).toEqual([rule("first"), rule("own"), rule("last")]);
  expect(await rulesOf({ Rules: [] })).toEqual([]);
});

it("are unread where the answer has no list of them", async () => {
  expect(await rulesOf({ PreProcessFirewallManagerRuleGroups: [rule("first")] })).toBe(undefined);
});
