import type { ArnOf, IamRole, IamStatement, OrganizationPart, OrganizationRoles } from "./iam.ts";
import { policyDocument, resourcePolicyDocument, trustDocument } from "./iam.ts";

/** `partition`: `aws`, `aws-cn`, `aws-us-gov`. */
export function policyJson(statements: readonly IamStatement[], partition: string): string {
  return json(policyDocument(statements, arnIn(partition)));
}

/** `parts`: one alone, or all in one object. */
export function organizationJson(
  parts: readonly OrganizationPart[],
  { hub, hubAccount, member, listing }: OrganizationRoles,
  partition: string,
): string {
  const arn = arnIn(partition);
  const all: Readonly<Record<OrganizationPart, object>> = {
    hub: role(hub, arn),
    member: role(member, arn),
    management: { ...role(member, arn), organization_policy: resourcePolicyDocument(hubAccount, [listing], arn) },
  };
  const [only] = parts;
  return json(parts.length === 1 ? all[only!] : Object.fromEntries(parts.map((part) => [part, all[part]])));
}

function role({ name, trust, statements }: IamRole, arn: ArnOf): object {
  return { role: name, trust: trustDocument(trust, arn), policy: policyDocument(statements, arn) };
}

function arnIn(partition: string): ArnOf {
  return (rest) => `arn:${partition}:${rest}`;
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
