import { describe, expect, it } from "vitest";
import type { ArmApi } from "../../../src/collect/azure/api.ts";
import type { Reading } from "../../../src/collect/azure/reading.ts";
import { resourceEntries } from "../../../src/collect/azure/resource.ts";
import type { RowSource } from "../../../src/collect/azure/resource.ts";
import { isTagged } from "../../../src/collect/azure/tag-filter.ts";
import type { ResourceDocument } from "../../../src/model/resource.ts";

const TYPE = "microsoft.keyvault/vaults";
const ROW = {
  id: "/subscriptions/s/providers/Microsoft.KeyVault/vaults/v",
  name: "v",
  type: TYPE,
  location: "westeurope",
};
const WHOLE = {
  ...ROW,
  kind: "x",
  sku: null,
  identity: null,
  zones: null,
  managedBy: null,
  properties: { enablePurgeProtection: true },
};

describe("whether a resource has a tag", () => {
  it.each<[unknown, boolean | undefined]>([
    [{ env: "prod", team: "web" }, true],
    [{ ENV: "prod" }, true],
    [{ env: "Prod" }, false],
    [{ env: "" }, false],
    [{}, false],
    [null, false],
    [undefined, undefined],
    ["env=prod", undefined],
    [[{ key: "env", value: "prod" }], undefined],
    [{ env: 7 }, undefined],
    [{ team: 7 }, false],
  ])("%j", (tags, expected) => {
    expect(isTagged(tags, [{ name: "env", value: "prod" }])).toBe(expected);
    expect(isTagged(tags, [])).toBe(true);
  });

  it("needs all of them, and one that is surely not there decides", () => {
    const wanted = [{ name: "env" }, { name: "team", value: "web" }];
    expect(isTagged({ env: "x", team: "web" }, wanted)).toBe(true);
    expect(isTagged({ env: "x" }, wanted)).toBe(false);
    expect(isTagged({ env: "x", team: [] }, wanted)).toBe(undefined);
    expect(isTagged({ team: [] }, wanted)).toBe(false);
  });
});

/** What comes of one row where a tag is asked for. `answer`: what GET by id says; missing: it is refused. */
async function collected(
  row: object,
  { from = "resource-graph", fresh = false, answer }: { from?: RowSource; fresh?: boolean; answer?: object } = {},
): Promise<ResourceDocument | undefined> {
  const failure = { reason: "access_denied", call: "GET {id}", status: 403, message: "no", help: "" } as const;
  const api: ArmApi = {
    get: async () => (answer === undefined ? { failure } : { value: { ...answer } }),
    query: async () => ({ failure }),
    isForeign: () => false,
  };
  const reading = {
    api,
    gaps: new Map(),
    fresh,
    now: () => "2026-11-22T00:00:00.000Z",
    needs: new Map([
      [TYPE, { call: "GET {id}?api-version=1", paths: new Set(["properties"]), always: new Set(), children: [] }],
    ]),
    filter: { subscriptions: [], resourceGroups: [], tags: [{ name: "env" }] },
    place: { subscription: { id: "s" } },
  } as unknown as Reading;
  const [entry] = await resourceEntries({ ...row }, TYPE, from, reading);
  return entry !== undefined && "resource" in entry ? entry.resource : undefined;
}

describe("a tag that is asked for", () => {
  const tagged = { tags: { env: "prod" } };
  const other = { tags: { team: "web" } };

  it.each<[string, Parameters<typeof collected>, "whole" | "left out" | "unknown"]>([
    ["a row has it", [{ ...WHOLE, ...tagged }], "whole"],
    ["a row has another", [{ ...WHOLE, ...other }], "left out"],
    ["a row has none: Resource Graph writes null", [{ ...WHOLE, tags: null }], "left out"],
    ["a row does not say", [WHOLE], "unknown"],
    ["a row says what nobody can read", [{ ...WHOLE, tags: "env" }], "unknown"],
    ["a row does not say, the resource has it", [WHOLE, { fresh: true, answer: { ...WHOLE, ...tagged } }], "whole"],
    ["a row does not say, the resource has none", [WHOLE, { fresh: true, answer: WHOLE }], "left out"],
    ["a row does not say, the resource is refused", [WHOLE, { fresh: true }], "unknown"],
    ["a list has it, the resource is refused", [{ ...ROW, ...tagged }, { from: "arm" }], "unknown"],
    ["a list has none, the resource is refused: ARM leaves out what is empty", [ROW, { from: "arm" }], "left out"],
    ["the resource says what nobody can read", [ROW, { from: "arm", answer: { ...WHOLE, tags: [] } }], "unknown"],
  ])("%s", async (_, asked, expected) => {
    const found = await collected(...asked);
    if (expected === "left out") return expect(found).toBe(undefined);
    expect(found).toMatchObject({ type: TYPE, name: "v", region: "westeurope" });
    const isWhole = (found!["properties"] as { enablePurgeProtection?: boolean } | undefined)?.enablePurgeProtection;
    expect(isWhole).toBe(expected === "whole" ? true : undefined);
    const paths = found!.unread?.map(({ path }) => path) ?? [];
    if (expected === "whole") expect(paths).toEqual([]);
    else expect(paths).toContain("properties");
  });
});
