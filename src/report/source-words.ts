import type { Source } from "../model/responsibility.ts";

/** What a judgement rests on, and where that stands; our own stands nowhere. */
export function sourceWords({ what, where }: Source): string {
  return where === "-" ? what : `${what}; ${where}`;
}
