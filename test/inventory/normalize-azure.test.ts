import { describe, expect, it } from "vitest";
import { normalizeAzure } from "../../src/inventory/normalize-azure.ts";
import type { ResourceDocument } from "../../src/model/resource.ts";
import { storageAccount, SUBSCRIPTION } from "./entries-of.ts";

function document(written: unknown, source = "arm"): ResourceDocument {
  const entry = normalizeAzure(written, { source });
  if (entry === undefined || !("resource" in entry))
    throw new Error(`expected a resource, got ${JSON.stringify(entry)}`);
  return entry.resource;
}

const paths = ({ unread }: ResourceDocument): string[] => (unread ?? []).map(({ path }) => path);
const at = (rest: string): string => `/subscriptions/${SUBSCRIPTION}${rest}`;

describe("normalizeAzure", () => {
  it("makes one document of ARM's answer and of Resource Graph's", () => {
    const { sku: _sku, kind: _kind, tags: _tags, ...bare } = storageAccount();
    const row = {
      ...bare,
      id: String(bare["id"]).toUpperCase().replace("/SUBSCRIPTIONS", "/subscriptions"),
      type: "microsoft.storage/storageaccounts",
      kind: "",
      sku: null,
      plan: null,
      tags: null,
      identity: null,
      zones: null,
      managedBy: "",
      extendedLocation: null,
      resourceGroup: "books",
      subscriptionId: SUBSCRIPTION,
      tenantId: "8d91f6a2-0c3e-4b75-a8f4-15c7e2d6b930",
    };
    expect(document(row, "resource-graph")).toEqual({ ...document(bare), source: "resource-graph" });
    expect(document(bare)).toEqual({
      type: "microsoft.storage/storageaccounts",
      account: SUBSCRIPTION,
      region: "westeurope",
      id: at("/resourcegroups/books/providers/microsoft.storage/storageaccounts/ledger01"),
      name: "Ledger01",
      provider: "azure",
      tags: {},
      source: "arm",
      properties: { supportsHttpsTrafficOnly: true, minimumTlsVersion: "TLS1_2" },
    });
  });

  it.each([
    [
      "a resource group",
      {
        id: at("/resourceGroups/Books"),
        name: "Books",
        location: "West Europe",
        type: "Microsoft.Resources/resourceGroups",
      },
      "microsoft.resources/subscriptions/resourcegroups",
      "westeurope",
    ],
    [
      "a resource group without a type",
      { id: at("/resourceGroups/Books"), name: "Books" },
      "microsoft.resources/subscriptions/resourcegroups",
      "global",
    ],
    [
      "a role assignment",
      { id: at("/providers/Microsoft.Authorization/roleAssignments/a1"), properties: {} },
      "microsoft.authorization/roleassignments",
      "global",
    ],
    [
      "an assignment on a resource",
      { id: `${storageAccount()["id"]}/providers/Microsoft.Authorization/roleAssignments/a1`, properties: {} },
      "microsoft.authorization/roleassignments",
      "global",
    ],
    [
      "a child",
      { id: `${storageAccount()["id"]}/blobServices/default`, name: "default", properties: {} },
      "microsoft.storage/storageaccounts/blobservices",
      "global",
    ],
    [
      "an empty type",
      { id: at("/providers/microsoft.insights/logprofiles/default"), type: "", location: "" },
      "microsoft.insights/logprofiles",
      "global",
    ],
    [
      "a provider",
      { id: at("/providers/Microsoft.Compute"), namespace: "Microsoft.Compute" },
      "microsoft.resources/providers",
      "global",
    ],
  ])("knows %s by its id", (_, written, type, region) => {
    expect(document(written)).toMatchObject({ type, region, account: SUBSCRIPTION });
  });

  it("makes one document of a subscription from every source", () => {
    const facts = { state: "Enabled", subscriptionPolicies: { quotaId: "q" } };
    const listed = document({
      id: at(""),
      subscriptionId: SUBSCRIPTION,
      displayName: "Ledger",
      tenantId: "t",
      ...facts,
    });
    const row = {
      id: at(""),
      name: "Ledger",
      type: "microsoft.resources/subscriptions",
      tenantId: "t",
      kind: "",
      location: "",
      properties: facts,
    };
    expect(listed).toMatchObject({
      type: "microsoft.resources/subscriptions",
      account: SUBSCRIPTION,
      region: "global",
      id: at(""),
      name: "Ledger",
      properties: facts,
    });
    expect(document(row, "resource-graph")).toMatchObject({ name: "Ledger", region: "global", properties: facts });
    expect(
      document({ id: SUBSCRIPTION, name: "Ledger", state: "Enabled", tenantId: "t", isDefault: true }),
    ).toMatchObject({
      id: at(""),
      properties: { state: "Enabled" },
    });
  });

  it("puts a thing of the tenant under the tenant", () => {
    const group = {
      id: "/providers/Microsoft.Management/managementGroups/root",
      type: "/providers/Microsoft.Management/managementGroups",
      properties: {},
    };
    expect(document(group)).toMatchObject({ account: "tenant", type: "microsoft.management/managementgroups" });
    expect(document({ ...group, tenantId: "AbC" }).account).toBe("abc");
  });

  it("says what the query left out of its rows", () => {
    const { id, name, type } = storageAccount();
    const row = document({ id, name, type, properties: {} }, "resource-graph");
    expect(paths(row)).toEqual(["tags", "kind", "sku", "identity", "zones", "managedBy"]);
    expect(row.tags).toBeUndefined();
  });

  it.each([null, undefined])("says that properties of %s were not read", (properties) => {
    expect(paths(document(storageAccount({ properties })))).toEqual(["properties"]);
  });

  it("does not take the flattened output of az for properties", () => {
    const { properties: _properties, ...flat } = storageAccount({
      allowBlobPublicAccess: false,
      enableHttpsTrafficOnly: true,
    });
    expect(paths(document(flat))).toEqual(["properties"]);
  });

  it.each([
    ["null", { siteConfig: null }, ["properties.siteConfig"]],
    ["missing", {}, ["properties.siteConfig"]],
    ["in part", { siteConfig: { alwaysOn: false, minTlsVersion: null } }, ["properties.siteConfig.minTlsVersion"]],
  ])("takes the configuration of a web app that is %s for unread", (_, properties, expected) => {
    const site = { id: at("/resourceGroups/g/providers/Microsoft.Web/sites/s"), properties };
    expect(paths(document(site))).toEqual(expected);
  });

  it("lets no document vouch for its own children and joined facts", () => {
    const found = document(
      storageAccount({ children: { "blobservices/default": {} }, "@resource_group": {}, confirmed_at: "x" }),
    );
    expect(Object.keys(found)).not.toContain("children");
    expect(Object.keys(found)).not.toContain("@resource_group");
    expect(found.confirmed_at).toBeUndefined();
  });

  it("joins children that the collector read, without their secrets", () => {
    const joined = { children: { "config/web": { properties: { connectionString: "AccountKey=abcdef0123456789" } } } };
    const entry = normalizeAzure(storageAccount(), { source: "arm", joined, confirmed_at: "2026-11-20T10:00:00Z" });
    expect(entry).toMatchObject({ resource: { confirmed_at: "2026-11-20T10:00:00Z", children: { "config/web": {} } } });
    expect(JSON.stringify(entry)).not.toContain("abcdef0123456789");
  });

  it("keeps two keys that are equal but for case", () => {
    const properties = { a: 1, A: 2 };
    expect(document(storageAccount({ properties }))["properties"]).toEqual(properties);
  });

  it.each([
    undefined,
    null,
    "x",
    [],
    {},
    { id: "x" },
    { id: 7 },
    { id: "https://management.azure.com/subscriptions/x" },
    { id: "/" },
    { id: "/other/x" },
  ])("does not take %j for a document", (value) => {
    expect(normalizeAzure(value, { source: "arm" })).toBeUndefined();
  });
});
