/** What an ARM resource id alone tells. */
export interface AzureId {
  /** In lower case, with one leading slash and no trailing one; ARM ids are case-insensitive. */
  readonly id: string;
  /** Undefined for things of the tenant, such as management groups. */
  readonly subscription: string | undefined;
  readonly resourceGroup: string | undefined;
  /** In lower case. */
  readonly type: string;
  /** The last segment as written. */
  readonly name: string;
}

export const SUBSCRIPTION = "microsoft.resources/subscriptions";
export const TENANT = "microsoft.resources/tenants";
const RESOURCE_GROUP = "microsoft.resources/subscriptions/resourcegroups";

/**
 * Types named differently in ARM's answers and in Resource Graph's. The Graph's name is kept because it follows from
 * the id. https://learn.microsoft.com/azure/governance/resource-graph/reference/supported-tables-resources (2026-11-21)
 */
const ONE_TYPE: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  "microsoft.resources/resourcegroups": RESOURCE_GROUP,
});

export function canonicalType(type: string): string {
  // Management groups write their type as a path.
  const lower = type.toLowerCase().replace(/^\/providers\//, "");
  return ONE_TYPE[lower] ?? lower;
}

/** Undefined if the text is not an ARM resource id. */
export function parseAzureId(text: string): AzureId | undefined {
  const segments = text.split("/").filter((segment) => segment !== "");
  const lower = segments.map((segment) => segment.toLowerCase());
  if (!text.startsWith("/") || segments.length < 2 || !/^(?:subscriptions|providers|tenants)$/.test(lower[0]!))
    return undefined;
  const subscription = lower[0] === "subscriptions" ? lower[1] : undefined;
  const resourceGroup = lower[2] === "resourcegroups" ? lower[3] : undefined;
  return { id: `/${lower.join("/")}`, subscription, resourceGroup, type: typeOf(lower), name: segments.at(-1)! };
}

/** From the last `providers/NAMESPACE/TYPE/NAME/TYPE/NAME`, which names the thing itself and not what it extends. */
function typeOf(lower: readonly string[]): string {
  if (lower[0] === "tenants" && lower.length === 2) return TENANT;
  const at = lower.lastIndexOf("providers");
  if (at === -1) return lower.length > 2 ? RESOURCE_GROUP : SUBSCRIPTION;
  const [namespace = "", ...rest] = lower.slice(at + 1);
  const types = rest.filter((_, index) => index % 2 === 0);
  return types.length === 0 ? "microsoft.resources/providers" : [namespace, ...types].join("/");
}
