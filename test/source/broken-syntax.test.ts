import { describe, expect, it } from "vitest";
import { readExemptions } from "../../src/assess/exemptions/read.ts";
import { readOwners } from "../../src/assess/owners/read-owners.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { checkRuleText } from "../rules/check-rule-text.ts";
import { library } from "../shipped.ts";

/** A syntax error hides what is wrong beside it as little as can be, and makes no mistakes that are none. */

const RULE = `# A comment before it
id: aws-rds-backups-kept-long
title: Database keeps its backups long enough
failure_title: Database does not keep its backups long enough
status: stable
severity: medium
layer: service-config
responsibility: customer
resource: AWS::RDS::DBInstance
question: For how long are backups of this database kept?
params:
  days: { type: number, default: 30, about: days that a backup is kept }
expect:
  all:
    - path: configuration.backupRetentionPeriod
      at_least: { param: days }
      absent: fail
why: |
  What was removed unseen:
  - is lost
fix:
  effort: low
  summary: Keep backups longer.
controls:
  nist-800-53-r5: [CP-9, SC-28]
references:
  - https://example.com/
examples:
  - name: as wanted
    outcome: pass
    resource: { configuration: { backupRetentionPeriod: 30 } }
  - name: too short
    outcome: fail
    at: configuration.backupRetentionPeriod
    resource: { configuration: { backupRetentionPeriod: 1 } }
`;

const OWNERS = `parties:
  - id: shop-team
    contact: shop@example.com
    kind: team
    unit: shop
  - id: platform
    role: network-team
    kind: team
  - { id: aws, kind: cloud-provider, provider: aws }
units:
  shop:
    accountable: shop-team
    accounts: ["111122223333"]
assign:
  - match: { tag: { key: team, value: shop } }
    owner: shop-team
  - match: { account: "444455556666" }
    owner: platform
`;

const EXEMPTIONS = `exemptions:
  - id: one
    kind: accepted_risk
    rule: aws-s3-bucket-public-access-blocked
    match: { account: "111122223333" }
    reason: public on purpose
    approved_by: head
    until: 2026-12-01
  - id: two
    kind: accepted_risk
    rule: aws-s3-bucket-public-access-blocked
    match: { account: "444455556666" }
    reason: public on purpose
    approved_by: head
    until: 2026-12-01
accepted_blind_spots:
  - scope: { account: "111122223333" }
    type: AWS::S3::Bucket
    reason: closed
    approved_by: head
    until: 2026-12-01
`;

const ids = new Map(library.rules.map(({ id }) => [id, id]));
const FILES: Readonly<Record<string, readonly [text: string, check: (text: string) => readonly Diagnostic[]]>> = {
  rule: [RULE, (text) => checkRuleText(text, "aws/rds/backups-kept-long.yaml", library).diagnostics],
  owners: [OWNERS, (text) => readOwners(text, "owners.yaml", library).diagnostics],
  exemptions: [
    EXEMPTIONS,
    (text) => {
      const context = {
        rules: ids,
        providers: Object.keys(library.providers),
        asOf: "2026-11-20T12:00:00Z",
        longest: 365,
      };
      return readExemptions(text, "exemptions.yaml", context).diagnostics;
    },
  ],
};

/** What people do to a line. */
const BREAKS: Readonly<Record<string, (line: string) => string>> = {
  "a second colon": (line) => `${line}: x: y`,
  "a tab for the indent": (line) => line.replace(/^ */, "\t"),
  "no colon": (line) => line.replace(":", ""),
  "a blank more": (line) => ` ${line}`,
  "two blanks more": (line) => `  ${line}`,
  "a blank less": (line) => line.replace(/^ /, ""),
  "an open quote": (line) => line.replace(/: (?=\S)/, ': "'),
  "an open single quote": (line) => line.replace(/: (?=\S)/, ": '"),
  "an open brace": (line) => line.replace(/: (?=\S)/, ": {"),
  "a brace that is not closed": (line) => line.replace(/[}\]]([^}\]]*)$/, "$1"),
  "a brace that was not opened": (line) => line.replace(/[{[]/, ""),
  "a mark of YAML": (line) => line.replace(/: (?=\S)/, ": @"),
};

describe.each(Object.entries(FILES))("a file of %s in order", (_, [text, check]) => {
  it("has no mistake", () => expect(check(text)).toEqual([]));

  it.each(Object.entries(BREAKS))("has none but of syntax with %s in any line", (_name, spoil) => {
    const lines = text.split("\n");
    let broken = 0;
    for (const [at, line] of lines.entries()) {
      const said = check(lines.with(at, spoil(line)).join("\n"));
      if (!said.some(({ code }) => code === "yaml-syntax")) continue;
      broken++;
      expect(said.filter(({ code }) => code !== "yaml-syntax")).toEqual([]);
    }
    expect(broken).toBeGreaterThan(0);
  });
});

describe("what is told beside a syntax error", () => {
  it.each<[string, file: string, from: string, to: string, told: readonly string[]]>([
    [
      "keys after and before it",
      "rule",
      "title: Database keeps",
      "titel: a\ntitle: Database: keeps",
      ['unknown key "titel"; did you mean "title"?', 'unknown severity "hihg"'],
    ],
    [
      "keys after one without a colon",
      "rule",
      "title: Database keeps",
      "title Database keeps",
      ['unknown severity "hihg"'],
    ],
    ["keys after a bracket that stays open", "rule", "SC-28]", "SC-28", ['unknown severity "hihg"']],
    ["keys before a quote that stays open", "rule", "question: For", 'question: "For', ['unknown severity "hihg"']],
    ["other entries of a list", "owners", "contact: shop@", "contact: shop: @", ['unknown kind "taem"']],
    ["what another entry lacks", "exemptions", "reason: closed", "reason: closed: yes", ['"until" is missing']],
  ])("%s", (_, file, from, to, told) => {
    const [text, check] = FILES[file]!;
    const wrong = text
      .replace("severity: medium", "severity: hihg")
      .replace("network-team\n    kind: team", "network-team\n    kind: taem")
      .replace("    until: 2026-12-01\n  - id: two", "  - id: two");
    const said = check(wrong.replace(from, to));
    expect(said.some(({ code }) => code === "yaml-syntax")).toBe(true);
    expect(said.filter(({ code }) => code !== "yaml-syntax").map(({ message }) => message)).toEqual(told);
  });

  it("keeps a rule out of the library whose rest is in order", () => {
    const torn = checkRuleText(
      RULE.replace("references:\n", "references: @x\n"),
      "aws/rds/backups-kept-long.yaml",
      library,
    );
    expect(torn).toMatchObject({ rule: null, diagnostics: [{ code: "yaml-syntax" }] });
  });
});
