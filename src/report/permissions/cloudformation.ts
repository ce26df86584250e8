import { stringify } from "yaml";
import type { ArnOf, IamRole, IamStatement, OrganizationPart, OrganizationRoles } from "./iam.ts";
import { policyDocument, providersOf, resourcePolicyDocument, trustDocument } from "./iam.ts";

const arn: ArnOf = (rest) => ({ "Fn::Sub": `arn:\${AWS::Partition}:${rest}` });

/** A managed policy, to attach to the identity that reads. */
export function policyTemplate(name: string, statements: readonly IamStatement[]): string {
  return yaml({
    ...HEAD,
    Description: "What demarc reads of this account",
    Resources: {
      Policy: {
        Type: "AWS::IAM::ManagedPolicy",
        Properties: { ManagedPolicyName: name, PolicyDocument: policyDocument(statements, arn) },
      },
    },
    Outputs: { PolicyArn: { Value: { Ref: "Policy" } } },
  });
}

export function organizationTemplate(part: OrganizationPart, roles: OrganizationRoles): string {
  if (part === "hub") return yaml(hubTemplate(roles.hub));
  return yaml(part === "member" ? memberTemplate(roles.member) : managementTemplate(roles));
}

const HEAD = { AWSTemplateFormatVersion: "2010-09-09" };

function hubTemplate(role: IamRole): object {
  const providers = providersOf(role);
  return {
    ...HEAD,
    Description: role.about,
    Parameters: Object.fromEntries(
      providers.map(({ name, host }) => [
        `Create${name}Provider`,
        {
          Type: "String",
          AllowedValues: ["true", "false"],
          Default: "false",
          Description: `true where the account has no identity provider for ${host} yet`,
        },
      ]),
    ),
    Conditions: Object.fromEntries(
      providers.map(({ name }) => [
        `Needs${name}Provider`,
        { "Fn::Equals": [{ Ref: `Create${name}Provider` }, "true"] },
      ]),
    ),
    Resources: {
      ...Object.fromEntries(
        providers.map(({ name, host, audience }) => [
          `${name}Provider`,
          {
            Type: "AWS::IAM::OIDCProvider",
            Condition: `Needs${name}Provider`,
            Properties: { Url: `https://${host}`, ClientIdList: [audience] },
          },
        ]),
      ),
      HubRole: roleResource(role),
    },
    Outputs: { HubRoleArn: { Value: { "Fn::GetAtt": ["HubRole", "Arn"] } } },
  };
}

export function memberTemplate(role: IamRole): object {
  return { ...HEAD, Description: role.about, Resources: { MemberRole: roleResource(role) } };
}

/** The stack set of the members; the role here, which no stack set brings; and leave for the hub to list accounts. */
function managementTemplate({ member, hubAccount, listing, units }: OrganizationRoles): object {
  return {
    ...HEAD,
    Description: "demarc: the role of every account, and leave for the hub to list them",
    Parameters: {
      Units: {
        Type: "CommaDelimitedList",
        Description: "ids of the organizational units, or of the root (r-…), whose accounts get the role",
        ...(units.length > 0 && { Default: units.join(",") }),
      },
    },
    Conditions: { HubIsElsewhere: { "Fn::Not": [{ "Fn::Equals": [{ Ref: "AWS::AccountId" }, hubAccount] }] } },
    Resources: {
      Members: {
        Type: "AWS::CloudFormation::StackSet",
        Properties: {
          StackSetName: member.name,
          PermissionModel: "SERVICE_MANAGED",
          AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
          Capabilities: ["CAPABILITY_NAMED_IAM"],
          StackInstancesGroup: [
            { DeploymentTargets: { OrganizationalUnitIds: { Ref: "Units" } }, Regions: [{ Ref: "AWS::Region" }] },
          ],
          TemplateBody: JSON.stringify(memberTemplate(member)),
        },
      },
      MemberRole: roleResource(member),
      Listing: {
        Type: "AWS::Organizations::ResourcePolicy",
        Condition: "HubIsElsewhere",
        Properties: { Content: resourcePolicyDocument(hubAccount, [listing], arn) },
      },
    },
  };
}

function roleResource({ name, about, trust, statements }: IamRole): object {
  return {
    Type: "AWS::IAM::Role",
    Properties: {
      RoleName: name,
      Description: about,
      AssumeRolePolicyDocument: trustDocument(trust, arn),
      Policies: [{ PolicyName: name, PolicyDocument: policyDocument(statements, arn) }],
    },
  };
}

/** Versions stay text: YAML would read them as days. */
function yaml(template: object): string {
  return stringify(template, { lineWidth: 0, aliasDuplicateObjects: false, version: "1.1" });
}
