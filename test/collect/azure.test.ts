import { describe, expect, it } from "vitest";
import { callName, OWN_CALLS, WITNESS_CALLS } from "../../src/collect/azure/own-calls.ts";
import { neededReads } from "../../src/commands/sources/needed-reads.ts";
import type { ResourceDocument, SnapshotEntry } from "../../src/model/resource.ts";
import { TENANT } from "../loopback-azure/estate.ts";
import { AS_OF, comparable, judge } from "./scan-aws.ts";
import { APPS, azureScans, BOOKINGS, SANDBOX, unreadOf, withEveryChild } from "./scan-azure.ts";
import { library } from "../shipped.ts";

const az = azureScans();
const SOFT_DELETE = "azure-storage-blob-soft-delete";
const BLOBS = /sthfbookings\/blobservices\/default$/;

const TENANT_DOCUMENT: ResourceDocument = {
  type: "microsoft.resources/tenants",
  account: TENANT,
  region: "global",
  id: `/tenants/${TENANT}`,
  name: "Harbour & Finch",
  provider: "azure",
  tags: {},
  properties: { tenantId: TENANT, displayName: "Harbour & Finch" },
};

/** The document with all children that the rules need: those it says nothing of are known to be none. */
function complete(document: ResourceDocument): ResourceDocument {
  const needed = neededReads(az.rules, library, "azure").get(document.type)?.children ?? [];
  // A call stands in evidence as the field list has it, without names.
  const callOf = (path: string): string =>
    callName(needed.find((one) => one.path === path)?.call ?? OWN_CALLS.denyAssignments);
  const unread = document.unread?.map((one) => ({ ...one, call: callOf(one.path) }));
  return { ...withEveryChild(document, needed), ...(unread && { unread }) };
}

/** Everything that was read of the subscriptions, by somebody who saved it to a file. */
function saved(kept: readonly ResourceDocument[]): SnapshotEntry[] {
  const types = [...neededReads(az.rules, library, "azure").keys()];
  const read = (account: string, type: string): SnapshotEntry => {
    return { read: { provider: "azure", account, region: "*", type, call: "file" } };
  };
  return [
    ...kept.map((resource) => ({ resource: { ...resource, confirmed_at: AS_OF } })),
    { resource: { ...complete(TENANT_DOCUMENT), confirmed_at: AS_OF } },
    ...[APPS, SANDBOX].flatMap((account) => types.map((type) => read(account, type))),
    read(TENANT, "microsoft.resources/tenants"),
  ];
}

