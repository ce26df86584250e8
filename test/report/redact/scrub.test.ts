import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPseudonyms } from "../../../src/report/redact/pseudonyms.ts";
import { createScrub, type Scrub } from "../../../src/report/redact/scrub.ts";
import { vocabularyOf } from "../../../src/report/redact/vocabulary.ts";

const RULES = ["the bucket of account could not be read in eu-west-1, data is at rest", "s3:GetObject Allow", "TLS1_2"];
const KNOWN = new Map([
  ["111122223333", "account-1"],
  ["hf-logs", "bucket-1"],
  ["data", "bucket-2"],
  ["arn:aws:s3:::hf-logs", "bucket-1"],
  ["my own key", "key-1"],
]);

function scrub(): Scrub {
  return createScrub({
    known: KNOWN,
    vocabulary: vocabularyOf(RULES, "arn aws s3 iam root"),
    nameOf: (kind) => `${kind}-9`,
  });
}

describe("scrub", () => {
  it.each([
    [
      "the bucket hf-logs of account 111122223333 could not be read",
      "the bucket bucket-1 of account account-1 could not be read",
    ],
    ["data in eu-west-1", "data in eu-west-1"],
    ["data", "bucket-2"],
    ["arn:aws:s3:::data/2026", "arn:aws:s3:::bucket-2/2026"],
    ["arn:aws:s3:::hf-logs/*", "arn:aws:s3:::bucket-1/*"],
    ["arn:aws:iam::444455556666:root", "arn:aws:iam::account-9:root"],
    ["the bucket payroll could not be read.", "the bucket text-9 could not be read."],
    ["jane@example.com, 10.1.2.3/16, 2001:db8::1", "person-9, address-9, address-9"],
    ["0.0.0.0/0 and ::/0", "0.0.0.0/0 text-9 ::/0"],
    ["My own KEY is at rest", "key-1 is at rest"],
    ["2026-11-20T06:00:00Z, 443, 90%, TLS1_2", "2026-11-20T06:00:00Z, 443, 90%, TLS1_2"],
  ])("%s", (text, said) => expect(scrub().text(text)).toBe(said));

  it("goes into values, keys too, and leaves what is no text", () => {
    const value = { Allow: ["s3:GetObject", "hf-logs"], payroll: true, "3": 111122223333, __proto__: null };
    expect(scrub().value(value)).toEqual({ Allow: ["s3:GetObject", "bucket-1"], "text-9": true, "3": "account-1" });
  });

  it("takes a number of twelve digits for an account, which a policy may write without quotes", () => {
    const condition = { Allow: 444455556666, "1": 443, "2": 1700000000000, "3": 0.5, "4": -444455556666 };
    expect(scrub().value(condition)).toEqual({ ...condition, Allow: "account-9" });
  });

  it("lets no word through that nobody knows, wherever it stands", () => {
    const secret = "zq7canary";
    const around = fc.stringMatching(/^[ ,;'"()[\]{}=<>/:.@*+#$%~_-]{0,4}$/);
    fc.assert(
      fc.property(around, around, fc.constantFrom(...RULES), (before, after, text) => {
        expect(scrub().text(`${text} ${before}${secret}${after} ${text}`)).not.toContain(secret);
      }),
    );
  });
});

describe("createPseudonyms", () => {
  const KEY = { key: "ab".repeat(32), pseudonyms: { "bucket-4": "old" } };
  const ask = (values: readonly string[]) =>
    createPseudonyms(KEY, ({ nameOf }) => values.forEach((value) => nameOf("bucket", value)));

  it("keeps what the key knows and numbers the rest after it, in no order of the names", () => {
    const values = Array.from({ length: 40 }, (_, index) => `bucket ${String(index).padStart(2, "0")}`);
    const { nameOf } = ask(["old", ...values]);
    expect(nameOf("bucket", "old")).toBe("bucket-4");
    const numbers = values.map((value) => Number(nameOf("bucket", value).slice("bucket-".length)));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(values.map((_, index) => index + 5));
    expect(numbers).not.toEqual(numbers.toSorted((a, b) => a - b));
    expect(values.toReversed().map((value) => ask(values.toReversed()).nameOf("bucket", value))).toEqual(
      values.toReversed().map((value) => nameOf("bucket", value)),
    );
  });

  it("gives the next report what it gave the last", () => {
    const first = ask(["a", "b"]);
    const next = createPseudonyms(first.key(), ({ nameOf }) => ["c", "b", "a"].forEach((one) => nameOf("bucket", one)));
    for (const one of ["a", "b"]) expect(next.nameOf("bucket", one)).toBe(first.nameOf("bucket", one));
    expect(next.nameOf("bucket", "c")).toBe("bucket-7");
  });
});
