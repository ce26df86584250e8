/** Keys under which IAM keeps a policy as URL-encoded JSON, and other types as plain JSON. */
const POLICY_DOCUMENTS = new Set(["assumeRolePolicyDocument", "policyDocument", "PolicyDocument", "document"]);
/** Keys under which every type keeps its policy as JSON text. */
const JSON_TEXTS = new Set([
  "AccessControlList",
  "AccessPolicies",
  "DeliveryPolicy",
  "FilterPolicy",
  "KeyPolicy",
  "LifecyclePolicyText",
  "Policy",
  "RedriveAllowPolicy",
  "RedrivePolicy",
  "RegistryPolicyText",
  "RepositoryPolicyText",
  "ResourcePolicy",
  "accessPolicies",
  "policy",
  "policyText",
]);

/** A copy in which policies are texts again, as AWS Config delivers them for a resource of that type. */
export function asDelivered(value: unknown, type: string): unknown {
  if (Array.isArray(value)) return value.map((element) => asDelivered(element, type));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, memberAsDelivered(key, member, type)]));
}

function memberAsDelivered(key: string, member: unknown, type: string): unknown {
  if (typeof member !== "object" || member === null) return member;
  if (POLICY_DOCUMENTS.has(key)) {
    const text = JSON.stringify(member);
    return type.startsWith("AWS::IAM::") ? encodeURIComponent(text) : text;
  }
  if (key === "AccessControlList") return JSON.stringify(withBareGroups(member));
  return JSON_TEXTS.has(key) ? JSON.stringify(member) : asDelivered(member, type);
}

/** S3 writes the grantee of a group as its bare name. */
function withBareGroups(list: object): unknown {
  const grants = (list as { grantList?: unknown }).grantList;
  if (!Array.isArray(grants)) return list;
  return {
    ...list,
    grantList: grants.map((grant) => ({ ...grant, grantee: grant?.grantee?.group ?? grant?.grantee })),
  };
}
