import { describe, expect, it } from "vitest";
import type { ArmApi } from "../../../src/collect/azure/api.ts";
import type { NeededType } from "../../../src/collect/azure/options.ts";
import type { Reading } from "../../../src/collect/azure/reading.ts";
import { resourceEntries } from "../../../src/collect/azure/resource.ts";
import type { ResourceDocument } from "../../../src/model/resource.ts";

const NSG = "microsoft.network/networksecuritygroups";
const SQL = "microsoft.sql/servers";
const REGISTRY = "microsoft.containerregistry/registries";
const VM = "microsoft.compute/virtualmachines";
const WHOLE = { kind: null, sku: null, identity: null, zones: null, managedBy: null, tags: null };

interface Read {
  readonly document: ResourceDocument;
  readonly calls: readonly string[];
}

/** What comes of a row of Resource Graph; `answer`: what GET by id says of the properties; missing: it is refused. */
async function read(
  type: string,
  properties: object,
  paths: readonly string[],
  answer?: object,
  always: readonly string[] = [],
): Promise<Read> {
  const calls: string[] = [];
  const id = `/subscriptions/s/providers/${type}/x`;
  const row = { ...WHOLE, id, name: "x", type, location: "westeurope", properties };
  const failure = { reason: "access_denied", call: "GET {id}", status: 403, message: "no", help: "" } as const;
  const api: ArmApi = {
    get: async ({ address }) => {
      calls.push(address);
      return answer === undefined ? { failure } : { value: "id" in answer ? answer : { ...row, properties: answer } };
    },
    query: async () => ({ failure }),
    isForeign: () => false,
  };
  const need: NeededType = {
    call: "GET {id}?api-version=1",
    paths: new Set(paths),
    always: new Set(always),
    children: [],
  };
  const reading = {
    api,
    gaps: new Map(),
    fresh: false,
    now: () => "2026-11-22T00:00:00.000Z",
    needs: new Map([[type, need]]),
    filter: { subscriptions: [], resourceGroups: [], tags: [] },
    place: { subscription: { id: "s" } },
  } as unknown as Reading;
  const [entry] = await resourceEntries(row, type, "resource-graph", reading);
  return { document: (entry as { resource: ResourceDocument }).resource, calls };
}

describe("a row of Resource Graph that is not enough", () => {
  const rules = [{ name: "ssh" }];
  const RULES = "properties.securityRules";

  it("is read by its id where a key is missing that Azure always writes", async () => {
    const { document, calls } = await read(NSG, { flushConnection: false }, [RULES], { securityRules: rules }, [RULES]);
    expect(calls).toHaveLength(1);
    expect(document["properties"]).toEqual({ securityRules: rules });
    expect(document.unread).toBe(undefined);
  });

  it.each<[string, object]>([
    ["null counts as missing", { securityRules: null }],
    ["and so does what it lies in", {}],
  ])("%s", async (_, properties) => {
    const { calls } = await read(NSG, { ...properties, a: 1 }, [RULES], { securityRules: rules }, [RULES]);
    expect(calls).toHaveLength(1);
  });

  it("leaves that key unread where the resource is refused, and keeps the rest", async () => {
    const { document } = await read(NSG, { flushConnection: true }, [RULES], undefined, [RULES]);
    expect(document["properties"]).toEqual({ flushConnection: true });
    expect(document.unread).toMatchObject([{ path: RULES, reason: "access_denied", call: "GET {id}" }]);
  });

  it("leaves that key unread where the answer does not say what it tells of", async () => {
    const { document } = await read(NSG, { flushConnection: true }, [RULES], { id: null }, [RULES]);
    expect(document["properties"]).toEqual({ flushConnection: true });
    expect(document.unread).toMatchObject([{ path: RULES, reason: "service_error", code: "ForeignAnswer" }]);
  });

  it.each<[string, string, string]>([
    ["an administrator's name", SQL, "properties.administratorLogin"],
    ["what only an expanded answer has", SQL, "properties.administrators.login"],
    ["what lies in a list of it", SQL, "properties.administrators[0].login"],
    ["a name in a machine", VM, "properties.osProfile.adminUsername"],
    ["a switch of a registry", REGISTRY, "properties.anonymousPullEnabled"],
  ])("is read by its id for %s", async (_, type, path) => {
    const { calls } = await read(type, { a: 1 }, [path], { b: 2 });
    expect(calls).toHaveLength(1);
  });

  it.each<[string, string, object, string, string[]]>([
    ["nobody asks", SQL, { administratorLogin: "x" }, "properties.publicNetworkAccess", []],
    ["the key only begins alike", SQL, { a: 1 }, "properties.administratorsNumber", []],
    ["the key is there", NSG, { securityRules: [] }, RULES, [RULES]],
  ])("is not where %s", async (_, type, properties, path, always) => {
    const { calls, document } = await read(type, properties, [path], undefined, always);
    expect(calls).toEqual([]);
    expect(document["properties"]).toEqual(properties);
  });
});
