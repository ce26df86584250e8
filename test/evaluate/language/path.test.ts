import { describe, expect, it } from "vitest";
import { PathSyntaxError, fieldText, parsePath, stepsText } from "../../../src/evaluate/language/path.ts";

const key = (name: string) => ({ kind: "key", key: name });

describe("parsePath", () => {
  it.each([
    ["a.b.c", "element", [key("a"), key("b"), key("c")]],
    ['tags["cost:center"]', "element", [key("tags"), key("cost:center")]],
    [
      'children["blobservices/default"].properties',
      "element",
      [key("children"), key("blobservices/default"), key("properties")],
    ],
    ['["odd key"].x', "element", [key("odd key"), key("x")]],
    ['a["say \\"so\\""]', "element", [key("a"), key('say "so"')]],
    [
      "Attributes[key=access_logs.s3.enabled].value",
      "element",
      [key("Attributes"), { kind: "pick", key: "key", value: "access_logs.s3.enabled" }, key("value")],
    ],
    ["a[].b", "element", [key("a"), { kind: "each" }, key("b")]],
    ["tags{}", "element", [key("tags"), { kind: "entries" }]],
    ["@iam.summary", "element", [key("@iam"), key("summary")]],
    [".", "element", []],
    ["$.a.b", "resource", [key("a"), key("b")]],
    ["$", "resource", []],
    ["$metric.metricNamespace", "named", [key("metricNamespace")]],
    ["$category", "named", []],
  ])("%s", (text, root, segments) => {
    expect(parsePath(text)).toMatchObject({ root, segments });
  });

  it.each([
    ["a..b", 2],
    ["a.", 2],
    [".a", 0],
    ["a b", 1],
    ["a[0]", 1],
    ["a[", 1],
    ["$a b", 2],
    ["a{b}", 1],
  ])("refuses %s and says where", (text, offset) => {
    expect(() => parsePath(text)).toThrow(PathSyntaxError);
    try {
      parsePath(text);
    } catch (error) {
      expect((error as PathSyntaxError).offset).toBe(offset);
    }
  });
});

describe("text of a path", () => {
  it("quotes keys that hold a character with a meaning", () => {
    expect(stepsText(["tags", "cost:center", 0, "a.b"])).toBe('tags["cost:center"][0]["a.b"]');
    expect(stepsText(["children", "blobservices/default", "properties"])).toBe(
      'children["blobservices/default"].properties',
    );
    expect(stepsText([])).toBe(".");
  });

  it("spells picks and elements as the field lists do", () => {
    expect(fieldText(parsePath("list[key=x].value").segments)).toBe("list[].value");
    expect(fieldText(parsePath("b").segments, "a[]")).toBe("a[].b");
    expect(fieldText(parsePath("tags{}").segments)).toBe("tags{}");
  });
});
