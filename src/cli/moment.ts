/** ISO 8601 UTC without a fraction, the one way demarc writes a moment. */
export function formatMoment(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, "Z");
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** A day (its first second, UTC) or a moment with its zone; undefined if the text is neither. */
export function parseMoment(text: string): string | undefined {
  if (!DATE.test(text) && !DATE_TIME.test(text)) return undefined;
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  const date = new Date(DATE.test(text) ? `${text}T00:00:00Z` : text);
  const exists = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text.slice(0, 10));
  return exists && !Number.isNaN(date.getTime()) ? formatMoment(date) : undefined;
}
