import type { ResourceDocument } from "../../src/model/resource.ts";

/** The things of an estate as Azure would tell of them, made from documents that a reading came to. */

/** Members that demarc adds to what Azure says. */
const NOT_OF_AZURE = new Set([
  "provider",
  "account",
  "region",
  "captured_at",
  "confirmed_at",
  "source",
  "unread",
  "children",
]);

/** Azure spells ids in many ways; this one is not demarc's. */
export function spelled(id: string): string {
  return id.replace("/resourcegroups/", "/resourceGroups/").replace("/providers/microsoft.", "/providers/Microsoft.");
}

/** As GET by id gives it. */
export function armDocument(document: ResourceDocument): Record<string, unknown> {
  const members = Object.entries(document).filter(([key]) => !NOT_OF_AZURE.has(key) && !key.startsWith("@"));
  return {
    ...Object.fromEntries(members),
    id: spelled(document.id),
    ...(document.region !== "global" && { location: document.region }),
  };
}

/** As `GET /subscriptions` gives it. */
export function subscriptionDocument(document: ResourceDocument): Record<string, unknown> {
  const { properties, tenantId } = document;
  return {
    id: document.id,
    subscriptionId: document.account,
    tenantId: tenantId ?? TENANT,
    displayName: document.name,
    state: "Enabled",
    ...(properties as object),
  };
}

export const TENANT = "5b0c7d2e-9a31-4f68-8e07-c4d19f3a6b52";

/** As a row of Resource Graph: every column there, empty where there is nothing. */
export function graphRow(document: ResourceDocument): Record<string, unknown> {
  const { type, account, id, kind, sku, identity, zones, managedBy, properties, name, tags, region } = document;
  return {
    id: spelled(id),
    name,
    type,
    tenantId: TENANT,
    kind: kind ?? "",
    location: region,
    resourceGroup: groupOf(id) ?? "",
    subscriptionId: account,
    managedBy: managedBy ?? "",
    sku: sku ?? null,
    plan: null,
    properties: properties ?? null,
    tags: tags ?? null,
    identity: identity ?? null,
    zones: zones ?? null,
    extendedLocation: null,
  };
}

export function groupOf(id: string): string | undefined {
  return /\/resourcegroups\/([^/]+)/i.exec(id)?.[1]?.toLowerCase();
}
