import { describe, expect, it } from "vitest";
import { ServiceError } from "../answer.ts";
import { parseSelect } from "./parse.ts";
import { project } from "./project.ts";
import { rowText } from "./row-text.ts";
import { isCounting, runSelect } from "./run-select.ts";

const ROWS = [
  {
    resourceId: "sg-1",
    resourceType: "AWS::EC2::SecurityGroup",
    awsRegion: "eu-west-1",
    configuration: {
      rules: [
        { port: 22, open: false },
        { port: 443, open: true },
      ],
      owner: null,
    },
  },
  {
    resourceId: "vol-1",
    resourceType: "AWS::EC2::Volume",
    awsRegion: "eu-west-1",
    configuration: { size: 20, encrypted: true },
    tags: [{ key: "team", tag: "team=ledger", value: "ledger" }],
  },
  { resourceId: "vol-2", resourceType: "AWS::EC2::Volume", awsRegion: "eu-north-1", configuration: { size: 8 } },
  { resourceId: "it's", resourceType: "AWS::S3::Bucket", awsRegion: "eu-west-1", configuration: null },
];

function select(text: string): unknown[] {
  const expression = parseSelect(text);
  const rows = runSelect(expression, ROWS);
  return rows.map((row) => JSON.parse(rowText(isCounting(expression) ? row : project(row, expression.fields))));
}

function idsWhere(condition: string): unknown[] {
  return select(`SELECT resourceId WHERE ${condition}`).map((row) => (row as { resourceId: string }).resourceId);
}

describe("WHERE", () => {
  it.each([
    ["resourceType = 'AWS::EC2::Volume'", ["vol-1", "vol-2"]],
    ["resourceType IN ('AWS::EC2::Volume', 'AWS::S3::Bucket')", ["vol-1", "vol-2", "it's"]],
    ["resourceType NOT IN ('AWS::EC2::Volume', 'AWS::S3::Bucket')", ["sg-1"]],
    ["resourceType in ('AWS::EC2::Volume') and awsRegion = 'eu-west-1'", ["vol-1"]],
    ["resourceId = 'vol-2' OR resourceId = 'sg-1' AND awsRegion = 'eu-north-1'", ["vol-2"]],
    ["(resourceId = 'vol-2' OR resourceId = 'sg-1') AND awsRegion = 'eu-west-1'", ["sg-1"]],
    ["NOT awsRegion = 'eu-west-1'", ["vol-2"]],
    ["resourceId LIKE 'vol-%'", ["vol-1", "vol-2"]],
    ["resourceId LIKE 'v_l-1'", ["vol-1"]],
    ["resourceId LIKE 'vol-'", []],
    ["configuration.size BETWEEN 8 AND 19", ["vol-2"]],
    ["configuration.size > 8", ["vol-1"]],
    ["configuration.size < 20", ["vol-2"]],
    ["configuration.size = '20'", []],
    ["configuration.encrypted = true", ["vol-1"]],
    ["configuration.Size = 20", []],
    ["tags.tag = 'team=ledger'", ["vol-1"]],
    ["tags.key = 'team' AND tags.value = 'ledger'", ["vol-1"]],
    ["resourceId = 'it''s'", ["it's"]],
    ["configuration.owner = 'x' OR NOT configuration.owner = 'x'", ["sg-1", "vol-1", "vol-2", "it's"]],
    // Two conditions on a list may be met by two different elements.
    ["configuration.rules.port = 22 AND configuration.rules.open = true", ["sg-1"]],
  ])("%s", (condition, expected) => {
    expect(idsWhere(condition)).toEqual(expected);
  });
});

