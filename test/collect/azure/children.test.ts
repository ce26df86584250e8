import { describe, expect, it } from "vitest";
import type { Answer, ArmApi } from "../../../src/collect/azure/api.ts";
import { readChildren } from "../../../src/collect/azure/children.ts";
import type { NeededChild } from "../../../src/collect/azure/options.ts";

const ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/acct";
const POLICY: NeededChild = {
  entry: "managementpolicies/default",
  kind: "object",
  call: "GET {id}/managementPolicies/default?api-version=1",
  path: 'children["managementpolicies/default"]',
};
const KEYS: NeededChild = { entry: "keys", kind: "list", call: "GET {id}/keys?api-version=1", path: "children.keys" };
const ROTATION: NeededChild = {
  entry: "keys",
  kind: "element",
  call: "GET {id}/keys/{name}?api-version=1",
  path: "children.keys[].properties.rotationPolicy",
};

/** An API that answers these paths below the resource, and refuses all others. */
function apiOf(answers: Readonly<Record<string, Answer>>): ArmApi {
  return {
    get: async ({ address }) =>
      answers[address.slice(ID.length).replace(/\?.*$/, "")] ?? refused(403, "AuthorizationFailed", "no"),
    query: async () => refused(403, "AuthorizationFailed", "no"),
    isForeign: () => false,
  };
}

function refused(status: number, code: string, message: string): Answer {
  return { failure: { reason: "service_error", call: "GET", status, code, message, help: "" } };
}

describe("an answer about one child", () => {
  const own =
    "The Resource 'Microsoft.Storage/storageAccounts/acct/managementPolicies/default' under resource group 'g' was not found.";
  const parent = "The Resource 'Microsoft.Storage/storageAccounts/acct' under resource group 'g' was not found.";

  it.each<[string, Answer, unknown]>([
    ["a document", { value: { id: "x", etag: "kept" } }, { id: "x", etag: "kept" }],
    ["404 that names its kind", refused(404, "ManagementPolicyNotFound", "none"), null],
    ["404 that names itself", refused(404, "ResourceNotFound", own), null],
    ["404 that names what it hangs on", refused(404, "ResourceNotFound", parent), undefined],
    ["404 for the group", refused(404, "ResourceGroupNotFound", "none"), undefined],
    ["404 that names nothing", refused(404, "NotFound", own), undefined],
    ["400 for a kind of account", refused(400, "FeatureNotSupportedForAccount", "no"), { unsupported: true }],
    ["400 for a type", refused(400, "ResourceTypeNotSupported", "no"), { unsupported: true }],
    [
      "400 for an edition of a database",
      refused(400, "LongTermRetentionPolicyNotSupported", "Not supported for database with DataWarehouse edition."),
      { unsupported: true },
    ],
    ["the same code with another status", refused(403, "ResourceTypeNotSupported", "no"), undefined],
    ["400 for a version", refused(400, "NoRegisteredProviderFound", "no"), undefined],
    ["a refusal", refused(403, "AuthorizationFailed", "no"), undefined],
  ])("%s", async (_, answer, expected) => {
    const { entries, unread } = await readChildren(apiOf({ "/managementPolicies/default": answer }), ID, [POLICY]);
    expect(entries["managementpolicies/default"]).toEqual(expected);
    expect(unread.map(({ path }) => path)).toEqual(expected === undefined ? [POLICY.path] : []);
  });
});

describe("a list of children", () => {
  const page = (names: string[], nextLink?: string): Answer => {
    return { value: { value: names.map((name) => ({ name })), ...(nextLink && { nextLink }) } };
  };

  it("keeps what came before a page was refused, and says that there may be more", async () => {
    const api = apiOf({ "/keys": page(["a"], `${ID}/keys/2`), "/keys/2": refused(403, "AuthorizationFailed", "no") });
    const { entries, unread } = await readChildren(api, ID, [KEYS]);
    expect(entries["keys"]).toEqual([{ name: "a" }]);
    expect(unread).toMatchObject([{ path: "children.keys[]", code: "AuthorizationFailed" }]);
  });

  it("reads each element where a rule needs it, and says which was refused", async () => {
    const api = apiOf({
      "/keys": page(["a", "b", "c"]),
      "/keys/a": { value: { name: "a", whole: 1 } },
      "/keys/c": { value: { name: "c", whole: 3 } },
    });
    const { entries, unread } = await readChildren(api, ID, [ROTATION, KEYS]);
    expect(entries["keys"]).toEqual([{ name: "a", whole: 1 }, { name: "b" }, { name: "c", whole: 3 }]);
    expect(unread.map(({ path }) => path)).toEqual(["children.keys[1].properties.rotationPolicy"]);
  });

  it("is unread where the list itself is not there", async () => {
    const { entries, unread } = await readChildren(apiOf({ "/keys": refused(404, "KeyNotFound", "no") }), ID, [KEYS]);
    expect(entries).toEqual({});
    expect(unread.map(({ path }) => path)).toEqual(["children.keys"]);
  });
});
