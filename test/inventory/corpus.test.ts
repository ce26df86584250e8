import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isObject } from "../../src/inventory/json-text.ts";
import { normalizeAws } from "../../src/inventory/normalize-aws.ts";
import { normalizeAzure } from "../../src/inventory/normalize-azure.ts";
import type { SnapshotEntry } from "../../src/model/resource.ts";
import { entriesOf, resources } from "./entries-of.ts";
import { lostValues } from "./lost-values.ts";

const CORPUS = new URL("../../../shared/corpus/", import.meta.url);
const present = existsSync(CORPUS);
if (!present) console.warn("skipped: no corpus of real documents at ../shared/corpus");

type Json = Readonly<Record<string, unknown>>;
const read = (file: string): Json => JSON.parse(readFileSync(new URL(file, CORPUS), "utf8")) as Json;
const bodies = (folder: string): [string, unknown][] =>
  readdirSync(new URL(folder, CORPUS)).flatMap((file) =>
    readFileSync(new URL(`${folder}/${file}`, CORPUS), "utf8")
      .trim()
      .split("\n")
      .map((line, at): [string, unknown] => [`${folder}/${file}:${at + 1}`, (JSON.parse(line) as Json)["body"]]),
  );

function resourceOf(entry: SnapshotEntry | undefined): Json {
  return entry !== undefined && "resource" in entry ? entry.resource : {};
}

describe.skipIf(!present)("every configuration item of the corpus", () => {
  const items = (): [string, Json][] => [
    ...(read("aws/rdk-example-ci.json")["items"] as Json[]).map((one): [string, Json] => [
      String(one["file"]),
      one["item"] as Json,
    ]),
    ...(read("aws/c7n-config-recordings.json")["items"] as Json[]).map((one): [string, Json] => [
      String(one["file"]),
      selected(one),
    ]),
  ];
  /** The recorded rows were asked for without their type; here they get one. */
  const selected = ({ item, resultString }: Json): Json =>
    item === undefined
      ? { resourceType: "AWS::Test::Row", resourceId: "row", ...(JSON.parse(String(resultString)) as Json) }
      : (item as Json);

  it("comes out with all it holds", () => {
    const lost: string[] = [];
    let seen = 0;
    for (const [file, item] of items()) {
      if (!("resourceType" in item) || item["configurationItemStatus"] === "ResourceDeleted") continue;
      seen += 1;
      const found = resourceOf(normalizeAws(item, { source: "corpus" }));
      for (const part of [
        "configuration",
        "supplementaryConfiguration",
        "resourceId",
        "availabilityZone",
        "resourceCreationTime",
      ]) {
        lost.push(...lostValues(item[part], found[part], `${file} ${part}`));
      }
      const tags = item["tags"];
      if (isObject(tags)) lost.push(...lostValues(tags, found["tags"], `${file} tags`));
      if (found["id"] !== (item["arn"] ?? item["ARN"] ?? item["resourceId"])) lost.push(`${file} id`);
    }
    expect(lost).toEqual([]);
    expect(seen).toBeGreaterThan(120);
  });

  it("has no policy left as text", () => {
    for (const [file, item] of items()) {
      const found = JSON.stringify(resourceOf(normalizeAws(item, { source: "corpus" })));
      expect(found, file).not.toMatch(/\\"Statement\\"|%22Statement%22/);
    }
  });

  it("is read from its file, or told as a blind spot", async () => {
    const documents = [
      ...items().map(([, item]) => item),
      ...(read("aws/config-docs-examples.json")["examples"] as Json[]).map(({ json }) => json),
    ];
    for (const document of documents) {
      for (const text of [JSON.stringify(document), JSON.stringify(document, null, 2)]) {
        expect((await entriesOf(text)).length).toBeGreaterThan(0);
      }
    }
  });
});

describe.skipIf(!present)("every Azure document of the corpus", () => {
  const SAID_ELSEWHERE = new Set(["id", "type", "location", "resourceGroup", "subscriptionId"]);
  const documentsIn = (body: unknown): unknown[] => {
    if (Array.isArray(body)) return body;
    return isObject(body) && Array.isArray(body["value"]) ? body["value"] : [body];
  };

  it.each(["azure/arm-recorded", "azure/rest-specs"])("comes out with all it holds: %s", (folder) => {
    const lost: string[] = [];
    let seen = 0;
    for (const [place, body] of bodies(folder)) {
      for (const written of documentsIn(body)) {
        const entry = normalizeAzure(written, { source: "arm" });
        if (entry === undefined || !isObject(written)) continue;
        seen += 1;
        const found = resourceOf(entry);
        const properties = found["properties"];
        for (const [key, value] of Object.entries(written)) {
          const lifted = isObject(properties) && !("properties" in written) && key in properties;
          const absent = value === "" && !(key in found);
          if (!SAID_ELSEWHERE.has(key) && !absent)
            lost.push(...lostValues(value, lifted ? properties[key] : found[key], `${place} ${key}`));
        }
        if (found["id"] !== String(written["id"]).toLowerCase().replace(/\/$/, ""))
          lost.push(`${place} id ${found["id"]}`);
      }
    }
    expect(lost).toEqual([]);
    expect(seen).toBeGreaterThan(90);
  });

  it("is read from its file, or told as a blind spot", async () => {
    for (const [place, body] of [...bodies("azure/arm-recorded"), ...bodies("azure/rest-specs")]) {
      const isEmptyList = isObject(body) && Array.isArray(body["value"]) && body["value"].length === 0;
      const entries = await entriesOf(JSON.stringify(body));
      expect(entries.length > 0 || isEmptyList, place).toBe(true);
    }
  });

  it("is the same from Resource Graph and from ARM", async () => {
    const recorded = bodies("azure/arm-recorded");
    const rows = recorded.filter(([place]) => place.includes("resourcegraph")).map(([, body]) => JSON.stringify(body));
    const fromGraph = resources((await Promise.all(rows.map((row) => entriesOf(row)))).flat());
    const fromArm = recorded
      .flatMap(([, body]) => documentsIn(body))
      .map((one) => resourceOf(normalizeAzure(one, { source: "arm" })));
    const compared = fromGraph.filter(({ id }) => fromArm.some((one) => one["id"] === id));
    expect(compared.map(({ type }) => type)).toContain("microsoft.compute/virtualmachines");
    for (const row of compared) {
      const twins = fromArm.filter(({ id }) => id === row.id);
      const { account, type, region, name, kind, tags } = row;
      expect(twins).toContainEqual(
        expect.objectContaining({ account, type, region, name, ...(kind === undefined ? {} : { kind }), tags }),
      );
    }
  });
});
