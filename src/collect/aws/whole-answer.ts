import { buffer } from "node:stream/consumers";
import { own } from "../../inventory/json-text.ts";

/** What is done with each answer before the SDK reads it. */
export interface AnswerCheck {
  readonly add: (check: (next: Next) => Next, options: object) => void;
}

type Next = (sent: never) => Promise<{ readonly response: unknown }>;

/**
 * The SDK takes an empty answer, and in XML any other text, for one whose members are all missing: a bucket without
 * versions, a user without keys. AWS itself answers none of the calls made here so; somebody in between does.
 *
 * @throws {SyntaxError} from the call.
 */
export function refuseNoAnswers(stack: AnswerCheck): void {
  // Nearest to the wire: before the SDK reads it.
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
  if (/^text\/html\b/i.test(contentType(own(response, "headers")))) throw new SyntaxError("a web page answered");
  const answer = response as { body: NodeJS.ReadableStream };
  const body = await buffer(answer.body);
  if (body.length === 0) throw new SyntaxError("the answer was empty");
  Object.assign(answer, { body });
}

function contentType(headers: unknown): string {
  const all = Object.entries((headers ?? {}) as Record<string, unknown>);
  return String(all.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "");
}
