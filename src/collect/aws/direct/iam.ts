import { own, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { Aws } from "../facts/aws.ts";
import { actionOf } from "../service.ts";
import type { Call } from "../service.ts";
import type { DirectPart, DirectResource, DirectType } from "./direct-type.ts";
import { objectOf, textIn } from "./listing.ts";
import { respell, withAlways } from "./spelling.ts";
import { isOfAws, POLICY_TAGS } from "./tags.ts";

/** Returns users, groups, roles and policies with everything attached to them; each type is asked for separately. */
const DETAILS: Call = { service: "iam", operation: "GetAccountAuthorizationDetails" };

interface Entity {
  readonly type: string;
  readonly filter: readonly string[];
  readonly elements: string;
  readonly id: string;
  readonly name: string;
  /** Lists that the answer leaves out if they are empty, as the examples in the API reference show. */
  readonly always?: JsonObject;
  /** The further call for tags, if this one does not return them. */
  readonly tags?: DirectPart;
  readonly isOf?: (element: JsonObject) => boolean;
}

const ENTITIES: readonly Entity[] = [
  {
    type: "AWS::IAM::Group",
    filter: ["Group"],
    elements: "GroupDetailList",
    id: "GroupId",
    name: "GroupName",
  },
  {
    type: "AWS::IAM::Policy",
    filter: ["LocalManagedPolicy", "AWSManagedPolicy"],
    elements: "Policies",
    id: "PolicyId",
    name: "PolicyName",
    tags: POLICY_TAGS,
    isOf: isOwnOrUsed,
  },
  {
    type: "AWS::IAM::Role",
    filter: ["Role"],
    elements: "RoleDetailList",
    id: "RoleId",
    name: "RoleName",
  },
  {
    type: "AWS::IAM::User",
    filter: ["User"],
    elements: "UserDetailList",
    id: "UserId",
    name: "UserName",
    always: { userPolicyList: [] },
  },
];

export const IAM_TYPES: readonly DirectType[] = ENTITIES.map((entity) => ({
  type: entity.type,
  call: actionOf(DETAILS),
  list: (aws) => all(aws, entity),
  parts: entity.tags === undefined ? [] : [entity.tags],
}));

/** There are hundreds of AWS managed policies; those attached to nobody do not belong to the account. */
function isOwnOrUsed(policy: JsonObject): boolean {
  return !isOfAws(ownText(policy, "Arn") ?? "") || own(policy, "AttachmentCount") !== 0;
}

async function* all(aws: Aws, entity: Entity): AsyncGenerator<DirectResource[]> {
  const { filter, elements, isOf = () => true } = entity;
  const listing = { input: { Filter: filter }, elements, token: ["Marker", "Marker"] as const, mayLack: true as const };
  for await (const page of aws.pages(DETAILS.service, DETAILS.operation, listing))
    yield page
      .map((element) => objectOf(element, DETAILS))
      .filter(isOf)
      .map((element) => resourceOf(element, entity));
}

function resourceOf(element: JsonObject, { id, name, always = {}, tags }: Entity): DirectResource {
  return {
    arn: textIn(element, "Arn", DETAILS),
    resourceId: textIn(element, id, DETAILS),
    name: textIn(element, name, DETAILS),
    // Groups cannot be tagged.
    ...(tags === undefined && { tags: own(element, "Tags") ?? [] }),
    configuration: withAlways(respell(element, { dialect: "lower" }), always),
  };
}
