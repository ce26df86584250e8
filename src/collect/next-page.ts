import { own } from "../inventory/json-text.ts";

/** Whether an answer names the next page by something other than text: there is one, but not known where. */
export function isStrangeNext(answer: unknown, key: string): boolean {
  const next = own(answer, key) ?? null;
  return next !== null && typeof next !== "string";
}

export const STRANGE_NEXT = "the next page is named by no text";
