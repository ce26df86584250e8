import { describe, expect, it } from "vitest";
import type { ResourceDocument } from "../../src/model/resource.ts";
import { APPS, azureScans, SANDBOX } from "./scan-azure.ts";

const az = azureScans();
const SOFT_DELETE = "azure-storage-blob-soft-delete";

describe("what is in scope", () => {
  const only = ["azure-keyvault-purge-protection"];
  const VAULTS = "microsoft.keyvault/vaults";

  it("expects nothing where nobody said what there should be", async () => {
    const { run } = await az.scan({ only });
    expect(run.scope).toEqual({ name: "2 Azure subscriptions" });
  });

  it("leaves out what was not chosen, by id or by name", async () => {
    for (const word of [SANDBOX.toUpperCase(), "harbour & finch sandbox"]) {
      const { run, resources } = await az.scan({ only, filter: { subscriptions: [word] } });
      expect(run.scope).toMatchObject({ expected: [{ provider: "azure", account: SANDBOX }] });
      expect(new Set(resources.map(({ account }) => account))).toEqual(new Set([SANDBOX]));
    }
  });

  it("expects what a management group holds, also what it cannot see", async () => {
    const hidden = "00000000-1111-2222-3333-444444444444";
    const managementGroups = { production: [APPS, hidden] };
    const scanned = await az.scan({ only, filter: { managementGroup: "production" }, estate: { managementGroups } });
    expect(scanned.run.scope).toMatchObject({
      name: "Azure subscription Harbour & Finch applications of management group production",
      expected: [{ account: hidden }, { account: APPS }],
    });
    expect(scanned.blindSpots).toMatchObject([{ account: hidden, types: [VAULTS], reason: "access_denied" }]);
    expect(new Set(scanned.resources.map(({ account }) => account))).toEqual(new Set([APPS]));
  });

  it("says which subscription is disabled, and makes a blind spot of one that was asked for", async () => {
    const closed = az.documents.map((one) =>
      one.id === `/subscriptions/${SANDBOX}` ? { ...one, properties: { state: "Disabled" } } : one,
    );
    const scanned = await az.scan({ only, estate: { documents: closed } });
    expect(scanned.run.scope.name).toContain("not read: Harbour & Finch sandbox (Disabled)");
    expect(scanned.blindSpots).toEqual([]);
    const filter = { subscriptions: [APPS, SANDBOX] };
    const asked = await az.scan({ only, filter, estate: { documents: closed } });
    expect(asked.blindSpots).toMatchObject([{ account: SANDBOX, types: [VAULTS], reason: "not_collected" }]);
  });

  it.each<[string, unknown[], string[]]>([
    ["everything", [{ actions: ["*"], notActions: [] }], []],
    ["other services", [{ actions: ["Microsoft.Storage/*/read"], notActions: [] }], [VAULTS]],
    ["all but these", [{ actions: ["*/read"], notActions: ["Microsoft.KeyVault/vaults/read"] }], [VAULTS]],
    [
      "these by another role",
      [
        { actions: ["*/read"], notActions: ["*"] },
        { actions: ["microsoft.keyvault/vaults/*"], notActions: [] },
      ],
      [],
    ],
    ["everything but what is not said", [{ actions: ["*"] }], [VAULTS]],
    ["everything but something of another kind", [{ actions: ["*"], notActions: [7] }], [VAULTS]],
    ["nothing in the whole subscription", [], [VAULTS]],
  ])("knows that Azure leaves out in silence what may not be seen: allowed is %s", async (_, permission, types) => {
    const scanned = await az.scan({ only, estate: { permissions: { [APPS]: permission } } });
    expect(scanned.blindSpots.flatMap((spot) => spot.types)).toEqual(types);
    expect(scanned.reads.map(({ account }) => account)).toEqual(types.length === 0 ? [APPS, SANDBOX] : [SANDBOX]);
  });

  it("knows nothing of a subscription where the permissions cannot be read", async () => {
    const faults = [{ call: new RegExp(`${APPS}/.*/permissions$`), fault: "unavailable" }] as const;
    const scanned = await az.scan({ only, estate: { faults } });
    expect(scanned.blindSpots).toMatchObject([{ account: APPS, types: [VAULTS], reason: "service_error" }]);
  });

  it("reads one group, and says of nothing that there is none", async () => {
    const scanned = await az.scan({ filter: { resourceGroups: ["RG-Office"] } });
    const groups = scanned.resources.map(({ id }) => /resourcegroups\/([^/]+)/.exec(id)?.[1]);
    expect(new Set(groups)).toEqual(new Set(["rg-office"]));
    expect(scanned.reads).toEqual([]);
    expect(scanned.run.scope.name).toContain("in RG-Office");
  });

  it("knows nothing of a group in a subscription that does not tell of its groups, where it may not be seen", async () => {
    const filter = { resourceGroups: ["rg-office"] };
    const faults = [{ call: new RegExp(`${APPS}/resourcegroups$`), fault: "denied" }] as const;
    const estate = { faults, permissions: { [APPS]: [] } };
    const scanned = await az.scan({ only, filter, estate });
    expect(scanned.blindSpots).toMatchObject([{ account: APPS, types: [VAULTS], reason: "access_denied" }]);
  });

  it("reads what has a tag, in any case of its name", async () => {
    const scanned = await az.scan({ filter: { tags: [{ name: "TEAM", value: "web" }, { name: "env" }] } });
    expect(scanned.resources.length).toBeGreaterThan(1);
    expect(scanned.resources.map(({ tags }) => tags?.["team"])).toEqual(scanned.resources.map(() => "web"));
    expect(scanned.reads).toEqual([]);
  });

  it("makes everything of a resource unknown of which nobody knows whether it has the tag", async () => {
    const [first, ...rest] = az.documents.filter(({ type }) => type === VAULTS).map(({ id }) => id);
    const strange = az.documents.map((one) => (one.id === first ? { ...one, tags: "team" as never } : one));
    const filter = { tags: [{ name: "team", value: "nobody" }] };
    const { run, exit } = await az.scan({ only, filter, estate: { documents: strange } });
    expect(rest.length).toBeGreaterThan(0);
    expect(run.evaluations.map(({ resource, outcome }) => [resource.id, outcome])).toEqual([[first, "unknown"]]);
    expect(exit).toBe(3);
  });

  it("asks a subscription too where it has the tag itself", async () => {
    const rule = ["azure-defender-servers"];
    const filter = { tags: [{ name: "env", value: "prod" }] };
    const documents = az.documents.map((one) => {
      return one.id === `/subscriptions/${APPS}` ? { ...one, properties: { tags: { ENV: "prod" } } } : one;
    });
    const { resources } = await az.scan({ only: rule, filter, estate: { documents } });
    expect(resources.map(({ id }) => id)).toEqual([`/subscriptions/${APPS}`]);
    const inGroup = await az.scan({
      only: rule,
      filter: { ...filter, resourceGroups: ["rg-office"] },
      estate: { documents },
    });
    expect(inGroup.resources).toEqual([]);
  });

  it("finds by --fresh what Resource Graph does not know yet, and drops what is gone", async () => {
    const [first, second] = az.documents.filter(({ type }) => type === VAULTS).map(({ id }) => id);
    const estate = { unindexed: [first!], faults: [{ call: new RegExp(`get ${second!}$`), fault: "gone" }] } as const;
    const stale = await az.scan({ only, estate });
    expect(stale.resources.map(({ id }) => id)).not.toContain(first);
    const fresh = await az.scan({ only, fresh: true, estate });
    expect(fresh.resources.map(({ id }) => id)).toContain(first);
    expect(fresh.resources.map(({ id }) => id)).not.toContain(second);
    expect(fresh.skipped).toBe(1);
  });

  it("makes everything of a resource unknown that --fresh could not read", async () => {
    const [first] = az.documents.filter(({ type }) => type === VAULTS).map(({ id }) => id);
    const faults = [{ call: new RegExp(`get ${first!}$`), fault: "denied" }] as const;
    const { run } = await az.scan({ only, fresh: true, estate: { faults } });
    const outcome = run.evaluations.find(({ resource }) => resource.id === first);
    expect(outcome).toMatchObject({ outcome: "unknown" });
  });

  it("goes on after the subscriptions that were read before", async () => {
    const scanned = await az.scan({ only, done: new Set([APPS]) });
    expect(new Set(scanned.resources.map(({ account }) => account))).toEqual(new Set([SANDBOX]));
    expect(az.azure.calls.filter((call) => call.startsWith(`get /subscriptions/${APPS}/resourcegroups`))).toEqual([]);
  });

  it("joins the group and who is denied what", async () => {
    const isLocked = (one: ResourceDocument): boolean => {
      return one.type.includes("storage") && (one["@deny_assignments"] as unknown[] | undefined)?.length === 1;
    };
    const managed = az.documents.find(isLocked)!;
    const locks = managed["@deny_assignments"] as { readonly properties: object }[];
    const [lock] = locks;
    const one = [{ id: "3026a0ca-485e-4831-a57b-a0120fa8dd66", type: "User" }];
    const [group] = managed.id.split("/providers/");
    const others = [
      { doNotApplyToChildScopes: true },
      { doNotApplyToChildScopes: "True" },
      { condition: { anything: true } },
      { principals: one },
      { principals: undefined },
      { excludePrincipals: one },
      { excludePrincipals: "somebody" },
      { condition: "@Resource[name] StringEquals 'x'" },
      { scope: undefined },
      { scope: `${group}/providers/microsoft.storage/storageaccounts/x` },
      { scope: `${group}-of-others` },
    ];
    const weaker = others.map((changes) => ({ ...lock, properties: { ...lock!.properties, ...changes } }));
    const changed = { ...managed, "@deny_assignments": [...weaker, ...locks] };
    const estate = { documents: [changed, ...az.documents.filter((one) => one.type.endsWith("/subscriptions"))] };
    const { resources } = await az.scan({ only: [SOFT_DELETE], estate });
    const [found] = resources.filter(({ id }) => id === managed.id);
    expect(found?.["@resource_group"]).toMatchObject({ managedBy: expect.any(String) });
    expect(found?.["@deny_assignments"]).toEqual(managed["@deny_assignments"]);
  });
});
