import { memberTemplate } from "./cloudformation.ts";
import { hclBlock, HclExpression, hclText, jsonencode } from "./hcl.ts";
import type { ArnOf, IamRole, IamStatement, OrganizationPart, OrganizationRoles } from "./iam.ts";
import { policyDocument, providersOf, resourcePolicyDocument, trustDocument } from "./iam.ts";

const arn: ArnOf = (rest) =>
  new HclExpression(`"arn:\${data.aws_partition.current.partition}:${hclText(rest).slice(1, -1)}"`);

const PARTITION = hclBlock("data", ["aws_partition", "current"], {});

/** A managed policy, to attach to the identity that reads. */
export function policyModule(name: string, statements: readonly IamStatement[]): string {
  const policy = {
    name,
    description: "What demarc reads of this account",
    policy: jsonencode(policyDocument(statements, arn)),
  };
  return [PARTITION, hclBlock("resource", ["aws_iam_policy", "demarc"], policy)].join("\n");
}

export function organizationModule(part: OrganizationPart, roles: OrganizationRoles): string {
  if (part === "hub") return [PARTITION, ...providers(roles.hub), ...role("hub", roles.hub)].join("\n");
  const member = [PARTITION, ...role("member", roles.member)];
  return (part === "member" ? member : [...member, ...management(roles)]).join("\n");
}

function role(label: string, { name, about, trust, statements }: IamRole): string[] {
  return [
    hclBlock("resource", ["aws_iam_role", label], {
      name,
      description: about,
      assume_role_policy: jsonencode(trustDocument(trust, arn)),
    }),
    hclBlock("resource", ["aws_iam_role_policy", label], {
      name,
      role: new HclExpression(`aws_iam_role.${label}.id`),
      policy: jsonencode(policyDocument(statements, arn)),
    }),
  ];
}

function providers(hub: IamRole): string[] {
  return providersOf(hub).flatMap(({ name, host, audience }) => {
    const label = name.toLowerCase();
    return [
      hclBlock("variable", [`create_${label}_provider`], {
        type: new HclExpression("bool"),
        default: false,
        description: `true where the account has no identity provider for ${host} yet`,
      }),
      hclBlock("resource", ["aws_iam_openid_connect_provider", label], {
        count: new HclExpression(`var.create_${label}_provider ? 1 : 0`),
        url: `https://${host}`,
        client_id_list: [audience],
      }),
    ];
  });
}

function management({ member, hubAccount, listing, units }: OrganizationRoles): string[] {
  return [
    hclBlock("variable", ["units"], {
      type: new HclExpression("list(string)"),
      description: "ids of the organizational units, or of the root (r-…), whose accounts get the role",
      ...(units.length > 0 && { default: units }),
    }),
    hclBlock("data", ["aws_caller_identity", "current"], {}),
    hclBlock("data", ["aws_region", "current"], {}),
    stackSet(member),
    hclBlock(
      "resource",
      ["aws_cloudformation_stack_set_instance", "members"],
      {
        stack_set_name: new HclExpression("aws_cloudformation_stack_set.members.name"),
        stack_set_instance_region: new HclExpression("data.aws_region.current.region"),
      },
      [["deployment_targets", { organizational_unit_ids: new HclExpression("var.units") }]],
    ),
    hclBlock("resource", ["aws_organizations_resource_policy", "listing"], {
      count: new HclExpression(`data.aws_caller_identity.current.account_id == ${hclText(hubAccount)} ? 0 : 1`),
      content: jsonencode(resourcePolicyDocument(hubAccount, [listing], arn)),
    }),
  ];
}

function stackSet(member: IamRole): string {
  return hclBlock(
    "resource",
    ["aws_cloudformation_stack_set", "members"],
    {
      name: member.name,
      permission_model: "SERVICE_MANAGED",
      capabilities: ["CAPABILITY_NAMED_IAM"],
      template_body: jsonencode(memberTemplate(member)),
    },
    [["auto_deployment", { enabled: true, retain_stacks_on_account_removal: false }]],
  );
}
