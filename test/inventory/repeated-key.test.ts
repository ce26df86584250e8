import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { repeatsKey } from "../../src/inventory/repeated-key.ts";
import { blindSpots, entriesOf, item, onlyResource, resources } from "./entries-of.ts";

const json = JSON.stringify;

describe("repeatsKey", () => {
  const repeats = (text: string): boolean => repeatsKey(text, JSON.parse(text));

  it("is true where an object of any depth has a key twice, however it is written", () => {
    expect(repeats('{"a":1,"a":2}')).toBe(true);
    expect(repeats('[{"b":[{"a" :1,"c":0,\n"\\u0061":2}]}]')).toBe(true);
    expect(repeats('{"__proto__":1,"__proto__":1}')).toBe(true);
  });

  it("is false of whatever a program writes", () => {
    fc.assert(fc.property(fc.json({ stringUnit: "binary" }), (text) => !repeats(text)));
    fc.assert(fc.property(fc.jsonValue(), (value) => !repeats(json(value, null, 1))));
  });

  it("is false where texts look like keys", () => {
    expect(repeats(json({ a: '"a":1,"a":2', b: ["x\\", ":", '\\":'], "c\\": "\\" }))).toBe(false);
  });
});

describe("a value with a repeated key", () => {
  const twice = json(item()).replace('"encrypted":false', '"encrypted":false,"encrypted":true');
  const told = ["it repeats a key within one object, so which of the two values counts is not known"];

  it.each([
    ["by itself", twice],
    ["on a line", `${twice}\n`],
    ["in a list", `[${twice}]`],
    ["in a reply", `{"configurationItems":[${twice}]}`],
  ])("%s is not read, and said", async (_, text) => {
    const entries = await entriesOf(text);
    expect(resources(entries)).toEqual([]);
    expect([...new Set(blindSpots(entries).map(({ message }) => message))]).toEqual(told);
  });

  it("leaves what stands beside it", async () => {
    const other = json(item({ resourceId: "vol-2" }));
    expect(resources(await entriesOf(`${twice}\n${other}\n`))).toHaveLength(1);
    expect(resources(await entriesOf(`[${twice},${other}]`))).toHaveLength(1);
  });

  it("is told also of a reply that has its list twice", async () => {
    const entries = await entriesOf(`{"configurationItems":[${json(item())}],"configurationItems":[]}`);
    expect(blindSpots(entries).map(({ message }) => message)).toEqual(told);
  });

  it("stays a text where it is one, so that no rule reads one of the two", async () => {
    const policyText = '{"Statement":[{"Effect":"Deny"}],"Statement":[]}';
    const supplementaryConfiguration = { BucketPolicy: { policyText } };
    expect(await onlyResource(json(item({ supplementaryConfiguration })))).toMatchObject({
      supplementaryConfiguration,
    });
    const asText = { supplementaryConfiguration: { Policy: policyText }, configuration: "{}" };
    expect(await onlyResource(json(item(asText)))).toMatchObject({
      supplementaryConfiguration: { Policy: policyText },
    });
  });
});

describe("a document that is not UTF-8", () => {
  it("is not read where it stands by itself either", async () => {
    const text = Buffer.from(json(item({ resourceName: "x" })).replace('"x"', '"\u00ff"'), "latin1");
    const entries = await entriesOf(text);
    expect(resources(entries)).toEqual([]);
    expect(blindSpots(entries)).not.toEqual([]);
  });
});
