import { own, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { ResourceDocument } from "../../../model/resource.ts";
import type { Aws } from "./aws.ts";
import { foreign } from "./aws.ts";
import { listedBy } from "./by-member.ts";
import type { AccountFact, JoinedFact } from "./fact.ts";
import { pick } from "./fact.ts";
import { resourceIdOf } from "./resource-id.ts";

const INSTANCE = ["AWS::EC2::Instance"];
const DOCUMENT = ["AWS::SSM::Document"];
const NEXT = ["NextToken", "NextToken"] as const;
const SETTINGS = {
  "@ssm.automation_log_destination": "/ssm/automation/customer-script-log-destination",
  "@ssm.public_sharing_permission": "/ssm/documents/console/public-sharing-permission",
} as const;
const INFORMATION = [
  "AgentVersion",
  "AssociationOverview",
  "AssociationStatus",
  "InstanceId",
  "IsLatestVersion",
  "LastPingDateTime",
  "PingStatus",
  "PlatformName",
  "PlatformType",
  "PlatformVersion",
];
const PATCH_STATE = [
  "BaselineId",
  "CriticalNonCompliantCount",
  "FailedCount",
  "InstalledPendingRebootCount",
  "InstalledRejectedCount",
  "InstanceId",
  "MissingCount",
  "Operation",
  "OperationEndTime",
  "OtherNonCompliantCount",
  "SecurityNonCompliantCount",
];

export const SSM_ACCOUNT_FACTS: readonly AccountFact[] = Object.entries(SETTINGS).map(([path, SettingId]) => ({
  path: path as keyof typeof SETTINGS,
  per: "region",
  read: async (aws) => {
    const answer = await aws.ask("ssm", "GetServiceSetting", { SettingId });
    return own(own(answer, "ServiceSetting"), "SettingValue");
  },
}));

export const SSM_JOINED_FACTS: readonly JoinedFact[] = [
  { types: INSTANCE, path: "@ssm", read: information },
  { types: INSTANCE, path: "@patch_state", read: patchState },
  { types: DOCUMENT, path: "@sharing", read: sharing },
  {
    types: DOCUMENT,
    path: "@content",
    read: async (aws, document) => own(await aws.ask("ssm", "GetDocument", { Name: nameOf(document) }), "Content"),
  },
];

async function information(aws: Aws, instance: ResourceDocument): Promise<JsonObject | null> {
  const asked = { service: "ssm", operation: "DescribeInstanceInformation", by: "InstanceId" } as const;
  const listing = { input: { MaxResults: 50 }, elements: "InstanceInformationList", token: NEXT };
  const byId = await aws.once("managed instances", () => listedBy(aws, { ...asked, ...listing }));
  return pick(byId.get(resourceIdOf(instance)), INFORMATION) ?? null;
}

async function patchState(aws: Aws, instance: ResourceDocument): Promise<JsonObject | null> {
  const input = { InstanceIds: [resourceIdOf(instance)] };
  const states = await aws.list("ssm", "DescribeInstancePatchStates", { input, elements: "InstancePatchStates" });
  return pick(states[0], PATCH_STATE) ?? null;
}

async function sharing(aws: Aws, document: ResourceDocument): Promise<JsonObject> {
  const AccountIds: unknown[] = [];
  const input = { Name: nameOf(document), PermissionType: "Share" };
  const listing = { input, elements: "AccountIds", token: NEXT };
  for await (const page of aws.pages("ssm", "DescribeDocumentPermission", listing)) AccountIds.push(...page);
  return { AccountIds };
}

function nameOf(document: ResourceDocument): string {
  const name = ownText(document["configuration"], "Name") ?? ownText(document, "resourceId", "name");
  if (name === undefined) throw foreign("ssm", "GetDocument", "the document has no name");
  return name;
}
