import { describe, expect, it } from "vitest";
import { matchesPath, matchesWildcard } from "../../src/inventory/wildcard.ts";

describe("matchesWildcard", () => {
  it.each([
    ["*.json", "estate.json", true],
    ["*.json", "estate.json.gz", false],
    ["a*b*c", "a-b-b-c", true],
    ["a*b*c", "a-b-b", false],
    ["?.json", "a.json", true],
    ["?.json", "ab.json", false],
    ["*", "", true],
    ["", "", true],
    ["a.json", "abjson", false],
  ])("%s against %s: %s", (pattern, text, expected) => {
    expect(matchesWildcard(pattern, text)).toBe(expected);
  });

  it("does not slow down on a pattern made to be slow", () => {
    expect(matchesWildcard(`${"*a".repeat(60)}b`, "a".repeat(20_000))).toBe(false);
  });
});

describe("matchesPath", () => {
  const match = (pattern: string, path: string): boolean => matchesPath(pattern.split("/"), path.split("/"));
  it.each([
    ["**/*.json", "a/b/c.json", true],
    ["**/*.json", "c.json", true],
    ["a/**", "a/b/c", true],
    ["a/*/c", "a/b/c", true],
    ["a/*/c", "a/b/b/c", false],
    ["**/**/c", "c", true],
    ["**/x/**/c", "a/x/c", true],
    ["**/x/**/c", "a/c", false],
  ])("%s against %s: %s", (pattern, path, expected) => {
    expect(match(pattern, path)).toBe(expected);
  });

  it("does not slow down on a pattern made to be slow, which tried in every way would take years", () => {
    expect(match(`${"**/a/".repeat(40)}b`, Array(2_000).fill("a").join("/"))).toBe(false);
    expect(match(`${"**/a/".repeat(40)}b`, `${"a/".repeat(2_000)}b`)).toBe(true);
  });
});
