import { describe, expect, it } from "vitest";
import { explainOfRun } from "../../src/commands/explain-of-run.ts";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import type { Run } from "../../src/model/run.ts";
import { PLAIN } from "../../src/report/style.ts";
import { SAMPLE } from "../report/sample-run.ts";

const page = { width: 80, ascii: true, style: PLAIN };

/** The text of an answer, or of the mistake with its help. */
function answered(what: string, run: Run = SAMPLE): string {
  try {
    return explainOfRun(what, run, page, ["aws-s3-bucket-tls-only"]);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(({ message, help }) => `${message}\n${help}`).join("\n");
  }
}

const QUESTIONS = ["why mine?", "not the provider's?", "who in my company?", "changes the result?"];

describe("explain of something in a saved run", () => {
  it("answers the four questions for each layer of a resource, and says what every rule said", async () => {
    await expect(answered("arn:aws:s3:::invoices")).toMatchFileSnapshot("golden/explain-resource.txt");
  });

  it.each(["arn:aws:s3:::invoices", "ARN:aws:s3:::INVOICES", "invoices"])("finds the resource by %s", (what) => {
    expect(answered(what)).toBe(answered("arn:aws:s3:::invoices"));
  });

  it("answers all four of every resource that the run lists, whatever its outcomes", () => {
    const ids = SAMPLE.evaluations.flatMap(({ resource: { id } }) => id ?? []);
    for (const id of ids) for (const question of QUESTIONS) expect(answered(id)).toContain(question);
  });

  it("takes a word of hexadecimal digits for a fingerprint only where no resource is called so", () => {
    const word = "abcdef012345";
    const [first] = SAMPLE.evaluations;
    const called = { ...first!, resource: { ...first!.resource, id: word } };
    const printed = { ...first!, fingerprint: `${word}6789` };
    expect(answered(word)).toContain(`the run has no finding of "${word}"`);
    expect(answered(word, { ...SAMPLE, evaluations: [called] })).toContain("What each rule said");
    expect(answered(word, { ...SAMPLE, evaluations: [printed] })).toContain("What was seen");
  });

  it("asks back where a name is no one thing, and says what was meant where nothing is called so", () => {
    const [first] = SAMPLE.evaluations;
    const twins = ["a", "b"].map((id) => ({ ...first!, resource: { ...first!.resource, id, name: "twin" } }));
    expect(answered("twin", { ...SAMPLE, evaluations: twins })).toBe(
      '2 resources are called "twin"\ngive the id of one: a, b',
    );
    expect(answered("aws-s3-bucket-tls-onli")).toContain('did you mean "aws-s3-bucket-tls-only"?');
    expect(answered("arn:aws:s3:::invoice")).toContain('did you mean "arn:aws:s3:::invoices"?');
  });
});
