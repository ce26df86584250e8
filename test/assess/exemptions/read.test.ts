import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { readExemptions, type ReadExemptions } from "../../../src/assess/exemptions/read.ts";
import { exemptionsJsonSchema } from "../../../src/assess/exemptions/shape.ts";

const RULES = new Map([
  ["aws-s3-bucket-private", "aws-s3-bucket-private"],
  ["aws-s3-bucket-closed", "aws-s3-bucket-private"],
]);
const FACTS = { rules: RULES, providers: ["aws", "azure"], longest: 365 };

function read(text: string): ReadExemptions {
  return readExemptions(text, "exemptions.yaml", { ...FACTS, asOf: "2026-11-20T12:00:00Z" });
}

/** One exemption, with these lines in place of those of the same key; an empty line leaves a key out. */
function exemption(change: Record<string, string> = {}): string {
  const keys: Record<string, string> = {
    kind: "accepted_risk",
    rule: "aws-s3-bucket-private",
    match: "{ id: arn:aws:s3:::site }",
    reason: "Everybody reads it.",
    approved_by: "ciso@harbourfinch.example",
    until: "2027-03-31",
    ...change,
  };
  const lines = Object.entries(keys).filter(([, value]) => value !== "");
  return `exemptions:\n  - ${lines.map(([key, value]) => `${key}: ${value}`).join("\n    ")}\n`;
}

function mistakes({ diagnostics }: ReadExemptions): string[] {
  return diagnostics.map(
    ({ line, column, message, help }) => `${line}:${column} ${message}${help ? ` | ${help}` : ""}`,
  );
}

