import { describe, expect, it } from "vitest";
import { neededReads } from "../../../src/commands/sources/needed-reads.ts";
import { library } from "../../shipped.ts";

function needsOf(...ids: readonly string[]) {
  return neededReads(
    library.rules.filter(({ id }) => ids.includes(id)),
    library,
    "azure",
  );
}

describe("what the rules read", () => {
  it("is nothing of types that no rule is about", () => {
    expect([...needsOf("azure-storage-blob-soft-delete").keys()]).toEqual(["microsoft.storage/storageaccounts"]);
    expect(needsOf("aws-s3-bucket-tls-only").size).toBe(0);
  });

  it("is one call for each child, however many fields of it are read", () => {
    expect(needsOf("azure-storage-blob-soft-delete").get("microsoft.storage/storageaccounts")).toMatchObject({
      call: "GET {id}?api-version=2025-06-01",
      children: [
        {
          entry: "blobservices/default",
          kind: "object",
          call: "GET {id}/blobServices/default?api-version=2025-06-01",
          path: 'children["blobservices/default"]',
        },
      ],
    });
  });

  it("is a list and each of its elements where the list does not say it", () => {
    const { children } = needsOf("azure-keyvault-key-rotation-policy").get("microsoft.keyvault/vaults")!;
    expect(children.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      "list children.keys",
      "element children.keys[].properties.rotationPolicy",
    ]);
  });

  it("is also what is only looked up", () => {
    const needs = needsOf("azure-subscription-owner-count");
    expect([...needs.keys()].toSorted()).toEqual([
      "microsoft.authorization/roleassignments",
      "microsoft.resources/subscriptions",
    ]);
  });

  it("has a call for every child of every rule, but for what the rule says that nobody reads", () => {
    const unlisted = library.rules.flatMap(({ resource, unlisted_paths: paths = {} }) =>
      resource.flatMap((type) => Object.keys(paths).map((path) => `${type} ${path}`)),
    );
    const needs = neededReads(library.rules, library, "azure");
    const entries = new Map(
      [...needs].map(([type, { children }]) => [type, new Set(children.map(({ entry }) => entry))]),
    );
    const read = [...needs].flatMap(([type, { paths }]) =>
      [...paths].flatMap((path) => {
        if (unlisted.includes(`${type} ${path}`)) return [];
        const [, plain, quoted] = /^children(?:\.(\w+)|\["([^"]+)"\])/.exec(path) ?? [];
        const entry = plain ?? quoted;
        return entry === undefined ? [] : [{ type, entry }];
      }),
    );
    expect(read.length).toBeGreaterThan(60);
    expect(read.filter(({ type, entry }) => !entries.get(type)!.has(entry))).toEqual([]);
    expect([...needs].filter(([, { call }]) => call === undefined).map(([type]) => type)).toEqual([]);
  });
});