describe("SELECT", () => {
  it.each([
    [
      "SELECT * WHERE resourceId = 'vol-2'",
      [{ resourceType: "AWS::EC2::Volume", resourceId: "vol-2", awsRegion: "eu-north-1" }],
    ],
    [
      "SELECT configuration.size, configuration.encrypted WHERE resourceId = 'vol-1'",
      [{ configuration: { size: 20, encrypted: true } }],
    ],
    [
      "SELECT configuration.rules.port WHERE resourceId = 'sg-1'",
      [{ configuration: { rules: [{ port: 22 }, { port: 443 }] } }],
    ],
    ["SELECT resourceId, tags WHERE resourceId = 'vol-2'", [{ resourceId: "vol-2" }]],
    ["SELECT configuration WHERE resourceId = 'it''s'", [{ configuration: null }]],
    ["SELECT COUNT(*)", [{ "COUNT(*)": 4 }]],
    ["SELECT COUNT(*) WHERE resourceId = 'none'", [{ "COUNT(*)": 0 }]],
    ["SELECT resourceType, COUNT(*) WHERE resourceId = 'none' GROUP BY resourceType", []],
    [
      "select resourceType, count(*) group by resourceType order by count(*) desc, resourceType",
      [
        { "COUNT(*)": 2, resourceType: "AWS::EC2::Volume" },
        { "COUNT(*)": 1, resourceType: "AWS::EC2::SecurityGroup" },
        { "COUNT(*)": 1, resourceType: "AWS::S3::Bucket" },
      ],
    ],
    [
      "SELECT awsRegion, resourceType, COUNT(*) WHERE resourceType LIKE 'AWS::EC2::V%' GROUP BY awsRegion, resourceType",
      [
        { "COUNT(*)": 1, awsRegion: "eu-west-1", resourceType: "AWS::EC2::Volume" },
        { "COUNT(*)": 1, awsRegion: "eu-north-1", resourceType: "AWS::EC2::Volume" },
      ],
    ],
    [
      "SELECT resourceId WHERE resourceId LIKE 'vol%' ORDER BY resourceId DESC",
      [{ resourceId: "vol-2" }, { resourceId: "vol-1" }],
    ],
  ])("%s", (text, expected) => {
    expect(select(text)).toEqual(expected);
  });
});

describe("what is not understood", () => {
  it.each([
    "",
    "SELECT",
    "SELECT resourceId FROM resources",
    "SELECT DISTINCT resourceId",
    "SELECT resourceId AS id",
    "SELECT resourceid",
    "SELECT resourceId,",
    "SELECT resourceId WHERE",
    "SELECT resourceId WHERE resourceType",
    "SELECT resourceId WHERE resourceType = ",
    "SELECT resourceId WHERE resourceType == 'x'",
    "SELECT resourceId WHERE resourceType != 'x'",
    'SELECT resourceId WHERE resourceType = "x"',
    "SELECT resourceId WHERE resourceType = 'x",
    "SELECT resourceId WHERE configuration.owner IS NULL",
    "SELECT resourceId WHERE configuration.owner = NULL",
    "SELECT resourceId WHERE resourceType IN ()",
    "SELECT resourceId WHERE (resourceType = 'x'",
    "SELECT resourceId WHERE resourceId LIKE '%vol'",
    "SELECT resourceId WHERE resourceId LIKE 'vo%'",
    "SELECT resourceId WHERE configuration.size BETWEEN 1",
    "SELECT resourceId; DROP",
    "SELECT resourceId, COUNT(*)",
    "SELECT resourceId, COUNT(*) GROUP BY resourceType",
    "SELECT COUNT(*) GROUP BY accountId, awsRegion, resourceType, resourceId",
    "SELECT COUNT(resourceId)",
  ])("%s", (text) => {
    expect(() => parseSelect(text)).toThrow(expect.objectContaining({ code: "InvalidExpressionException" }));
    expect(() => parseSelect(text)).toThrow(ServiceError);
  });
});

describe("the text of a row", () => {
  it("leaves out what is null and writes whole numbers of the configuration with a fraction", () => {
    const row = {
      resourceName: null,
      resourceId: "a",
      configuration: { size: 20, part: 0.5, none: null, list: [1, null] },
    };
    expect(rowText(row)).toBe('{"resourceId":"a","configuration":{"size":20.0,"part":0.5,"list":[1.0,null]}}');
  });
});
