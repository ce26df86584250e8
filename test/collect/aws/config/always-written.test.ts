import { describe, expect, it } from "vitest";
import { lacks } from "../../../../src/collect/aws/config/always-written.ts";

describe("a key that is always written", () => {
  it.each<[string, unknown, boolean]>([
    ["configuration.kmsKeyId", { configuration: { kmsKeyId: null } }, false],
    ["configuration.kmsKeyId", { configuration: { encrypted: true } }, true],
    ["configuration.kmsKeyId", {}, false],
    ["configuration.kmsKeyId", { configuration: null }, false],
    ["configuration", {}, true],
    ["configuration.rules[].action", { configuration: { rules: [{ action: "a" }, { name: "b" }] } }, true],
    ["configuration.rules[].action", { configuration: { rules: [{ action: "a" }, { action: null }] } }, false],
    ["configuration.rules[].action", { configuration: { rules: [] } }, false],
    ["configuration.stages{}.level", { configuration: { stages: { a: {} } } }, true],
    ['configuration["AWS:Info"].Content', { configuration: { "AWS:Info": {} } }, true],
    ["configuration.constructor", { configuration: {} }, true],
  ])("%s in %j is lacking: %s", (path, document, lacking) => {
    expect(lacks(document, path)).toBe(lacking);
  });
});