describe("exemptions.yaml", () => {
  it("is read with an id of its own where none is given", () => {
    const { grants, diagnostics } = read(exemption({ rule: "aws-s3-bucket-closed" }));
    expect(diagnostics).toEqual([]);
    expect(grants).toEqual([
      {
        id: expect.stringMatching(/^aws-s3-bucket-private-[0-9a-f]{6}$/) as string,
        kind: "accepted_risk",
        rule: "aws-s3-bucket-private",
        match: { id: "arn:aws:s3:::site" },
        reason: "Everybody reads it.",
        approved_by: "ciso@harbourfinch.example",
        until: "2027-03-31",
      },
    ]);
  });

  it("has what it fits in the order of a saved run, whatever was written first", () => {
    const spot =
      "accepted_blind_spots:\n  - scope: { region: eu-west-1, account: '1' }\n    call: s3:GetX\n    reason: x\n    approved_by: x\n    until: 2027-01-31\n";
    const { grants } = read(`${exemption({ match: "{ region: eu-west-1, id: x, account: '1' }" })}${spot}`);
    expect(grants.map(({ match }) => Object.keys(match))).toEqual([
      ["account", "id", "region"],
      ["account", "call", "region"],
    ]);
  });

  it("keeps that id when only words and dates change", () => {
    const [before] = read(exemption()).grants;
    const [after] = read(exemption({ reason: "Still so.", until: "2027-04-30", approved_by: "cto" })).grants;
    expect(after!.id).toBe(before!.id);
    expect(read(exemption({ match: "{ id: other }" })).grants[0]!.id).not.toBe(before!.id);
  });

  it.each([
    ["tomorrow, which is today elsewhere", "2026-11-21", undefined],
    ["after the day that is judged for, and not after today", "2027-01-10", "2027-01-10T08:00:00Z"],
  ])("may be granted %s", (_, granted, now) => {
    const context = { ...FACTS, asOf: "2026-11-20T12:00:00Z", ...(now && { now }) };
    const { diagnostics } = readExemptions(exemption({ granted }), "exemptions.yaml", context);
    expect(diagnostics).toEqual([]);
  });

  it.each([
    ["no reason", { reason: "" }, '2:5 "reason" is missing'],
    ["an empty reason", { reason: '" "' }, "5:13 empty text"],
    ["no approver", { approved_by: "" }, '2:5 "approved_by" is missing'],
    ["no end", { until: "" }, '2:5 "until" is missing'],
    ["no such day", { until: "2027-02-30" }, "7:12 there is no such day"],
    ["another way to write a day", { until: "31.3.2027" }, "7:12 a day is written 2027-03-31"],
    [
      "more than a year",
      { until: "2027-11-21" },
      "7:12 more than 365 days ahead | write 2027-11-20 at the latest, or raise --longest-exemption",
    ],
    [
      "more than a year after it was granted",
      { until: "2027-01-02", granted: "2026-01-01" },
      "7:12 more than 365 days ahead after 2026-01-01 | write 2027-01-01 at the latest, or raise --longest-exemption",
    ],
    [
      "a day of granting to come",
      { until: "2028-11-20", granted: "2027-11-22" },
      "8:14 granted on a day in the future | write 2026-11-20 at the latest",
    ],
    ["a match of nothing", { match: "{}" }, "4:5 say what it matches: id, fingerprint, type, account or region"],
    [
      "a misspelt kind",
      { kind: "accepted_risc" },
      '2:11 unknown kind "accepted_risc" | use accepted_risk, false_positive, compensating_control or planned; did you mean "accepted_risk"?',
    ],
    ["a misspelt key", { aproved_by: "x" }, '8:5 unknown key "aproved_by"; did you mean "approved_by"?'],
    ["a short fingerprint", { match: '{ fingerprint: "abcd" }' }, "4:27 a fingerprint is 64 hex digits"],
  ])("is refused with %s, at its place", (_name, change, message) => {
    const found = read(exemption(change));
    expect(mistakes(found).map((one) => (one.startsWith(message) ? message : one))).toEqual([message]);
    expect(found.grants).toEqual([]);
  });

  it("holds as long as was agreed", () => {
    expect(mistakes(read(exemption({ until: "2027-11-20" })))).toEqual([]);
    expect(mistakes(read(exemption({ until: "2027-11-20", granted: "2026-11-20" })))).toEqual([]);
  });

  it("says all mistakes in one run", () => {
    expect(read(exemption({ kind: "x", until: "x", match: "{}" })).diagnostics).toHaveLength(3);
  });

  it("warns of a rule that nobody knows, and is used all the same", () => {
    const found = read(exemption({ rule: "aws-s3-bucket-privat" }));
    expect(found.diagnostics).toMatchObject([
      {
        severity: "warning",
        line: 3,
        message: 'no rule is called "aws-s3-bucket-privat"',
        help: 'did you mean "aws-s3-bucket-private"?',
      },
    ]);
    expect(found.grants).toHaveLength(1);
  });

  it("refuses one id twice", () => {
    const two = `${exemption({ id: "site" })}${exemption({ id: "site" }).replace("exemptions:\n", "")}`;
    expect(mistakes(read(two))).toEqual(['15:9 "site" appears twice']);
  });

  const SPOT = `accepted_blind_spots:
  - scope: { account: "444455556666" }
    type: AWS::RDS::DBInstance
    reason: The account is being closed.
    approved_by: cto
    until: 2027-01-31
`;
  it("reads accepted blind spots", () => {
    expect(read(SPOT).grants).toMatchObject([
      { kind: "accepted_blind_spot", rule: null, match: { account: "444455556666", type: "AWS::RDS::DBInstance" } },
    ]);
  });

  it.each([
    ["neither type nor call", SPOT.replace(/ {4}type.*\n/, ""), "2:5 name what is not read: type or call"],
    ["no scope", SPOT.replace('{ account: "444455556666" }', "{}"), "2:5 give a place: provider, account or region"],
  ])("refuses an accepted blind spot with %s", (_name, text, message) => {
    expect(mistakes(read(text)).map((one) => one.replace(/^2:\d+ say what/, "2:5 say what"))).toEqual([message]);
  });

  it.each([
    ["AWS", '2:24 unknown provider "AWS" | did you mean "aws"?'],
    ["Azure", '2:24 unknown provider "Azure" | did you mean "azure"?'],
    ["gcp", '2:24 unknown provider "gcp" | known are aws, azure'],
  ])("refuses an accepted blind spot of the provider %s, which could match nothing", (name, message) => {
    const of = SPOT.replace('account: "444455556666"', `provider: ${name}`);
    expect(mistakes(read(of))).toEqual([message]);
  });

  it.each(["aws", "azure", "a*", "'*'"])("takes an accepted blind spot of the provider %s", (name) => {
    expect(mistakes(read(SPOT.replace('account: "444455556666"', `provider: ${name}`)))).toEqual([]);
  });

  it("has a schema that editors are given, which says the same", async () => {
    const schema = exemptionsJsonSchema();
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot("../../../schemas/exemptions.schema.json");
    const validate = new Ajv({ allErrors: true }).compile(JSON.parse(JSON.stringify(schema)) as object);
    const { parse } = await import("yaml");
    const sample = readFileSync(new URL("../../../fixtures/estate/exemptions.yaml", import.meta.url), "utf8");
    expect(validate(parse(sample)), JSON.stringify(validate.errors)).toBe(true);
    expect(validate(parse(exemption({ reason: "" })))).toBe(false);
    expect(validate(parse(exemption({ aproved_by: "x" })))).toBe(false);
  });
});