describe("a collection", () => {
  it("comes to the same as the same estate from a file, but for call and time", async () => {
    const kept = az.documents
      .filter(({ unread = [] }) => unread.every(({ reason }) => reason === "access_denied"))
      .map(complete);
    expect(kept.length).toBeGreaterThan(80);
    const scanned = await az.scan({ estate: { documents: kept } });
    const fromFile = await judge(az.rules, library, saved(kept));
    expect(scanned.blindSpots).toEqual([]);
    expect(comparable(scanned.run)).toEqual(comparable(fromFile.run));
  });

  it("is the same in pages of seven, read fresh by id, or with another next page in between", async () => {
    const whole = await az.scan();
    const paged = await az.scan({ estate: { pageSize: 7 } });
    expect(comparable(paged.run)).toEqual(comparable(whole.run));
    const fresh = await az.scan({ fresh: true });
    expect(comparable(fresh.run)).toEqual(comparable(whole.run));
    const faults = [{ call: /roleassignments$/, fault: "empty_page", times: 1 }] as const;
    expect(comparable((await az.scan({ estate: { faults } })).run)).toEqual(comparable(whole.run));
  });

  it("asks for what the rules need and for nothing else", async () => {
    await az.scan({ only: [SOFT_DELETE] });
    const shapes = new Set(az.azure.calls.map(shapeOf));
    expect([...shapes].toSorted()).toEqual([
      "get /subscriptions",
      "get /subscriptions/*/providers",
      "get /subscriptions/*/providers/microsoft.authorization/permissions",
      "get /subscriptions/*/resourcegroups",
      "get /subscriptions/*/resourcegroups/*/providers/microsoft.authorization/denyassignments",
      "get /subscriptions/*/resourcegroups/*/providers/microsoft.storage/storageaccounts/*/blobservices/default",
      "post /providers/microsoft.resourcegraph/resources",
    ]);
  });

  it("makes no call but those that stand in the field list and its own", async () => {
    await az.scan({ fresh: true });
    const known = everyCall().map((call) => new RegExp(`^${patternOf(call)}$`));
    expect(az.azure.calls.filter((call) => !known.some((pattern) => pattern.test(call)))).toEqual([]);
    await az.scan({ filter: { managementGroup: "top" }, estate: { managementGroups: { top: [APPS] } } });
    expect(az.azure.calls.filter((call) => !known.some((pattern) => pattern.test(call)))).toEqual([]);
  });

  it("only reads, and never asks for a secret", () => {
    const calls = everyCall();
    expect(calls.length).toBeGreaterThan(60);
    expect(calls.filter((call) => !call.startsWith("GET "))).toEqual([OWN_CALLS.graph]);
    const secrets = /\/list\w*\?|keys\/[^{]|connectionStrings|appsettings|publishxml|regenerate|\/value\?/i;
    expect(calls.filter((call) => secrets.test(call))).toEqual([]);
  });

  it("takes the versions that this cloud has", async () => {
    const versions = { "microsoft.storage/storageaccounts/blobservices": ["2019-06-01", "2024-01-01", "2030-01-01"] };
    const scanned = await az.scan({ only: [SOFT_DELETE], estate: { versions } });
    const asked = az.azure.addresses.filter((address) => address.toLowerCase().includes("/blobservices/"));
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.every((address) => address.endsWith("api-version=2024-01-01"))).toBe(true);
    expect(scanned.run.summary.pass).toBeGreaterThan(0);
    const [said, ...others] = scanned.blindSpots;
    expect(others).toEqual([]);
    expect(said).toMatchObject({ types: [], reason: "not_collected" });
    expect(said!.message).toMatch(/^this cloud has no version .* of .*\/blobservices: 2024-01-01 was asked/);
  });

  it("takes nothing for absent that an older version may not know", async () => {
    const versions = { "microsoft.storage/storageaccounts/blobservices": ["2024-01-01"] };
    const silent = az.documents.map((one) =>
      one.id.endsWith(BOOKINGS) ? { ...one, children: { "blobservices/default": { properties: {} } } } : one,
    );
    const scan = async (estate: object): Promise<string | undefined> => {
      const { run } = await az.scan({ only: [SOFT_DELETE], estate: { documents: silent, ...estate } });
      return run.evaluations.find(({ resource }) => resource.id?.endsWith(BOOKINGS))?.outcome;
    };
    expect(await scan({})).toBe("fail");
    expect(await scan({ versions })).toBe("unknown");
  });

  it("says that it does not know which versions this cloud has, and asks in its own", async () => {
    const faults = [{ call: /\/providers$/, fault: "denied" }] as const;
    const scanned = await az.scan({ only: [SOFT_DELETE], estate: { faults } });
    expect(scanned.blindSpots).toMatchObject([{ types: [], code: "AuthorizationFailed" }]);
    expect(scanned.run.summary.pass).toBeGreaterThan(0);
  });

  it("answers a challenge for claims with a token that has them", async () => {
    const before = await az.scan({ only: [SOFT_DELETE] });
    const scanned = await az.scan({
      only: [SOFT_DELETE],
      estate: { faults: [{ call: BLOBS, fault: "claims", times: 1 }] },
    });
    expect(az.azure.tokens()).toBeGreaterThan(0);
    expect(unreadOf(scanned)).toEqual([]);
    expect(scanned.run.summary.unknown).toBe(before.run.summary.unknown);
  });
});

/** Every call that can be made, as it is written where it stands. */
function everyCall(): string[] {
  const ofAzure = Object.values(library.fields).filter(({ provider }) => provider === "azure");
  const listed = ofAzure.flatMap(({ call, fields }) => [call, ...Object.values(fields).map((field) => field.call)]);
  return [
    ...new Set([...Object.values({ ...OWN_CALLS, ...WITNESS_CALLS }), ...listed.filter((call) => call !== undefined)]),
  ];
}

/** A call with anything in place of what stands in braces, as a regular expression on lower case. */
function patternOf(call: string): string {
  return callName(call)
    .toLowerCase()
    .replaceAll(/[.$()]/g, String.raw`\$&`)
    .replaceAll(/\{(?:id|resource_group|scope|initiative)\}/g, ".+")
    .replaceAll(/\{\w+\}/g, "[^/]+");
}

/** Ids and names left out. */
function shapeOf(call: string): string {
  return call
    .replace(/(\/(?:subscriptions|resourcegroups|managementgroups))\/[^/]+/g, "$1/*")
    .replace(/(\/providers\/microsoft\.(?!resourcegraph)[^/]+\/[^/]+)\/[^/]+/g, "$1/*")
    .replace(/(\/(?:databases|flowlogs|keys|protectioncontainers|protecteditems|backupfabrics))\/[^/]+/g, "$1/*");
}
