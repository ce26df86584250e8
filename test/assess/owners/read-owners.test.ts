import { describe, expect, it } from "vitest";
import { readOwners } from "../../../src/assess/owners/read-owners.ts";
import { tightenedRules } from "../../../src/assess/owners/unit-rules.ts";
import { LIBRARY } from "./library.ts";

const PARTIES = "parties:\n  - { id: a, kind: team }\n  - { id: aws, kind: cloud-provider }\n";

function mistakes(text: string): string[] {
  return readOwners(text, "owners.yaml", LIBRARY).diagnostics.map(
    ({ severity, line, column, message, help }) =>
      `${severity} ${line}:${column} ${message}${help ? ` | ${help}` : ""}`,
  );
}

function unit(lines: string): string {
  return `${PARTIES}units:\n  u:\n    ${lines}\n`;
}

const LOOSER = "what is looser is an exemption: exemptions.yaml, with reason, approver and end date";

describe("a mistake in owners.yaml", () => {
  it.each<[string, string, string[]]>([
    ["no parties", "units: {}\n", ['error 1:1 "parties" is missing']],
    [
      "an unknown key",
      `${PARTIES}asign: []\n`,
      ['error 4:1 unknown key "asign"; did you mean "assign"? | known here: parties, units, assign'],
    ],
    [
      "a kind nobody knows",
      "parties:\n  - { id: a, kind: taem }\n",
      [expect.stringContaining('error 2:20 unknown kind "taem"') as string],
    ],
    [
      "a party twice",
      "parties:\n  - { id: a, kind: team }\n  - { id: a, kind: team }\n",
      ['error 3:11 the party "a" appears twice'],
    ],
    [
      "a party called nobody",
      "parties:\n  - { id: unassigned, kind: team }\n",
      ['error 2:11 "unassigned" is the word for nobody'],
    ],
    [
      "two holders of one role",
      "parties:\n  - { id: a, kind: team, role: data-owner }\n  - { id: b, kind: team, role: data-owner }\n",
      ['error 3:32 "a" is data-owner for all units already | one party answers: give one of them another role or unit'],
    ],
    [
      "a role nobody asks for",
      "parties:\n  - { id: a, kind: team, role: dataowner }\n",
      ['warning 2:32 no rule and no layer asks for "dataowner" | did you mean "data-owner"?'],
    ],
    [
      "a provider nobody knows",
      "parties:\n  - { id: m, kind: cloud-provider, provider: azuer }\n",
      ['error 2:46 unknown provider "azuer" | did you mean "azure"?'],
    ],
    [
      "a unit that is not there",
      'parties:\n  - { id: a, kind: team, unit: payment }\nunits:\n  payments: { accounts: ["1"] }\n',
      ['warning 2:32 "payment" is not a unit of this file | did you mean "payments"?'],
    ],
    [
      "an account as a number",
      unit("accounts: [111122223333]"),
      [expect.stringContaining('error 6:16 quote it: "111122223333"') as string],
    ],
    [
      "an account in two units",
      `${unit('accounts: ["1"]')}  v:\n    accounts: ["1"]\n`,
      ["error 8:16 1 is in the unit u already"],
    ],
    [
      "an outsider accountable",
      unit("accountable: aws"),
      ['error 6:18 "aws" is a cloud-provider: a finding is owned inside the house, by a team or a person'],
    ],
    [
      "somebody unknown accountable",
      unit("accountable: head"),
      ['warning 6:18 "head" is not a party of this file: nobody can be reached'],
    ],
    [
      "an assignment to nobody",
      `${PARTIES}assign:\n  - { match: { account: "1" }, owner: b }\n`,
      ['error 5:39 "b" is not a party of this file | did you mean "a"?'],
    ],
    [
      "an assignment by nothing",
      `${PARTIES}assign:\n  - { match: { layer: os }, owner: a }\n`,
      [
        "error 5:7 nothing is matched by layer | match an id, a tag, a unit with a layer or a type or both, or an account",
      ],
    ],
    [
      "an owner by tag without one",
      `${PARTIES}assign:\n  - { match: { account: "1" }, owner: "{tag}" }\n`,
      ['error 5:39 "{tag}" needs a tag to match'],
    ],
    [
      "a rule that is not there",
      unit("tighten: [{ rule: aws-s3-bucket-kep, severity: high }]"),
      ['error 6:23 no rule "aws-s3-bucket-kep" | did you mean "aws-s3-bucket-kept"?'],
    ],
    [
      "a milder severity",
      unit("tighten: [{ rule: aws-s3-bucket-kept, severity: low }]"),
      [`error 6:53 low is not above the rule's medium | ${LOOSER}`],
    ],
    [
      "the same severity",
      unit("tighten: [{ rule: aws-s3-bucket-kept, severity: medium }]"),
      [`error 6:53 medium is not above the rule's medium | ${LOOSER}`],
    ],
    [
      "a looser parameter",
      unit("tighten: [{ rule: aws-s3-bucket-kept, params: { days: 7 } }]"),
      [`error 6:59 7 is not stricter than the rule's 30: higher is | ${LOOSER}`],
    ],
    [
      "a parameter out of range",
      unit("tighten: [{ rule: aws-s3-bucket-kept, params: { days: 999 } }]"),
      [`error 6:59 999 is out of the range of the rule: 1 to 365 | ${LOOSER}`],
    ],
    [
      "a parameter without a strict side",
      unit("tighten: [{ rule: aws-s3-bucket-kept, params: { words: [b] } }]"),
      [expect.stringContaining("does not say which way is stricter") as string],
    ],
    [
      "a parameter that is not there",
      unit("tighten: [{ rule: aws-s3-bucket-kept, params: { day: 60 } }]"),
      [expect.stringContaining('the rule has no parameter "day"') as string],
    ],
  ])("%s", (_, text, wanted) => {
    expect(mistakes(text)).toEqual(wanted);
  });
});

it("tightens a rule under its own id, also by an alias", () => {
  const text = unit("tighten: [{ rule: aws-s3-bucket-keeps, severity: critical, params: { days: 90 } }]");
  const { owners } = readOwners(text, "owners.yaml", LIBRARY);
  const [rule] = tightenedRules(owners!.units[0]!, LIBRARY.rules);
  expect(rule).toMatchObject({ id: "aws-s3-bucket-kept", severity: "critical", params: { days: { default: 90 } } });
  expect(LIBRARY.rules[0]!.params!["days"]!.default).toBe(30);
});
