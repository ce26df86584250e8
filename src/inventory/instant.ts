const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(\.\d{1,9})?\d* ?(Z|[+-]\d\d:?\d\d)?$/;
/** Seconds since 1970 stay below this until the year 5138; milliseconds have been above it since 1973. */
const FIRST_MILLISECONDS = 1e11;

/**
 * Converts a point in time as clouds write it to ISO 8601 UTC: ISO text with or without a zone (none means UTC), or
 * seconds or milliseconds since 1970. Undefined for anything else; `Date.parse` alone would read some texts in the
 * machine's own zone.
 */
export function toInstant(value: unknown): string | undefined {
  if (value instanceof Date) return iso(value.getTime());
  if (typeof value === "number") return iso(Math.abs(value) < FIRST_MILLISECONDS ? Math.round(value * 1000) : value);
  if (typeof value !== "string") return undefined;
  const [, date, time, fraction = "", zone = "Z"] = ISO.exec(value.trim()) ?? [];
  if (date === undefined) return undefined;
  const colonZone = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  return iso(Date.parse(`${date}T${time}${time!.length === 5 ? ":00" : ""}${fraction.slice(0, 4)}${colonZone}`));
}

function iso(milliseconds: number): string | undefined {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
