import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { refuseNoAnswers } from "../../../src/collect/aws/whole-answer.ts";

const XML = '<?xml version="1.0"?><DescribeVolumesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"/>';

describe("an answer that says it succeeded", () => {
  it.each([
    ["a page", "text/html; charset=utf-8", "<html><h1>Sign in</h1></html>"],
    ["a piece of a page", "TEXT/HTML", "<h1>Blocked</h1>"],
    ["words called a page", "text/html", "Blocked by policy"],
    ["a page called plain text", "text/plain", "<!DOCTYPE html><title>Sign in</title>"],
    ["a page of no named type", undefined, "\n  <HTML lang=en><body>Sign in</body></HTML>"],
    ["a page called XML", "application/xml", '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html/>'],
    ["a page behind a remark", "application/xml", "<!-- proxy 7 --><html/>"],
    ["nothing", "application/json", ""],
  ])("is refused where it is %s", async (_, type, body) => {
    await expect(answered(type, body)).rejects.toThrow(SyntaxError);
  });

  it.each([
    ["JSON", "application/x-amz-json-1.1", '{"Keys":[]}'],
    // As servers that stand in for AWS in tests answer.
    ["JSON called a page", "text/html; charset=utf-8", '{"Keys":[]}'],
    ["a list called a page", "text/html", "[]"],
    ["XML", "text/xml", XML],
    ["XML called a page", "text/html", XML],
    ["XML that speaks of a page", "text/xml", "<ErrorDocument><Key>html</Key></ErrorDocument>"],
    ["an element whose name begins like a page's", "text/xml", "<HeaderResponse/>"],
  ])("is taken where it is %s, byte for byte", async (_, type, body) => {
    expect(String(await answered(type, body))).toBe(body);
  });
});

it("leaves what says that it failed to the SDK", async () => {
  expect(await answered("text/html", "<html/>", 500)).toBeInstanceOf(Readable);
});

/** The body of the answer as the SDK gets it. */
async function answered(type: string | undefined, body: string, statusCode = 200): Promise<unknown> {
  const headers = type === undefined ? {} : { "Content-Type": type };
  const response = { statusCode, headers, body: Readable.from([Buffer.from(body)]) as unknown };
  let check: ((sent: never) => Promise<{ readonly response: unknown }>) | undefined;
  refuseNoAnswers({ add: (wrap) => (check = wrap(() => Promise.resolve({ response }))) });
  await check?.({} as never);
  return response.body;
}
