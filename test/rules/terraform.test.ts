import { describe, expect, it } from "vitest";
import { library } from "../shipped.ts";

const withTerraform = library.rules.filter(({ id, fix }) => id.startsWith("aws-") && fix?.terraform !== undefined);

/** What stands open at the end of the text, innermost last; strings and remarks are left out. */
function openBrackets(text: string): string[] {
  const open: string[] = [];
  const CLOSES: Readonly<Record<string, string>> = { "}": "{", "]": "[", ")": "(" };
  for (const sign of text.replaceAll(/#.*$/gm, "").replaceAll(/"[^"]*"/g, "")) {
    if ("{[(".includes(sign)) open.push(sign);
    else if (sign in CLOSES && open.pop() !== CLOSES[sign]) return ["unmatched"];
  }
  return open;
}

describe("fixes as Terraform", () => {
  it("are there for the sixty most important rules of AWS", () =>
    expect(withTerraform.length).toBeGreaterThanOrEqual(60));

  it.each(withTerraform.map(({ id, fix }) => [id, fix!.terraform!]))(
    "%s: one resource of the provider, whole",
    (_, text) => {
      expect(text).toMatch(/^resource "aws_[a-z0-9_]+" "[a-z0-9_]+" \{\n/);
      expect(text.match(/^resource /gm)).toHaveLength(1);
      expect(openBrackets(text)).toEqual([]);
      expect(text.trimEnd().endsWith("\n}")).toBe(true);
    },
  );
});
