import { describe, expect, it } from "vitest";
import { renderGithub } from "../../src/report/github.ts";
import { renderMarkdown } from "../../src/report/markdown.ts";
import { LARGE } from "./sample-run.ts";
import { COMPARED, FORMATS, verdictOf } from "./records-of.ts";

describe("github", () => {
  it("annotates within the limit and counts the rest", () => {
    const lines = renderGithub(LARGE, { verdict: verdictOf(LARGE) })
      .trimEnd()
      .split("\n");
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toContain("and 141 more findings");
  });

  it("gives commands no text from outside", () => {
    for (const line of FORMATS["github.txt"]!(COMPARED).trimEnd().split("\n")) {
      expect(line).toMatch(/^::(error|warning|notice) title=[^:,]*(,file=[^:,]+,line=1)?::[^\r\n]*$/);
    }
  });

  it("cuts a summary that GitHub would refuse", () => {
    const text = renderMarkdown(LARGE, { verdict: verdictOf(LARGE), most: 5_000 });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(5_000);
    expect(text).toContain("Cut here");
  });
});
