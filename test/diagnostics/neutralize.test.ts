import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { neutralize } from "../../src/diagnostics/neutralize.ts";

describe("neutralize", () => {
  it.each([
    ["plain text", "plain text"],
    ["Größe 漢字 ✖", "Größe 漢字 ✖"],
    ["\u001b[31mred", "\\u{1b}[31mred"],
    ["\u001b]8;;https://example.invalid\u0007", "\\u{1b}]8;;https://example.invalid\\u{7}"],
    ["\u009b2J", "\\u{9b}2J"],
    ["a\nb\r\tc", "a\\nb\\r\\tc"],
    ["\u0000\u007f", "\\u{0}\\u{7f}"],
    ["\u202Etxt.exe\u2066", "\\u{202e}txt.exe\\u{2066}"],
    ["\u200b\ufeff\u2028\u2029", "\\u{200b}\\u{feff}\\u{2028}\\u{2029}"],
    ["\ud800x", "\\u{d800}x"],
    ["\u{e0041}", "\\u{e0041}"],
    // What runners of CI take for a command: these anywhere in a line, the last only where a line may begin.
    ["a ##vso[task.setvariable variable=x]y", "a \\u{23}#vso[task.setvariable variable=x]y"],
    ["a###[add-mask]y", "a#\\u{23}#[add-mask]y"],
    ["##teamcity[x]", "\\u{23}#teamcity[x]"],
    ["a ## heading [1] #[x]", "a ## heading [1] #[x]"],
    ["::error::x ::add-mask::y", "\\u{3a}:error::x \\u{3a}:add-mask::y"],
    ["\t::error::x", "\\t::error::x"],
    ["AWS::S3::Bucket, AWS::::Account, a::error::x, ::1", "AWS::S3::Bucket, AWS::::Account, a::error::x, ::1"],
  ])("%j is shown as %s", (text, shown) => {
    expect(neutralize(text)).toBe(shown);
  });

  it("shows everything beyond ASCII as escapes where asked to", () => {
    expect(neutralize("Größe 漢 ✖ \u001b", true)).toBe("Gr\\u{f6}\\u{df}e \\u{6f22} \\u{2716} \\u{1b}");
  });

  it("knows every blank before what a runner of CI obeys", () => {
    const characters = Array.from({ length: 0x1_0000 }, (_, point) => String.fromCodePoint(point));
    const taken = characters.filter((one) => neutralize(`a${one}::error`).endsWith("\\u{3a}:error"));
    expect(taken).toEqual(characters.filter((one) => /\p{Zs}/u.test(one)));
  });

  it("finds in text of ASCII what it finds beside a letter beyond it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary-ascii" }), (text) => {
        expect(`${neutralize(text)}ü`).toBe(neutralize(`${text}ü`));
      }),
    );
  });

  it("leaves nothing that a terminal obeys, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.boolean(), (text, ascii) => {
        expect(neutralize(text, ascii)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|##\w*\[|^\s*::[a-z]/iu);
      }),
    );
  });
});
