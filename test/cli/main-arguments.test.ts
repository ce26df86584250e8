import { describe, expect, it } from "vitest";
import { run } from "./run-noted.ts";

const NO_CHOICE = { rules: [], rule: [], layer: [], type: [], framework: [] };
const ALL_OF_AZURE = { subscription: [], resourceGroup: [], tag: [], fresh: false };
const AWS = { region: [], account: [], excludeAccount: [], ou: [], organization: false };
const FILES = { aws: AWS, azure: ALL_OF_AZURE };
const GATE = { failOn: "low", allowIncomplete: false, strictExemptions: false };
const SCAN_GATE = { ...GATE, longestExemption: 365, requireEvidence: false, shapedBy: {}, loosened: [] };
const TEXT = { format: [{ name: "text" }], include: [], groupBy: "rule", quiet: false, progress: true };

describe("the arguments of the command line", () => {
  const table: [argv: string, name: string, args: object][] = [
    [
      "scan a.json",
      "scan",
      { sources: ["a.json"], ...FILES, ...NO_CHOICE, ...TEXT, ...SCAN_GATE, maxAge: 7, declareRead: [], expected: [] },
    ],
    [
      "scan a b --fail-on none --as-of 2026-11-21 --max-age 30d --severity high --rule x --rule y --rules mine --layer os --layer data --type AWS::S3::Bucket",
      "scan",
      {
        sources: ["a", "b"],
        ...FILES,
        rules: ["mine"],
        rule: ["x", "y"],
        severity: "high",
        layer: ["os", "data"],
        framework: [],
        type: ["AWS::S3::Bucket"],
        ...TEXT,
        ...SCAN_GATE,
        failOn: "none",
        asOf: "2026-11-21T00:00:00Z",
        maxAge: 30,
        declareRead: [],
        expected: [],
      },
    ],
    [
      "scan - --format text --format json=a=b.json --save run.ndjson.gz --include unknown,pass --group-by resource --quiet --no-progress",
      "scan",
      {
        sources: ["-"],
        ...FILES,
        ...NO_CHOICE,
        format: [{ name: "text" }, { name: "json", file: "a=b.json" }],
        save: "run.ndjson.gz",
        include: ["unknown", "pass"],
        groupBy: "resource",
        quiet: true,
        progress: false,
        ...SCAN_GATE,
        maxAge: 7,
        declareRead: [],
        expected: [],
      },
    ],
    [
      "scan a --include all",
      "scan",
      {
        sources: ["a"],
        ...FILES,
        ...NO_CHOICE,
        ...TEXT,
        include: "all",
        ...SCAN_GATE,
        maxAge: 7,
        declareRead: [],
        expected: [],
      },
    ],
    [
      "collect aws --ou ou-ab12-cdefgh34 --exclude-account 444455556666 --assume-role audit/read --external-id e -o x",
      "collect",
      {
        sources: ["aws"],
        aws: {
          ...AWS,
          organization: true,
          ou: ["ou-ab12-cdefgh34"],
          excludeAccount: ["444455556666"],
          assumeRole: "audit/read",
          externalId: "e",
        },
        azure: ALL_OF_AZURE,
        ...NO_CHOICE,
        output: "x",
        resume: false,
        progress: true,
      },
    ],
    [
      "scan aws --region eu-west-1 --region us-gov-west-1 --account 111122223333 --profile audit",
      "scan",
      {
        sources: ["aws"],
        aws: { ...AWS, region: ["eu-west-1", "us-gov-west-1"], account: ["111122223333"], profile: "audit" },
        azure: ALL_OF_AZURE,
        ...NO_CHOICE,
        ...TEXT,
        ...SCAN_GATE,
        maxAge: 7,
        declareRead: [],
        expected: [],
      },
    ],
    [
      "scan azure --cloud usgov --subscription one --subscription two --management-group top --resource-group rg --tag env=a=b --tag team --fresh",
      "scan",
      {
        sources: ["azure"],
        aws: AWS,
        azure: {
          cloud: "usgov",
          subscription: ["one", "two"],
          managementGroup: "top",
          resourceGroup: ["rg"],
          tag: [{ name: "env", value: "a=b" }, { name: "team" }],
          fresh: true,
        },
        ...NO_CHOICE,
        ...TEXT,
        ...SCAN_GATE,
        maxAge: 7,
        declareRead: [],
        expected: [],
      },
    ],
    [
      "collect aws -o today.ndjson.gz --no-progress --layer os",
      "collect",
      {
        sources: ["aws"],
        ...FILES,
        ...NO_CHOICE,
        layer: ["os"],
        output: "today.ndjson.gz",
        resume: false,
        progress: false,
      },
    ],
    ["demo", "demo", { ...NO_CHOICE, ...TEXT, ...GATE, requireEvidence: false, exitCode: false }],
    [
      "demo --owner pay --owner-fail-on pay=high --require-evidence",
      "demo",
      {
        ...NO_CHOICE,
        ...TEXT,
        ...GATE,
        requireEvidence: true,
        owner: "pay",
        ownerFailOn: [{ owner: "pay", failOn: "high" }],
        exitCode: false,
      },
    ],
    ["demo --exit-code --no-color", "demo", { ...NO_CHOICE, ...TEXT, ...GATE, requireEvidence: false, exitCode: true }],
    ["rules list --layer os --format json", "rulesList", { ...NO_CHOICE, layer: ["os"], format: "json" }],
    ["rules test mine --rule x", "rulesTest", { folders: ["mine"], rule: ["x"] }],
    [
      "scan a --declare-read AWS::S3::Bucket --declare-read AWS::EC2::VPC@111122223333:eu-west-1 --expected aws/111122223333 --expected aws/444455556666:eu-west-1",
      "scan",
      {
        sources: ["a"],
        ...FILES,
        ...NO_CHOICE,
        ...TEXT,
        ...SCAN_GATE,
        maxAge: 7,
        declareRead: [
          { type: "AWS::S3::Bucket" },
          { type: "AWS::EC2::VPC", account: "111122223333", region: "eu-west-1" },
        ],
        expected: [
          { provider: "aws", account: "111122223333" },
          { provider: "aws", account: "444455556666", region: "eu-west-1" },
        ],
      },
    ],
    ["new rule aws-s3-x --type T", "newRule", { id: "aws-s3-x", type: "T" }],
    ["rules test", "rulesTest", { folders: [], rule: [] }],
    ["explain some-rule --run r", "explain", { what: "some-rule", rules: [], run: "r" }],
    ["check a.yaml b.yaml", "check", { files: ["a.yaml", "b.yaml"] }],
  ];
  it.each(table)("%s", async (argv, name, args) => {
    const ran = await run(argv.split(" "));
    expect(ran.called).toEqual([name, args]);
    expect(ran).toMatchObject({ exit: 0, stdout: "", stderr: "" });
  });

  const misuse: [argv: string, said: RegExp][] = [
    ["", /Usage: demarc/],
    ["scna a", /unknown command 'scna'\n\(Did you mean scan\?\)/],
    ["scan", /missing required argument 'source'.*\n {2}help: an example is `demarc scan aws /],
    ["diff monday.run.gz", /missing required argument 'after'\n {2}help: an example is `demarc diff \S+ \S+`\n$/],
    ["new rule", /missing required argument 'id'\n {2}help: an example is `demarc new rule /],
    ["scan a --fial-on low", /unknown option '--fial-on'\n\(Did you mean --fail-on\?\)/],
    ["scan a --fail-on hihg", /did you mean "high"\?/],
    ["scan a --severity none", /expected critical, high, medium, low, info/],
    ["scan a --format pdfx", /expected text, json/],
    ["scan a --format json=", /expected a value/],
    ["scan a --format json=-", /for stdout say json alone/],
    ["scan a --format pdf=-", /expected a file, found -/],
    ["scan a --save -", /expected a file, found -/],
    ["scan a --save=", /expected a value/],
    ["collect a -o -", /expected a file, found -/],
    ["scan a --format json --format text", /two reports would go to stdout/],
    ["scan a --format json=x --format text=x", /two reports would go to x/],
    ["scan a --include passes", /did you mean "pass"\?/],
    ["scan a --as-of tomorrow", /expected a day such as 2026-11-21/],
    ["scan a --max-age soon", /expected a number of days/],
    ["scan azure --cloud germany", /expected public, usgov, china/],
    ["scan azure --tag =x", /expected NAME or NAME=VALUE/],
    ["scan aws --region europe", /expected a region such as eu-west-1/],
    ["scan aws --account 1234", /expected an account of 12 digits/],
    ["scan aws --ou Production", /expected the id of an organizational unit/],
    ["scan aws --assume-role a:b", /expected a role's name, or its ARN/],
    ["scan aws --assume-role a --session-name x", /expected 2 to 64 letters/],
    ["scan aws --external-id x", /are for --assume-role, which was not given/],
    ["collect aws", /required option '-o, --output <file>' not specified/],
    ["demo extra", /too many arguments/],
    ["rules", /Usage: demarc rules/],
  ];
  it.each(misuse)("%j is misuse: exit 2, said on stderr", async (argv, said) => {
    const ran = await run(argv === "" ? [] : argv.split(" "));
    expect(ran).toMatchObject({ exit: 2, stdout: "", called: undefined });
    expect(ran.stderr).toMatch(said);
  });
});
