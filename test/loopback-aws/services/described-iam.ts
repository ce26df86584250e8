import type { ResourceDocument } from "../../../src/model/resource.ts";
import { asDelivered } from "../embedded-text.ts";
import { onWire, upper } from "./on-wire.ts";
import type { FactPlace, Input } from "./service.ts";

const LISTS: Readonly<Record<string, string>> = {
  "AWS::IAM::Group": "GroupDetailList",
  "AWS::IAM::Policy": "Policies",
  "AWS::IAM::Role": "RoleDetailList",
  "AWS::IAM::User": "UserDetailList",
};
const FILTERS: Readonly<Record<string, string>> = {
  Group: "AWS::IAM::Group",
  LocalManagedPolicy: "AWS::IAM::Policy",
  AWSManagedPolicy: "AWS::IAM::Policy",
  Role: "AWS::IAM::Role",
  User: "AWS::IAM::User",
};

/** Users, groups, roles and policies, as far as they were asked for. */
export function accountAuthorizationDetails(place: FactPlace, input: Input): unknown {
  const filters = Object.entries(input).flatMap(([key, value]) => (key.startsWith("Filter.") ? [String(value)] : []));
  const asked = new Set(filters.map((filter) => FILTERS[filter]!));
  return {
    ...Object.fromEntries([...asked].map((type) => [LISTS[type], { member: place.of(type).map(described) }])),
    IsTruncated: false,
  };
}

function described({ type, tags, ...document }: ResourceDocument): unknown {
  const Tags = Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
  const carriesTags = type === "AWS::IAM::Role" || type === "AWS::IAM::User";
  const configuration = asDelivered(document["configuration"], type) as Readonly<Record<string, unknown>>;
  const { userPolicyList, tags: _, ...rest } = configuration;
  const isEmpty = Array.isArray(userPolicyList) && userPolicyList.length === 0;
  const members = onWire({ ...rest, ...(!isEmpty && { userPolicyList }) }, { spell: upper, element: () => "member" });
  return { ...members, Arn: document.id, ...(carriesTags && { Tags: { member: Tags } }) };
}
