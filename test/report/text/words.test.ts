import { describe, expect, it } from "vitest";
import { evidenceSentence } from "../../../src/report/text/words.ts";

describe("evidence in one sentence", () => {
  it.each([
    [
      { path: "properties.port", state: "value", seen: 22, wanted: "equals 443", because: "by default" },
      "properties.port is 22, wanted equals 443 (by default)",
    ],
    [
      { path: "@status.on", state: "absent", seen: null, wanted: "set", resource: "trail/one" },
      "@status.on of trail/one is absent, wanted set",
    ],
    [
      { path: "rules", state: "none_found", seen: 3, wanted: "some of these fits the condition" },
      "rules has none that fits among 3, wanted some of these fits the condition",
    ],
    // A path of its own is no field.
    [
      { path: ".", state: "none_found", seen: 0, wanted: "some AWS::CloudTrail::Trail fits the condition" },
      "the resource has none, wanted some AWS::CloudTrail::Trail fits the condition",
    ],
    [
      { path: ".", state: "value", seen: "guard", wanted: "equals audit", resource: "cluster/one" },
      'cluster/one is "guard", wanted equals audit',
    ],
  ] as const)("%# reads as people speak", (evidence, sentence) => {
    expect(evidenceSentence(evidence)).toBe(sentence);
  });
});
