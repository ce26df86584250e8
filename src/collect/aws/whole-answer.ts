import { buffer } from "node:stream/consumers";
import { own } from "../../inventory/json-text.ts";

/** Where checks of each answer are added, before the SDK reads it. */
export interface AnswerCheck {
  readonly add: (check: (next: Next) => Next, options: object) => void;
}

type Next = (sent: never) => Promise<{ readonly response: unknown }>;

/**
 * Refuses answers that are empty or a web page. The SDK would read an empty answer, or any other text where XML is
 * expected, as one whose members are all missing: a bucket without versions, a user without keys. AWS itself answers
 * none of the calls made here that way; something in between does.
 *
 * @throws {SyntaxError} from the call.
 */
export function refuseNoAnswers(stack: AnswerCheck): void {
  // Closest to the wire, before the SDK reads the answer.
  stack.add(checked, { step: "deserialize", priority: "low", name: "refuseNoAnswers" });
}

function checked(next: Next): Next {
  return async (sent) => {
    const result = await next(sent);
    await checkAnswer(result.response);
    return result;
  };
}

async function checkAnswer(response: unknown): Promise<void> {
  const status = Number(own(response, "statusCode"));
  if (status < 200 || status >= 300) return;
  const answer = response as { body: NodeJS.ReadableStream };
  const body = await buffer(answer.body);
  if (body.length === 0) throw new SyntaxError("the answer was empty");
  if (isWebPage(body, contentType(own(response, "headers")))) throw new SyntaxError("a web page answered");
  Object.assign(answer, { body });
}

/** How HTML begins, with what may stand before it. */
const PAGE = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b/i;
/** How answers of AWS begin, whatever type they are said to have: servers that stand in for AWS call JSON a page. */
const ANSWER = /^\s*(?:[{[]|<\?xml)/;

/** Not every page is called one, and a page called one may be a piece of HTML or plain words. */
function isWebPage(body: Buffer, type: string): boolean {
  const start = body.toString("utf8", 0, 1024);
  return PAGE.test(start) || (/^text\/html\b/i.test(type) && !ANSWER.test(start));
}

function contentType(headers: unknown): string {
  const all = Object.entries((headers ?? {}) as Record<string, unknown>);
  return String(all.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "");
}
