import { describe, expect, it } from "vitest";
import { unknownByVersion } from "../../../src/collect/azure/older-version.ts";
import type { NeededType } from "../../../src/collect/azure/options.ts";
import { versionGaps } from "../../../src/collect/azure/versions.ts";

const TYPE = "microsoft.storage/storageaccounts";
const SELF = "GET {id}?api-version=2025-06-01";
const BLOBS = "GET {id}/blobServices/default?api-version=2025-06-01";
const RULES = "GET {id}/firewallRules?api-version=2025-06-01";
const ROOT = 'children["blobservices/default"]';
const DAYS = `${ROOT}.properties.deleteRetentionPolicy.days`;

const NEED: NeededType = {
  call: SELF,
  paths: new Set([DAYS, "properties.tls", "properties.acls.action", "children.rules[].properties.end", "kind"]),
  always: new Set(),
  children: [
    { entry: "blobservices/default", kind: "object", call: BLOBS, path: ROOT },
    { entry: "rules", kind: "list", call: RULES, path: "children.rules" },
  ],
};

const gaps = (...types: string[]): ReturnType<typeof versionGaps> =>
  versionGaps(new Map([[TYPE, NEED]]), new Map(types.map((type) => [type, ["2019-01-01"]])));

function lacking(document: object, types: string[], isBody = true): string[] {
  return unknownByVersion({ ...document }, NEED, gaps(...types), isBody).map(({ path }) => path);
}

const child = (properties: unknown): object => ({ children: { "blobservices/default": properties } });

describe("the calls that a cloud cannot answer in their own version", () => {
  it("are those whose type has not the version", () => {
    expect([...gaps(`${TYPE}/blobservices`)]).toEqual([
      [BLOBS, { type: `${TYPE}/blobservices`, wanted: "2025-06-01", asked: "2019-01-01" }],
    ]);
    expect(gaps().size).toBe(0);
  });
});

describe("what an answer in another version lacks", () => {
  const blobs = [`${TYPE}/blobservices`];

  it.each<[string, object, string[]]>([
    ["is unread where it is missing", child({ properties: { deleteRetentionPolicy: { enabled: true } } }), [DAYS]],
    ["or null", child({ properties: { deleteRetentionPolicy: { days: null } } }), [DAYS]],
    ["with all above it that is missing too", child({ properties: {} }), [`${ROOT}.properties.deleteRetentionPolicy`]],
    ["is nothing where it is there", child({ properties: { deleteRetentionPolicy: { days: 7 } } }), []],
    ["is nothing where there is no such thing", child(null), []],
    ["is nothing where the call was refused", { children: {} }, []],
    ["is nothing where the thing cannot be", child({ unsupported: true }), []],
  ])("%s", (_, document, expected) => {
    expect(lacking(document, blobs)).toEqual(expected);
  });

  it("stands by its position in a list", () => {
    const rules = [{ properties: { end: "1.1.1.1" } }, { properties: {} }];
    expect(lacking({ children: { rules } }, [`${TYPE}/firewallrules`])).toEqual(["children.rules[1].properties.end"]);
  });

  it("is that of the document itself only where that came by its own call", () => {
    const document = { properties: { acls: {} } };
    expect(lacking(document, [TYPE])).toEqual(["properties.tls", "properties.acls.action"]);
    expect(lacking(document, [TYPE], false)).toEqual([]);
    expect(lacking(document, blobs)).toEqual([]);
  });
});
