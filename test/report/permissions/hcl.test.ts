import { describe, expect, it } from "vitest";
import { hclBlock, HclExpression, hclValue } from "../../../src/report/permissions/hcl.ts";

describe("a value in HCL", () => {
  it.each<[unknown, string]>([
    ["text", '"text"'],
    ['with "quotes" and \\', String.raw`"with \"quotes\" and \\"`],
    ["${aws:PrincipalOrgID} %{if}", '"$${aws:PrincipalOrgID} %%{if}"'],
    [true, "true"],
    [7, "7"],
    [[], "[]"],
    [{}, "{}"],
    [new HclExpression("var.units"), "var.units"],
    [["a"], '[\n  "a",\n]'],
    [{ a: 1, "b:c": 2 }, '{\n  a     = 1\n  "b:c" = 2\n}'],
    [
      { short: 1, list: ["x"], longer_one: 2, x: 3 },
      '{\n  short = 1\n  list = [\n    "x",\n  ]\n  longer_one = 2\n  x          = 3\n}',
    ],
  ])("%j", (value, text) => {
    expect(hclValue(value)).toBe(text);
  });

  it("stands in a block with others in it", () => {
    expect(hclBlock("resource", ["a", "b"], { count: 1 }, [["inner", { x: "y" }]])).toBe(
      'resource "a" "b" {\n  count = 1\n\n  inner {\n    x = "y"\n  }\n}\n',
    );
  });
});
