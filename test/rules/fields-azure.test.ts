import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parsePath } from "../../src/evaluate/language/path.ts";
import { canonicalType, parseAzureId } from "../../src/inventory/azure-id.ts";
import { shippedModel } from "../responsibility/load-model.ts";
import { itIsAFieldList, readFieldLists } from "./field-lists.ts";

const ROOT = join(import.meta.dirname, "../..");
const RECORDED = join(ROOT, "../shared/corpus/azure/arm-recorded");
const CATALOGUE = join(ROOT, "../shared/rule-catalogue.yaml");

const listed = readFieldLists("azure");
const { lists, types, fieldsOf } = listed;

/** Keys every document may have, which the list need not name before what is in them. */
const DOCUMENT_ROOTS = new Set(["children", "identity", "properties", "sku"]);

function keysOf(path: string): string[] {
  return parsePath(path).segments.map((segment) => (segment.kind === "key" ? segment.key : ""));
}

/** `GET {id}/config/web?api-version=…` gives `config/web`; the namespace of an extension is left out. */
function childOf(call: string): string {
  const [path = ""] = call.replace(/^GET /, "").split("?");
  const below = path.replace(/^\{id\}/, "").replace(/\/providers\/[^/]+/, "");
  return below
    .replace(/\/\{name\}$/, "")
    .slice(1)
    .toLowerCase();
}

describe("the field list of Azure", () => {
  itIsAFieldList(listed, DOCUMENT_ROOTS);

  it.each(types)("%s is in lower case and says its call and its source with a day", (type) => {
    expect(type).toBe(canonicalType(type));
    expect(lists[type]!.call).toMatch(/^GET \S+api-version=\d{4}-\d\d-\d\d(-preview)?/);
    expect(lists[type]!.source).toMatch(/; read \d{4}-\d\d-\d\d$/);
  });

  it.each(types)("%s says for each child and joined fact the call that reads it", (type) => {
    for (const [path, { call }] of fieldsOf(type)) {
      const [root = "", child = ""] = keysOf(path);
      const ownCall = root === "children" || root.startsWith("@");
      expect(call?.includes("api-version="), path).toBe(ownCall ? true : undefined);
      if (root === "children") expect(childOf(call!), path).toBe(child);
    }
  });

  // A child is read whole by a call of its own or not at all, which its entry says.
  it.each(types)("%s calls no field of a child or joined fact always written", (type) => {
    const always = fieldsOf(type).filter(([, field]) => field.always === true);
    expect(always.map(([path]) => keysOf(path)[0])).toEqual(always.map(() => "properties"));
  });
});

type Json = Readonly<Record<string, unknown>>;

/** Documents of ARM replies by type. Plain lists of resources leave `properties` out and show nothing. */
function recordedDocuments(): ReadonlyMap<string, readonly Json[]> {
  const documents = new Map<string, Json[]>();
  for (const file of readdirSync(RECORDED).toSorted()) {
    for (const line of readFileSync(join(RECORDED, file), "utf8").split("\n")) {
      if (line === "") continue;
      const { method, status, body } = JSON.parse(line) as {
        method: string;
        status: number;
        body: { value?: unknown };
      };
      if (method !== "GET" || status !== 200) continue;
      for (const document of (Array.isArray(body.value) ? body.value : [body]) as Json[]) {
        const id = parseAzureId(typeof document["id"] === "string" ? document["id"] : "");
        if (id === undefined || document["properties"] === undefined) continue;
        documents.set(id.type, [...(documents.get(id.type) ?? []), document]);
      }
    }
  }
  return documents;
}

/** False only where something is there that should hold the next key, and does not. An empty key stands for every element of a list. */
function writes(document: unknown, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return true;
  if (typeof document !== "object" || document === null) return false;
  if (key === "") return Array.isArray(document) && document.every((element) => writes(element, rest));
  const found = Object.keys(document).find((candidate) => candidate.toLowerCase() === key.toLowerCase());
  if (found === undefined) return rest[0] === "";
  return writes((document as Json)[found], rest);
}

describe("what the field list of Azure calls always written", () => {
  it("is in every recorded document of the type", ({ skip }) => {
    skip(!existsSync(RECORDED), "there are no recorded replies beside this checkout");
    const documents = recordedDocuments();
    const always = types.flatMap((type) =>
      fieldsOf(type).flatMap(([path, field]) => (field.always === true ? [{ type, path }] : [])),
    );
    expect(always.length).toBeGreaterThan(0);
    for (const { type, path } of always) {
      const recorded = documents.get(type) ?? [];
      expect(recorded.length, `${type} was recorded`).toBeGreaterThan(0);
      const without = recorded.filter((document) => !writes(document, keysOf(path)));
      expect(
        without.map(({ id }) => id),
        `${type} without ${path}`,
      ).toEqual([]);
    }
  });
});

/** Where the facts of types stand that are no resources of their own (docs/documents-azure.md). */
const STANDS_ON: Readonly<Record<string, readonly [type: string, place: string]>> = {
  "microsoft.authorization/policyassignments": ["microsoft.resources/subscriptions", "children.policyassignments"],
  "microsoft.guestconfiguration/guestconfigurationassignments": [
    "microsoft.compute/virtualmachines",
    "children.guestconfigurationassignments",
  ],
  "microsoft.insights/diagnosticsettings": ["microsoft.resources/subscriptions", "children.diagnosticsettings"],
  "microsoft.security/pricings": ["microsoft.resources/subscriptions", "children.pricings"],
  "microsoft.security/securitycontacts": ["microsoft.resources/subscriptions", "children.securitycontacts"],
  "microsoft.security/settings": ["microsoft.resources/subscriptions", "children.settings"],
  "microsoft.subscription/policies": ["microsoft.resources/tenants", 'children["policies/default"]'],
};

interface CatalogueRule {
  readonly cloud: string;
  readonly tier: string;
  readonly resource: string;
}

function coreTypes(): string[] {
  const { rules } = parse(readFileSync(CATALOGUE, "utf8")) as { rules: readonly CatalogueRule[] };
  const core = rules.filter(({ cloud, tier }) => cloud === "azure" && tier === "core");
  return [...new Set(core.map(({ resource }) => canonicalType(resource)))].toSorted();
}

/** The type itself, or the nearest type above it, for which `known` holds. */
function nearest(type: string, known: (type: string) => boolean): string | undefined {
  if (known(type)) return type;
  return type.split("/").length > 2 ? nearest(type.slice(0, type.lastIndexOf("/")), known) : undefined;
}

function judgedAs(type: string): string | undefined {
  if (type.startsWith("microsoft.graph/")) return "microsoft.resources/tenants";
  return STANDS_ON[type]?.[0] ?? nearest(type, (candidate) => Object.hasOwn(lists, candidate));
}

describe("what rules of first importance ask about", () => {
  it.each(Object.entries(STANDS_ON))("%s has its place", (_, [type, place]) => {
    expect(Object.keys(lists[type]!.fields)).toContain(place);
  });

  it("is listed and classified, each type or the one it stands on", ({ skip }) => {
    skip(!existsSync(CATALOGUE), "there is no rule catalogue beside this checkout");
    const core = coreTypes();
    expect(core.length).toBeGreaterThan(0);
    expect(core.filter((type) => judgedAs(type) === undefined)).toEqual([]);
    const classified = (type: string): boolean =>
      nearest(type, (one) => Object.hasOwn(shippedModel.types, one)) !== undefined;
    expect(core.filter((type) => !classified(judgedAs(type)!))).toEqual([]);
  });
});
