import { hclBlock, HclExpression } from "./hcl.ts";

/** A custom role of Azure. */
export interface AzureRole {
  readonly name: string;
  readonly about: string;
  readonly actions: readonly string[];
  /** `/subscriptions/…`, `/providers/Microsoft.Management/managementGroups/…`; empty: to be said where it is rolled out. */
  readonly scopes: readonly string[];
}

/** As `az role definition create --role-definition` takes it. */
export function roleJson({ name, about, actions, scopes }: AzureRole): string {
  const definition = {
    Name: name,
    IsCustom: true,
    Description: about,
    Actions: actions,
    NotActions: [],
    DataActions: [],
    NotDataActions: [],
    AssignableScopes: scopes,
  };
  return `${JSON.stringify(definition, null, 2)}\n`;
}

const MANAGEMENT_GROUP = /^\/providers\/Microsoft\.Management\/managementGroups\//i;

export function roleBicep({ name, about, actions, scopes }: AzureRole): string {
  const isGroup = scopes.some((scope) => MANAGEMENT_GROUP.test(scope));
  const own = isGroup ? "managementGroup().id" : "subscription().id";
  const assignable = scopes.length === 0 ? [own] : scopes.map(bicepText);
  return `targetScope = '${isGroup ? "managementGroup" : "subscription"}'

resource role 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(${own}, ${bicepText(name)})
  properties: {
    roleName: ${bicepText(name)}
    description: ${bicepText(about)}
    type: 'CustomRole'
    permissions: [
      {
        actions: [
${actions.map((action) => `          ${bicepText(action)}\n`).join("")}        ]
        notActions: []
      }
    ]
    assignableScopes: [
${assignable.map((scope) => `      ${scope}\n`).join("")}    ]
  }
}

output roleId string = role.id
`;
}

function bicepText(text: string): string {
  return `'${text
    .replaceAll("\\", "\\\\")
    .replaceAll("'", String.raw`\'`)
    .replaceAll("${", "\\${")}'`;
}

export function roleTerraform({ name, about, actions, scopes }: AzureRole): string {
  const own = new HclExpression("data.azurerm_subscription.current.id");
  const role = hclBlock(
    "resource",
    ["azurerm_role_definition", "demarc"],
    { name, description: about, scope: scopes[0] ?? own, assignable_scopes: scopes.length === 0 ? [own] : scopes },
    [["permissions", { actions, not_actions: [] }]],
  );
  const subscription = scopes.length === 0 ? [hclBlock("data", ["azurerm_subscription", "current"], {})] : [];
  return [...subscription, role].join("\n");
}
