import { expect, it } from "vitest";
import { suggest } from "../../src/diagnostics/suggest.ts";

const WORDS = ["expect", "empty", "examples", "within", "where"];

it.each([
  ["expct", "expect"],
  ["EXPECT", "expect"],
  ["wihtin", "within"],
  ["wher", "where"],
  ["example", "examples"],
  ["zzz", undefined],
  ["x", undefined],
  ["", undefined],
])("%s suggests %s", (word, suggestion) => {
  expect(suggest(word, WORDS)).toBe(suggestion);
});
