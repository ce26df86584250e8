/**
 * What a value counts as. Clouds write booleans and numbers sometimes as such, sometimes as text; dates as ISO text or
 * as seconds or milliseconds since 1970. These functions return `undefined` if the value is not of that kind.
 */

export function asBoolean(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string") return undefined;
  const word = value.toLowerCase();
  return word === "true" ? true : word === "false" ? false : undefined;
}

const NUMERIC = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i;

export function asNumber(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string" || !NUMERIC.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/;
const MILLISECONDS_FROM = 1e11;

/** Milliseconds since 1970. Text without a zone is UTC. */
export function asDate(value: unknown): number | undefined {
  const number = asNumber(value);
  if (number !== undefined) return number < 0 ? undefined : number > MILLISECONDS_FROM ? number : number * 1000;
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  const parts = ISO_DATE.exec(text);
  if (!parts) return undefined;
  const zoned = parts[1] === undefined ? `${text}T00:00:00Z` : parts[4] === undefined ? `${text}Z` : text;
  const time = Date.parse(zoned.replace(" ", "T").replace(/\s+/g, ""));
  return Number.isNaN(time) ? undefined : time;
}

/** `asDate` for a series of values that are often the same: what was collected together was confirmed together. */
export function createDateReader(): typeof asDate {
  let last: { readonly value: unknown; readonly date: number | undefined } | null = null;
  return (value) => {
    if (last?.value !== value) last = { value, date: asDate(value) };
    return last?.date;
  };
}

export const DAY = 86_400_000;

/** `90d` or a whole number as days. */
export function asDays(value: unknown): number | undefined {
  if (typeof value === "string") {
    const match = /^(\d+)d$/.exec(value.trim());
    return match ? Number(match[1]) : undefined;
  }
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : undefined;
}

/** The leading version numbers: `v1.28.3-eks.1` is [1, 28, 3]. */
export function asVersion(value: unknown): readonly number[] | undefined {
  const text = typeof value === "number" && Number.isFinite(value) ? String(value) : value;
  if (typeof text !== "string") return undefined;
  const match = /^v?(\d+(?:\.\d+)*)(?:[-+_ ].*)?$/i.exec(text.trim());
  return match ? match[1]!.split(".").map(Number) : undefined;
}

/** Negative, zero or positive, number by number; missing numbers count as 0. */
export function compareVersions(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
