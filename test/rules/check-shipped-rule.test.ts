import { describe, expect, it } from "vitest";
import { checkRuleText } from "./check-rule-text.ts";
import { VALID, FILE, library } from "./rule-texts.ts";

describe("what is asked of shipped rules besides", () => {
  const check = (text: string): string[] =>
    checkRuleText(text, FILE, library, { shipped: true }).diagnostics.map(({ message }) => message);
  const without = (name: string): string => VALID.replace(new RegExp(`^ {2}- \\{ name: ${name},.*\\n`, "m"), "");

  it.each([
    ["a pass", without("encrypted"), "no example is pass"],
    ["a fail", without("not encrypted"), "no example is fail and names the deciding path with at"],
    [
      "a fail with its place",
      VALID.replace(", at: configuration.encrypted", ""),
      "no example is fail and names the deciding path with at",
    ],
    ["an unknown", without("refused"), "no example is unknown because something was unread"],
    [
      "an unknown for want of reading",
      VALID.replace("unread: [configuration.encrypted], ", ""),
      "no example is unknown because something was unread",
    ],
    [
      "a not_applicable beside when",
      VALID.replace("expect:", "when: { path: configuration.size, at_least: 1 }\nexpect:"),
      "no example is not_applicable, and the rule has a when",
    ],
  ])("an example of %s", (_, text, message) => expect(check(text)).toEqual([message]));

  it("words where a scaffold leaves them to the author", () => {
    const unwritten = VALID.replace(/^(title|question|why): .*$/gm, "$1: TODO say it").replace(
      /summary: /,
      "summary: TODO ",
    );
    expect(check(unwritten)).toEqual(Array.from({ length: 4 }, () => "TODO stands where words are expected"));
    expect(checkRuleText(unwritten, FILE, library).diagnostics).toEqual([]);
  });

  it("a file that mirrors the id", () => {
    const { diagnostics } = checkRuleText(VALID, "aws/ec2/volume-safe.yaml", library, { shipped: true });
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'the file aws/ec2/volume-safe.yaml holds the rule aws-ec2-volume-safe; here is "aws-ec2-volume-encrypted"',
    ]);
  });

  it.each([
    [
      "a type that somebody classified",
      { isClassified: () => false },
      "nobody has said who answers for AWS::EC2::Volume",
    ],
    [
      "a claim that the layer can meet",
      { claimFits: () => false, possibleStates: () => ["customer", "undetermined"] as const },
      'the layer "encryption" of AWS::EC2::Volume is never "shared": it can be "customer" or "undetermined"',
    ],
    [
      "an inherited example where an exception moves the layer",
      { possibleStates: () => ["shared", "provider"] as const },
      'no example is inherited, and the layer "encryption" of AWS::EC2::Volume can be the provider\'s',
    ],
  ])("%s", (_, answers, message) => {
    const responsibility = {
      isClassified: () => true,
      claimFits: () => true,
      possibleStates: () => ["shared"] as const,
      ...answers,
    };
    const { diagnostics } = checkRuleText(VALID, FILE, library, { shipped: true, responsibility });
    expect(diagnostics.map((one) => one.message)).toEqual([message]);
  });
});
