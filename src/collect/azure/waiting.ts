import type { RawAnswer } from "./raw-answer.ts";

/**
 * How long the answer asks to wait, in milliseconds; undefined if it does not say. `now`: ISO 8601 UTC, since
 * one of the forms is a date.
 */
export function askedWait({ header }: RawAnswer, now: string): number | undefined {
  for (const name of ["retry-after-ms", "x-ms-retry-after-ms"]) {
    const milliseconds = Number(header(name) ?? "none");
    if (Number.isFinite(milliseconds) && milliseconds >= 0) return milliseconds;
  }
  const text = header("retry-after")?.trim() ?? "";
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  if (!Number.isNaN(date)) return Math.max(0, date - Date.parse(now));
  return clockTime(header("x-ms-user-quota-resets-after"));
}

/** `00:00:05` in milliseconds. */
export function clockTime(text: string | undefined): number | undefined {
  const found = /^(\d+):(\d\d):(\d\d(?:\.\d+)?)$/.exec(text?.trim() ?? "");
  if (!found) return undefined;
  return (Number(found[1]) * 3600 + Number(found[2]) * 60 + Number(found[3])) * 1000;
}
