import { describe, expect, it } from "vitest";
import type { ArmApi } from "../../../src/collect/azure/api.ts";
import { fitVersions, type ListedVersions } from "../../../src/collect/azure/versions.ts";

const STORAGE = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a";

/** The address that is asked where `listed` is what the cloud has. */
async function fitted(address: string, listed: ListedVersions): Promise<string> {
  const asked: string[] = [];
  const api: ArmApi = {
    get: async (request) => {
      asked.push(request.address);
      return { value: {} };
    },
    query: async () => ({ value: {} }),
    isForeign: () => false,
  };
  await fitVersions(api, listed).get({ address, call: "GET" });
  return asked.join();
}

describe("the version of a call", () => {
  it.each<[string, string[], string]>([
    ["is kept where the cloud has it", ["2024-01-01", "2025-06-01"], "2025-06-01"],
    ["is the newest before it", ["2023-01-01", "2024-01-01", "2026-01-01"], "2024-01-01"],
    ["is a stable one where there is one", ["2024-01-01", "2025-01-01-preview"], "2024-01-01"],
    ["is the oldest stable one where all are newer", ["2027-01-01", "2026-01-01"], "2026-01-01"],
    ["is a preview where there is nothing else", ["2024-01-01-preview"], "2024-01-01-preview"],
    ["is kept where nothing is listed", [], "2025-06-01"],
  ])("%s", async (_, versions, expected) => {
    const listed = new Map([["microsoft.storage/storageaccounts", versions]]);
    expect(await fitted(`${STORAGE}?api-version=2025-06-01&$expand=x`, listed)).toBe(
      `${STORAGE}?api-version=${expected}&$expand=x`,
    );
  });

  it.each([
    [`${STORAGE}/blobServices/default`, "microsoft.storage/storageaccounts/blobservices"],
    [`${STORAGE}/blobServices/default/containers`, "microsoft.storage/storageaccounts/blobservices/containers"],
    [`${STORAGE}/providers/Microsoft.Insights/diagnosticSettings`, "microsoft.insights/diagnosticsettings"],
    ["/subscriptions/s/providers/Microsoft.Security/pricings", "microsoft.security/pricings"],
  ])("is that of the type asked for: %s", async (address, type) => {
    const listed = new Map([[type, ["2001-01-01"]]]);
    expect(await fitted(`${address}?api-version=2025-06-01`, listed)).toBe(`${address}?api-version=2001-01-01`);
    expect(await fitted("/subscriptions?api-version=2022-12-01", listed)).toContain("2022-12-01");
  });
});
