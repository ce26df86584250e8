import { expect, it } from "vitest";
import type { Cause } from "../../../src/report/text/causes.ts";
import { unreadRows } from "../../../src/report/text/unread.ts";
import { signs } from "../../../src/report/text/words.ts";
import { SAMPLE } from "../sample-run.ts";

function cause(what: string, pairs: number, place: string): Cause {
  const rules = new Set(pairs === 0 ? [] : ["aws-s3-bucket-tls-only"]);
  return { what, lacking: "", mend: `mend of ${what}`, pairs, accepted: 0, rules, places: [place], placeCount: 1 };
}

function linesOf(causes: readonly Cause[], limit = 10): string[] {
  const unknown = causes.reduce((sum, { pairs }) => sum + pairs, 0);
  const run = { ...SAMPLE, summary: { ...SAMPLE.summary, unknown } };
  return unreadRows(run, causes, signs(true), limit).map(({ label, words }) =>
    [label?.text.trim(), ...words.map(({ text }) => text)].filter(Boolean).join(" | "),
  );
}

const REFUSED = cause("s3:GetBucketPolicy AccessDenied", 2, "arn:aws:s3:::a");
const THROTTLED = cause("ec2:DescribeVolumes throttled", 0, "aws 111122223333 eu-west-1");
const OFF = cause("config:SelectResourceConfig not recorded", 0, "aws 111122223333 eu-west-2");
const ODD = cause("GET {id}/keys AuthorizationFailed", 0, "azure 3f2b8c1e");
const NO_TYPE = cause("not recognized: a document has no type", 0, "export.json:12");

it("says in one entry which calls failed that no pair here rests on", () => {
  expect(linesOf([REFUSED, THROTTLED, OFF, ODD])).toEqual([
    "NOT READ, SO NOT KNOWN: 2 unknown pairs, 4 causes",
    "? 2 pairs | s3:GetBucketPolicy AccessDenied",
    "1 rule; arn:aws:s3:::a",
    "fix | mend of s3:GetBucketPolicy AccessDenied",
    "? 0 pairs | 3 other causes, on which no pair here rests",
    "ec2:DescribeVolumes throttled; config:SelectResourceConfig not recorded; and 1 more",
    "",
  ]);
});

it("says of one such call how to mend it", () => {
  expect(linesOf([REFUSED, THROTTLED]).slice(4)).toEqual([
    "? 0 pairs | ec2:DescribeVolumes throttled",
    "no pair here rests on it; aws 111122223333 eu-west-1",
    "fix | mend of ec2:DescribeVolumes throttled",
    "",
  ]);
});

it("says of each file that was not understood how to mend it", () => {
  const lines = linesOf([THROTTLED, OFF, NO_TYPE, { ...NO_TYPE, what: "not recognized: the line breaks off" }]);
  expect(lines.filter((line) => line.startsWith("fix"))).toHaveLength(2);
  expect(lines).toContain("? 0 pairs | 2 other causes, on which no pair here rests");
});

it("counts causes beyond the limit apart from these", () => {
  expect(linesOf([REFUSED, { ...REFUSED, what: "sns:X AccessDenied", pairs: 1 }, THROTTLED, OFF], 1)).toContain(
    "and 1 more cause with 1 pair: --include unknown --format json lists them all",
  );
});
