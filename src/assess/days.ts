const DAY = 86_400_000;
const FORM = /^\d{4}-\d{2}-\d{2}$/;

/** True for a day of the calendar, `2027-03-31`. */
export function isDay(text: string): boolean {
  if (!FORM.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Whole days from one day to another, both as `2027-03-31` or the moment of one; negative where `to` lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((startOf(to) - startOf(from)) / DAY);
}

/** The day so many days after the day of a moment. */
export function addDays(moment: string, days: number): string {
  return new Date(startOf(moment) + days * DAY).toISOString().slice(0, 10);
}

function startOf(moment: string): number {
  return Date.parse(`${moment.slice(0, 10)}T00:00:00Z`);
}
