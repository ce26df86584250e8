/** demarc's own calls, which find what there is and who may see it. The calls for facts are in the field list. */
export const OWN_CALLS = {
  subscriptions: "GET /subscriptions?api-version=2022-12-01",
  descendants: "GET /providers/Microsoft.Management/managementGroups/{group}/descendants?api-version=2020-05-01",
  // Documented for resource groups and resources; inferred for subscriptions.
  permissions: "GET {scope}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01",
  providers: "GET /subscriptions/{subscription}/providers?api-version=2021-04-01",
  resources: "GET /subscriptions/{subscription}/resources?api-version=2021-04-01",
  resourceGroups: "GET /subscriptions/{subscription}/resourcegroups?api-version=2021-04-01",
  denyAssignments:
    "GET {resource_group}/providers/Microsoft.Authorization/denyAssignments?api-version=2022-04-01&$filter=atScope()",
  graph: "POST /providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01",
} as const;

/** Further calls, made only if a second witness is wanted. */
export const WITNESS_CALLS = {
  policyMetadata: "GET /providers/Microsoft.PolicyInsights/policyMetadata?api-version=2024-10-01",
  oneMetadata: "GET /providers/Microsoft.PolicyInsights/policyMetadata/{name}?api-version=2024-10-01",
  policyAssignments:
    "GET /subscriptions/{subscription}/providers/Microsoft.Authorization/policyAssignments?api-version=2025-03-01",
  initiative: "GET {initiative}?api-version=2025-03-01",
} as const;

/** A call such as `GET {id}/keys?api-version=…` without its query, as evidence shows it. */
export function callName(call: string): string {
  return call.replace(/\?.*$/s, "");
}

/** The address of a call, with the placeholders in braces filled in. */
export function addressOf(call: string, values: Readonly<Record<string, string>>): string {
  const path = call.replace(/^[A-Z]+ /, "");
  return path.replaceAll(/\{(\w+)\}/g, (_, key: string) => values[key] ?? "");
}
