import { describe, expect, it } from "vitest";
import { chooseRules } from "../../../src/commands/library/choose-rules.ts";
import type { DiagnosticError } from "../../../src/diagnostics/diagnostic.ts";
import type { Rule } from "../../../src/model/rule.ts";

const NOTHING = { rule: [], layer: [], type: [], framework: [] };
const RULES = [
  {
    id: "aws-s3-bucket-versioning",
    aliases: [],
    severity: "low",
    resource: ["AWS::S3::Bucket"],
    layer: "data",
    controls: { "cis-aws-7.0": ["2.1"] },
  },
  {
    id: "aws-s3-bucket-tagged",
    aliases: ["aws-s3-tags"],
    severity: "info",
    resource: ["AWS::S3::Bucket"],
    layer: "data",
    controls: {},
    on_by_default: false,
  },
] as unknown as Rule[];

const ids = (...choice: Parameters<typeof chooseRules>): string[] => chooseRules(...choice).map(({ id }) => id);

describe("rules that are off by default", () => {
  it("are left out where nobody names them", () => {
    expect(ids(RULES, NOTHING)).toEqual(["aws-s3-bucket-versioning"]);
    expect(ids(RULES, { ...NOTHING, type: ["AWS::S3::Bucket"] })).toEqual(["aws-s3-bucket-versioning"]);
  });

  it.each(["aws-s3-bucket-tagged", "aws-s3-tags"])("are asked where %s is named", (rule) => {
    expect(ids(RULES, { ...NOTHING, rule: [rule] })).toEqual(["aws-s3-bucket-tagged"]);
  });

  it("are in a list of all there is", () => {
    expect(ids(RULES, NOTHING, "all")).toEqual(["aws-s3-bucket-versioning", "aws-s3-bucket-tagged"]);
  });
});

describe("words in another case", () => {
  it.each([
    { rule: ["AWS-S3-Bucket-Versioning"] },
    { framework: ["CIS-AWS-7.0"] },
    { type: ["aws::s3::bucket"] },
    { layer: [], rule: ["AWS-S3-bucket-versioning"], type: ["AWS::s3::Bucket"] },
  ])("name the same: %j", (choice) => {
    expect(ids(RULES, { ...NOTHING, ...choice })).toEqual(["aws-s3-bucket-versioning"]);
  });
});

describe("rules of a framework", () => {
  it("are those that map to one of its controls", () => {
    expect(ids(RULES, { ...NOTHING, framework: ["cis-aws-7.0"] }, "all")).toEqual(["aws-s3-bucket-versioning"]);
  });

  it("a word that names none is a mistake", () => {
    expect(() => ids(RULES, { ...NOTHING, framework: ["cis-aws-7"] })).toThrow(/no framework with a rule "cis-aws-7"/);
  });
});

describe("a word that names nothing", () => {
  const helpOf = (choice: object, rules = RULES): string => {
    try {
      chooseRules(rules, { ...NOTHING, ...choice });
    } catch (error) {
      return (error as DiagnosticError).diagnostics.map(({ help }) => help).join();
    }
    throw new Error("no mistake");
  };

  it.each<[choice: object, help: string]>([
    [{ rule: ["aws-s3-bucket-versionin"] }, 'did you mean "aws-s3-bucket-versioning"?'],
    [{ framework: ["cis"] }, "those like it: cis-aws-7.0"],
    [{ rule: ["s3-bucket"] }, "those like it: aws-s3-bucket-tagged, aws-s3-bucket-versioning"],
    [{ framework: ["sox"] }, "known are cis-aws-7.0"],
  ])("is told what it may have been meant for: %j", (choice, help) => {
    expect(helpOf(choice)).toBe(help);
  });

  it("is told five that are like it, and how many more there are", () => {
    const many = Array.from({ length: 7 }, (_, index) => ({ ...RULES[0]!, id: `aws-many-of-these-rules-${index}` }));
    expect(helpOf({ rule: ["many-rules"] }, many)).toMatch(/rules-4 and 2 more$/);
  });

  it("is told where all are listed, where there are too many to name", () => {
    const many = Array.from({ length: 31 }, (_, index) => ({ ...RULES[0]!, id: `aws-many-of-these-rules-${index}` }));
    expect(helpOf({ rule: ["nonsense"] }, many)).toBe("`demarc rules list` shows what there is");
  });
});
