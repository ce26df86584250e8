import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parsePath, type Segment } from "../../src/evaluate/language/path.ts";
import { LOOKS } from "../../src/inventory/looks-like.ts";
import { normalizeAws } from "../../src/inventory/normalize-aws.ts";
import type { ResourceDocument } from "../../src/model/resource.ts";
import { shippedModel } from "../responsibility/load-model.ts";
import { itIsAFieldList, readFieldLists } from "./field-lists.ts";

const ROOT = join(import.meta.dirname, "../..");
const CORPUS = join(ROOT, "../shared/corpus/aws");
const CATALOGUE = join(ROOT, "../shared/rule-catalogue.yaml");
/** Files of real items; the examples of the developer guide are cut short for print. */
const ITEM_FILES = ["rdk-example-ci.json", "c7n-config-recordings.json"];

const listed = readFieldLists("aws");
const { lists, types, fieldsOf } = listed;
const guide = readFileSync(join(ROOT, "docs/documents-aws.md"), "utf8");

const ROOTS = new Set(["configuration", "supplementaryConfiguration"]);

describe("the field list of AWS", () => {
  itIsAFieldList(listed, ROOTS);

  it.each(types)("%s says where its names come from and the day", (type) => {
    expect(lists[type]!.source).toMatch(/read \d{4}-\d\d-\d\d$/);
  });

  it.each(types)("%s names the permission of each joined fact", (type) => {
    for (const [path, { call }] of fieldsOf(type)) {
      if (path.startsWith("@")) expect(call, path).toMatch(/^[a-z0-9-]+:[A-Z]\w+$/);
    }
  });

  it("knows what a masked value may look like, wherever there is one", () => {
    const masked = types.flatMap((type) => fieldsOf(type).filter(([path]) => path.endsWith(".looks_like")));
    expect(masked.length).toBeGreaterThan(0);
    for (const [path, field] of masked) expect(field.enum, path).toEqual([...LOOKS].toSorted());
  });

  it("calls every fact of the account always written, so that a missing one is unread", () => {
    const facts = fieldsOf("AWS::::Account").filter(([path]) => /^@\w+\.\w+$/.test(path));
    expect(facts.length).toBeGreaterThan(0);
    expect(facts.filter(([, { always }]) => always !== true).map(([path]) => path)).toEqual([]);
  });

  const facts = types.flatMap((type) =>
    fieldsOf(type).flatMap(([path]) => (/^@\w+(\.\w+)?$/.test(path) ? [{ type, fact: path }] : [])),
  );
  const tops = facts.filter(({ type, fact }) => fact.includes(".") === (type === "AWS::::Account"));
  it.each(tops)("$type $fact is explained in docs/documents-aws.md", ({ fact }) => {
    expect(guide).toContain(`\`${fact}\``);
  });

  it.each(types.filter((type) => lists[type]!.call !== undefined))("%s, made by us, is explained there too", (type) => {
    expect(guide).toContain(`\`${type}\``);
  });
});

type Json = Readonly<Record<string, unknown>>;

/** Every configuration item in `value`, also in texts of JSON, that says its type. */
function itemsIn(value: unknown): Json[] {
  if (typeof value === "string") return /^[[{]/.test(value) ? itemsIn(JSON.parse(value)) : [];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(itemsIn);
  const item = value as Json;
  const isItem = typeof item["resourceType"] === "string" && item["configuration"] !== undefined;
  return isItem ? [item] : Object.values(item).flatMap(itemsIn);
}

function realDocuments(): ReadonlyMap<string, readonly ResourceDocument[]> {
  const documents = new Map<string, ResourceDocument[]>();
  for (const file of ITEM_FILES) {
    const { items } = JSON.parse(readFileSync(join(CORPUS, file), "utf8")) as { items: unknown };
    for (const item of itemsIn(items)) {
      const entry = normalizeAws(item, { source: file });
      if (entry === undefined || !("resource" in entry)) continue;
      const { type } = entry.resource;
      documents.set(type, [...(documents.get(type) ?? []), entry.resource]);
    }
  }
  return documents;
}

/** False where something is there that should hold the next key, and does not. */
function writes(value: unknown, [segment, ...rest]: readonly Segment[]): boolean {
  if (segment === undefined) return true;
  if (value === null || typeof value !== "object") return true;
  if (segment.kind !== "key") return Object.values(value).every((element) => writes(element, rest));
  if (Object.hasOwn(value, segment.key)) return writes((value as Json)[segment.key], rest);
  return false;
}

/**
 * Keys that Config writes today and that items of before the feature lack. For those items missing means not
 * captured, which is what `always` makes of it.
 */
const YOUNGER_THAN_SAMPLES = new Set([
  "AWS::S3::Bucket supplementaryConfiguration.PublicAccessBlockConfiguration",
  "AWS::S3::Bucket supplementaryConfiguration.ServerSideEncryptionConfiguration",
]);

describe("what the field list of AWS calls always written", () => {
  it("is in every real item of the type", ({ skip }) => {
    skip(!existsSync(CORPUS), "there are no real items beside this checkout");
    const documents = realDocuments();
    expect(documents.size).toBeGreaterThan(60);
    const missing: string[] = [];
    for (const type of types) {
      for (const [path, { always }] of fieldsOf(type)) {
        if (always !== true || path.startsWith("@")) continue;
        const { segments } = parsePath(path);
        if ((documents.get(type) ?? []).some((document) => !writes(document, segments)))
          missing.push(`${type} ${path}`);
      }
    }
    expect(missing).toEqual([...YOUNGER_THAN_SAMPLES]);
  });
});

interface CatalogueRule {
  readonly cloud: string;
  readonly tier: string;
  readonly resource: string;
}

describe("what rules of first importance ask about", () => {
  it("is listed and classified, each type", ({ skip }) => {
    skip(!existsSync(CATALOGUE), "there is no rule catalogue beside this checkout");
    const { rules } = parse(readFileSync(CATALOGUE, "utf8")) as { rules: readonly CatalogueRule[] };
    const core = new Set(
      rules.flatMap((rule) => (rule.cloud === "aws" && rule.tier === "core" ? [rule.resource] : [])),
    );
    expect(core.size).toBeGreaterThan(0);
    expect([...core].filter((type) => !Object.hasOwn(lists, type))).toEqual([]);
  });

  it.each(types)("%s is classified", (type) => {
    expect(Object.keys(shippedModel.types)).toContain(type);
  });
});
