import { own } from "../inventory/json-text.ts";

/** True where an answer names a next page by something that is no text: it is not known where it goes on, but that it does. */
export function isStrangeNext(answer: unknown, key: string): boolean {
  const next = own(answer, key) ?? null;
  return next !== null && typeof next !== "string";
}

export const STRANGE_NEXT = "the next page is named by no text";
