import { own } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { Aws } from "./aws.ts";
import { noneOn } from "./aws.ts";
import type { AccountFact } from "./fact.ts";
import { pick } from "./fact.ts";

const IN_NONE = ["AWSOrganizationsNotInUseException"];
const NEXT = ["NextToken", "NextToken"] as const;
const POLICY_TYPES = ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"];

export const ORGANIZATIONS_FACTS: readonly AccountFact[] = [
  {
    path: "@organizations.organization",
    per: "account",
    read: async (aws) => {
      const answer = await noneOn(IN_NONE, aws.ask("organizations", "DescribeOrganization"));
      // The email address of the management account is not needed here.
      return answer && pick(own(answer, "Organization"), ["Arn", "FeatureSet", "Id", "MasterAccountId"]);
    },
  },
  { path: "@organizations.policies", per: "account", read: (aws) => noneOn(IN_NONE, policies(aws)) },
];

async function policies(aws: Aws): Promise<JsonObject[]> {
  const found: JsonObject[] = [];
  for (const Filter of POLICY_TYPES) {
    const listing = { input: { Filter }, elements: "Policies", token: NEXT };
    for (const policy of await aws.list("organizations", "ListPolicies", listing)) {
      const targets = { input: { PolicyId: own(policy, "Id") }, elements: "Targets", token: NEXT };
      const Targets = await aws.list("organizations", "ListTargetsForPolicy", targets);
      found.push({
        ...pick(policy, ["Arn", "AwsManaged", "Id", "Name", "Type"]),
        Targets: Targets.map((target) => pick(target, ["Name", "TargetId", "Type"])),
      });
    }
  }
  return found;
}
